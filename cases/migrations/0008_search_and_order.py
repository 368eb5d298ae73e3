"""Lets every column of the worklist be ordered by an index, and every word that a case is called by be found."""

import datetime
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.fields.json
import django.db.models.functions.comparison
import django.db.models.functions.text
import django_fsm
import recognition.folding
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_search_companies'),
        ('cases', '0007_notices_and_escalation'),
        ('routes', '0003_document_kinds'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('word', models.CharField(max_length=200, primary_key=True, serialize=False)),
                ('learned_at', models.DateTimeField()),
            ],
        ),
        migrations.RemoveIndex(
            model_name='application',
            name='application_due',
        ),
        migrations.RemoveIndex(
            model_name='application',
            name='application_open_due',
        ),
        migrations.AlterField(
            model_name='application',
            name='state',
            field=django_fsm.FSMField(choices=[('draft', 'Draft'), ('triage', 'In triage'), ('not_eligible', 'Not eligible'), ('eligible', 'Eligible, not yet submitted'), ('received', 'Received'), ('validating', 'In validation'), ('correction_requested', 'Correction requested'), ('assessing', 'In assessment'), ('awaiting_information', 'Awaiting information'), ('reply_overdue', 'Reply overdue'), ('consultation', 'In consultation'), ('representations', 'Representations'), ('awaiting_signature', 'Awaiting signature'), ('granted', 'Granted'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn'), ('invalid', 'Invalid'), ('lapsed', 'Lapsed')], default='draft', max_length=50, protected=True),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(django.db.models.functions.comparison.Coalesce('next_due_on', models.Value(datetime.date(9999, 12, 31))), models.F('id'), name='application_by_due'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(django.db.models.functions.comparison.Coalesce('next_due_on', models.Value(datetime.date(9999, 12, 31))), models.F('id'), condition=models.Q(('form_received_on__isnull', False), models.Q(('state__in', ('not_eligible', 'granted', 'refused', 'withdrawn', 'invalid', 'lapsed')), _negated=True)), name='application_open_by_due'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['product_name', 'id'], name='application_by_product'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['route', 'id'], name='application_by_route'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['state', 'id'], name='application_by_state'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(recognition.folding.Fold(django.db.models.functions.text.Concat(django.db.models.functions.text.Concat(django.db.models.functions.text.Concat(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Coalesce(models.F('reference'), models.Value(''), output_field=models.TextField()), models.Value(' '), django.db.models.functions.comparison.Coalesce(models.F('product_name'), models.Value(''), output_field=models.TextField()), output_field=models.TextField()), models.Value(' '), django.db.models.functions.comparison.Coalesce(models.F('substances'), models.Value(''), output_field=models.TextField()), output_field=models.TextField()), models.Value(' '), django.db.models.functions.comparison.Coalesce(models.F('fee_reference'), models.Value(''), output_field=models.TextField()), output_field=models.TextField()), models.Value(' '), django.db.models.functions.comparison.Coalesce(django.db.models.fields.json.KeyTextTransform('pl_number', 'facts'), models.Value(''), output_field=models.TextField()), output_field=models.TextField())), config='simple'), name='application_words'),
        ),
        migrations.AddIndex(
            model_name='note',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(recognition.folding.Fold(django.db.models.functions.comparison.Coalesce(models.F('text'), models.Value(''), output_field=models.TextField())), config='simple'), name='note_words'),
        ),
        migrations.AddIndex(
            model_name='referenceapproval',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(recognition.folding.Fold(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Coalesce(models.F('procedure_number'), models.Value(''), output_field=models.TextField()), models.Value(' '), django.db.models.functions.comparison.Coalesce(models.F('authorisation_number'), models.Value(''), output_field=models.TextField()), output_field=models.TextField())), config='simple'), name='approval_words'),
        ),
        migrations.AddIndex(
            model_name='searchword',
            index=django.contrib.postgres.indexes.GinIndex(fields=['word'], name='search_word_like', opclasses=['gin_trgm_ops']),
        ),
    ]
