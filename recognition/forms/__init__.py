"""Django forms that render as GOV.UK Design System forms.

    class ReasonForm(GovForm, forms.Form):
        reason = forms.CharField(widget=forms.Textarea, max_length=2000, help_text="The company reads this.")
        on = GovDateField(label="Received on")

In the template: the error summary once at the top, then the fields and a button.

    {% include "workplace/components/error_summary.html" %}
    <form method="post" novalidate>{% csrf_token %}{{ form }}<button class="govuk-button">Continue</button></form>

`{{ form.reason.as_field_group }}` renders one field where the order or the columns matter.
"""

from .dates import GovDateField, GovDateInput
from .form import GovForm

__all__ = ["GovDateField", "GovDateInput", "GovForm"]
