from django.forms.renderers import TemplatesSetting


class GovRenderer(TemplatesSetting):
    form_template_name = "workplace/forms/form.html"
    field_template_name = "workplace/forms/field.html"
