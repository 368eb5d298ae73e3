"""What the stop rules say since 0006 stands in the route's own row no longer."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('routes', '0006_stop_rules_and_phases'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='route',
            name='reply_ceiling_days',
        ),
        migrations.RemoveField(
            model_name='route',
            name='reply_days',
        ),
        migrations.RemoveField(
            model_name='route',
            name='stop_from_day',
        ),
        migrations.RemoveField(
            model_name='route',
            name='stops_allowed',
        ),
    ]
