"""Stops become rules of a route, its clock may have phases or none, and what a rule or a milestone does is said by
data: `stage` no longer names Recognition A and B, `met_by` says what meets a deadline.

The form of published versions changes with the tables, their meaning does not: the numbers are carried over as they
are. That is why their guard is set aside here, and only here.
"""

import django.db.models.deletion
import pgtrigger
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


MET_BY = {"decision": "decision", "statutory_decision": "decision", "information_request": "request"}
STAGES = {"recognition_b": "criterion", "recognition_a": "requirement"}


def carry_over(apps, schema_editor):
    Route, StopRule, Milestone, Rule = (apps.get_model("routes", name) for name in ("Route", "StopRule", "Milestone", "Rule"))
    StopRule.objects.bulk_create(
        StopRule(
            route=row,
            position=1,
            name="Clock stop" if row.stops_allowed else "Request on the running clock",
            stops_clock=row.stops_allowed > 0,
            times=row.stops_allowed or None,
            from_day=row.stop_from_day or 0,
            reply_days=row.reply_days,
            ceiling_days=row.reply_ceiling_days,
        )
        for row in Route.objects.all()
    )
    with pgtrigger.ignore("routes.Milestone:only_in_draft", "routes.Rule:only_in_draft"):
        for code, met_by in MET_BY.items():
            Milestone.objects.filter(code=code).update(met_by=met_by)
        Milestone.objects.filter(clock="reply").update(unit="reply_days", amount=0)
        for before, after in STAGES.items():
            Rule.objects.filter(stage=before).update(stage=after)
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # so that the tables can be altered after it


