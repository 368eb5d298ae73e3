"""Papers named their kind in words; they name it by its code from here on."""

from django.db import migrations

CODES = {
    'Application form': ('application_form', 1),
    'Reference assessment report': ('reference_assessment_report', 1),
    'Reference approval': ('reference_approval', 1),
    'Differences from the reference dossier': ('list_of_differences', 1),
    'Product information': ('uk_product_information', 1),
    'Validation': ('validation_note', 0),
    'Assessment report': ('assessment_report', 0),
    'Reply to a request': ('reply', 1),
    "Commission's advice": ('commission_advice', 0),
    'Letter': ('letter', 0),
    'Other': ('other', 0),
}


def to_codes(apps, schema_editor):
    documents = apps.get_model('cases', 'Document').objects
    kinds = apps.get_model('routes', 'DocumentKind').objects
    for words in documents.order_by().values_list('kind', flat=True).distinct():
        code, module = CODES.get(words, ('other', 0))
        kinds.get_or_create(code=code, defaults={'name': words, 'module': module})
        documents.filter(kind=words).update(kind=code)


def to_words(apps, schema_editor):
    documents = apps.get_model('cases', 'Document').objects
    for words, (code, _) in CODES.items():
        documents.filter(kind=code).update(kind=words)


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0009_night_checks'),
        ('routes', '0003_document_kinds'),
    ]

    operations = [migrations.RunPython(to_codes, to_words)]
