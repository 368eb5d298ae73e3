"""Whose sign-off bears nobody's name was played: until now that was its only mark."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("cases", "0034_what_ended_stages_took"),
    ]

    operations = [
        migrations.AddField(
            model_name='assessment',
            name='is_played',
            field=models.BooleanField(db_default=False, default=False, help_text='Of a past life: no checklist was worked, no peer check was held.'),
        ),
        migrations.RunSQL(
            "UPDATE cases_assessment SET is_played = true WHERE signed_off_on IS NOT NULL AND signed_off_by_id IS NULL",
            migrations.RunSQL.noop,
        ),
    ]