class Migration(migrations.Migration):

    dependencies = [
        ('routes', '0005_required_documents'),
    ]

    operations = [
        migrations.AddField(
            model_name='milestone',
            name='met_by',
            field=models.CharField(choices=[('end', 'the end of its clock'), ('decision', 'the decision'), ('request', 'the first request for information that stops the clock'), ('passing', 'its day: a mark on the way that nobody has to record')], default='end', max_length=8),
        ),
        migrations.AddField(
            model_name='route',
            name='stops_ceiling_days',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Calendar days that all stops together can last, extensions included. Empty: no limit of that kind.', null=True),
        ),
        migrations.AddField(
            model_name='ruleset',
            name='effective_until',
            field=models.DateField(blank=True, help_text='The last day whose submissions it judges; a later one is refused it. Empty: until another follows.', null=True),
        ),
        migrations.AlterField(
            model_name='milestone',
            name='unit',
            field=models.CharField(choices=[('days', 'days on the clock'), ('working_days', "working days on a clock other than the route's"), ('months', "months from the clock's start"), ('meeting', "the committee's next meeting, or else days on the clock"), ('reply_days', 'the days that the stop rule of the request gives (the amount stays 0)')], default='days', max_length=12),
        ),
        migrations.AlterField(
            model_name='route',
            name='day_type',
            field=models.CharField(choices=[('calendar', 'Calendar days'), ('working', 'Working days')], default='calendar', help_text='Phases have day types of their own.', max_length=10),
        ),
        migrations.AlterField(
            model_name='route',
            name='length_days',
            field=models.PositiveSmallIntegerField(blank=True, help_text='The decision is due when this many days are used. Empty: the route has no clock.', null=True),
        ),
        migrations.AlterField(
            model_name='rule',
            name='effect',
            field=models.CharField(help_text="Of a gate: NOT_ELIGIBLE, TRIAGE or BLOCK_VALIDATION. Of the others: their route's code.", max_length=20),
        ),
        migrations.AlterField(
            model_name='rule',
            name='stage',
            field=models.CharField(choices=[('eligibility', 'Eligibility gate'), ('criterion', 'Criterion: any one that is met gives its route'), ('requirement', "Requirement: all of a route's have to be met")], max_length=20),
        ),
        migrations.CreateModel(
            name='Phase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=80)),
                ('length_days', models.PositiveSmallIntegerField()),
                ('day_type', models.CharField(choices=[('calendar', 'Calendar days'), ('working', 'Working days')], default='calendar', max_length=10)),
                ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='phases', to='routes.route')),
            ],
            options={
                'ordering': ['position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='StopRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=80)),
                ('stops_clock', models.BooleanField(default=True, help_text='Whether the clock stands until the company has replied.')),
                ('times', models.PositiveSmallIntegerField(blank=True, help_text='How many requests it allows. Empty: any number, one after the other.', null=True)),
                ('from_day', models.PositiveSmallIntegerField(default=0, help_text='No request before this day is used.')),
                ('until_day', models.PositiveSmallIntegerField(blank=True, help_text='No request once more are used.', null=True)),
                ('reply_days', models.PositiveSmallIntegerField(help_text='Days the company has to reply.')),
                ('reply_day_type', models.CharField(choices=[('calendar', 'Calendar days'), ('working', 'Working days')], default='calendar', max_length=10)),
                ('ceiling_days', models.PositiveSmallIntegerField(help_text='The most it can have, extensions included.')),
                ('phase', models.ForeignKey(blank=True, help_text='Only in this phase; the days below are then days of the phase.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='stop_rules', to='routes.phase')),
                ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stop_rules', to='routes.route')),
            ],
            options={
                'ordering': ['position', 'id'],
            },
        ),
        migrations.RunPython(carry_over),
        migrations.AddConstraint(
            model_name='phase',
            constraint=models.UniqueConstraint(fields=('route', 'code'), name='phase_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='phase',
            trigger=pgtrigger.compiler.Trigger(name='only_in_draft', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE name text; held text;', func="\nIF TG_OP <> 'INSERT' THEN\n    SELECT code || ' ' || version, state INTO name, held FROM routes_ruleset WHERE id = (SELECT rule_set_id FROM routes_route WHERE id = OLD.route_id) FOR SHARE;\n    IF held <> 'draft' THEN\n        RAISE EXCEPTION 'rule set % is %: only a draft can be changed', name, held USING ERRCODE = 'restrict_violation';\n    END IF;\nEND IF;\n\nIF TG_OP <> 'DELETE' THEN\n    SELECT code || ' ' || version, state INTO name, held FROM routes_ruleset WHERE id = (SELECT rule_set_id FROM routes_route WHERE id = NEW.route_id) FOR SHARE;\n    IF held <> 'draft' THEN\n        RAISE EXCEPTION 'rule set % is %: only a draft can be changed', name, held USING ERRCODE = 'restrict_violation';\n    END IF;\nEND IF;\nIF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;", hash='39791f26cb3a34e98c9ec9ddcbf2a5bbb9394ea5', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_only_in_draft_a3566', table='routes_phase', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='stoprule',
            constraint=models.UniqueConstraint(fields=('route', 'position'), name='stop_rule_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stoprule',
            trigger=pgtrigger.compiler.Trigger(name='only_in_draft', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE name text; held text;', func="\nIF TG_OP <> 'INSERT' THEN\n    SELECT code || ' ' || version, state INTO name, held FROM routes_ruleset WHERE id = (SELECT rule_set_id FROM routes_route WHERE id = OLD.route_id) FOR SHARE;\n    IF held <> 'draft' THEN\n        RAISE EXCEPTION 'rule set % is %: only a draft can be changed', name, held USING ERRCODE = 'restrict_violation';\n    END IF;\nEND IF;\n\nIF TG_OP <> 'DELETE' THEN\n    SELECT code || ' ' || version, state INTO name, held FROM routes_ruleset WHERE id = (SELECT rule_set_id FROM routes_route WHERE id = NEW.route_id) FOR SHARE;\n    IF held <> 'draft' THEN\n        RAISE EXCEPTION 'rule set % is %: only a draft can be changed', name, held USING ERRCODE = 'restrict_violation';\n    END IF;\nEND IF;\nIF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;", hash='ff55d80b51e39e8efa14860492748e67a25bf9db', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_only_in_draft_0bba8', table='routes_stoprule', when='BEFORE')),
        ),
    ]
