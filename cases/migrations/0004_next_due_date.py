"""Keeps each case's next date in its row, for lists to be ordered by."""

from django.conf import settings
from django.db import migrations, models

FILL = """
UPDATE cases_application SET next_due_on = (
    SELECT due_on FROM cases_deadline
    WHERE application_id = cases_application.id AND is_open
    ORDER BY (cases_application.state, clock) NOT IN
        (('consultation', 'consultation'), ('representations', 'representations')), status = 'stopped', due_on LIMIT 1)
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_rotate_secrets_with_an_overlap'),
        ('cases', '0003_kept_as_written'),
        ('routes', '0003_document_kinds'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='application',
            name='next_due_on',
            field=models.DateField(blank=True, help_text='Kept by the deadlines, to order lists by.', null=True),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['next_due_on', 'id'], name='application_due'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(condition=models.Q(('form_received_on__isnull', False), models.Q(('state__in', ('not_eligible', 'granted', 'refused', 'withdrawn', 'invalid', 'lapsed')), _negated=True)), fields=['next_due_on', 'id'], name='application_open_due'),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
