"""Lets a company be found by a part of its name, and in spite of a typing mistake."""

import django.contrib.postgres.indexes
import recognition.folding
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_fold'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='organisation',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(recognition.folding.Fold('name'), name='gin_trgm_ops'), name='organisation_name_like'),
        ),
    ]
