"""load_cases: copies are as true as the lives that were played, and none can be taken for another."""

from __future__ import annotations

import io
from collections import Counter
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Count

from cases.demo.many.brands import EACH, brand, brand_of_copy
from cases.demo.many.crowd import crowd
from cases.demo.many.load import load_many
from cases.demo.many.plans import plans
from cases.models import Application, ClockEntry, Deadline, Decision, Determination, EndedStage, Reminder, RequestPoint
from cases.operations.seal import seal_of
from cases.queries.timetables import timetable_of
from cases.workflow.keep_stages import kept_wrongly
from recognition.audit.models import Entry
from recognition.audit.verify import verify
from recognition.clock import local_date, now
from recognition.outbox.models import Message

pytestmark = pytest.mark.integration
PLAYED, COUNT = 12, 40


@pytest.fixture(scope="module")
def many(django_db_setup, django_db_blocker, tmp_path_factory):
    from django.test import override_settings  # Only there once Django is set up.

    moment = now()
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")),
        transaction.atomic(),
    ):
        load_many(COUNT, seed=7, now=moment, stream=io.StringIO(), played=PLAYED)
        yield moment
        transaction.set_rollback(True)


def test_there_are_as_many_as_asked_for_each_with_its_own_reference(many):
    references = set(Application.objects.values_list("reference", flat=True))

    assert Application.objects.count() == len(references) == COUNT


def test_the_record_with_the_copies_in_it_holds(many):
    verdict = verify()

    assert verdict.bad is None
    assert verdict.count == Entry.objects.count()


def test_the_record_of_each_case_ends_in_its_state(many):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # runs the trigger that a commit would run


def test_the_copies_kept_dates_are_what_their_ledgers_give(many):
    today = local_date(many)
    for case in Application.objects.select_related("rule_set"):
        computed = timetable_of(case, today=today).deadlines
        given = {(row.code, row.round, row.due_on, row.status, row.is_open) for row in computed}
        kept = Deadline.objects.filter(application=case)
        assert given == set(kept.values_list("code", "round", "due_on", "status", "is_open")), case


def test_the_copies_planned_reminders_are_what_their_ledgers_give(many):
    today = local_date(many)
    for case in Application.objects.select_related("rule_set"):
        computed = timetable_of(case, today=today).deadlines
        given = {(plan.deadline, plan.round, plan.step, plan.on) for due in computed for plan in due.reminders}
        planned = Reminder.objects.filter(application=case, state=Reminder.State.PLANNED)
        assert set(planned.values_list("deadline", "round", "step", "on")) <= given, case
        assert not planned.filter(on__lte=today).exists()


def test_each_line_of_a_ledger_belongs_to_an_entry_of_its_own_case(many):
    entries = dict(Entry.objects.values_list("uuid", "subject_id"))

    assert ClockEntry.objects.count() > COUNT
    for event, case in ClockEntry.objects.values_list("event", "application_id"):
        assert entries[event] == str(case)


def test_what_is_kept_of_the_copies_stages_is_what_their_record_gives(many):
    cases = list(Application.objects.values_list("pk", flat=True))
    numbers = dict(Entry.objects.values_list("uuid", "id"))

    assert kept_wrongly(cases) == []
    assert EndedStage.objects.count() > PLAYED
    for row in EndedStage.objects.all():
        assert row.read_to >= row.entry == numbers[row.event]


def test_a_copy_names_no_other_product_and_no_other_case(many):
    brands = {case.pk: case.product_name.split()[0] for case in Application.objects.all()}
    foreign = set(brands.values())
    for kept in Determination.objects.all():
        own = brands[kept.application_id]
        assert kept.facts.get("product_name", own).startswith(own)
    for decision in Decision.objects.all():
        assert not any(other in decision.reasons for other in foreign - {brands[decision.application_id]})


def test_the_seal_of_each_signed_decision_is_over_its_own_words(many):
    signed = Decision.objects.filter(state=Decision.State.SIGNED)

    assert signed.exists()
    for decision in signed:
        seal = seal_of(decision, signed_by=decision.signed_by.get_username(), signed_at=decision.signed_at)
        assert decision.seal == seal
        assert Entry.objects.filter(subject_id=str(decision.application_id), data__seal=seal).exists()


def test_parts_of_parts_hang_on_the_copy_of_their_part(many):
    points = Counter(RequestPoint.objects.values_list("request__application__product_name", flat=True))

    assert len(points) > 2
    assert RequestPoint.objects.values("request").annotate(n=Count("id")).exists()


def test_no_mail_of_the_past_waits(many):
    assert not Message.objects.filter(state=Message.State.WAITING).exists()


def test_the_same_seed_gives_the_same_cases(many, db):
    cast = crowd()

    assert plans(PLAYED, cast, Random("cases 7")) == plans(PLAYED, cast, Random("cases 7"))
    assert plans(PLAYED, cast, Random("cases 7")) != plans(PLAYED, cast, Random("cases 8"))


def test_names_of_products_are_distinct_and_of_one_length():
    names = [brand(number) for number in range(500)] + [
        brand_of_copy(life, turn) for life in range(200) for turn in range(EACH)
    ]

    assert len(set(names)) == len(names)
    assert {len(name) for name in names} == {8}


def test_it_refuses_in_service(db, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="set DEMO=1"):
        call_command("load_cases", "10")


@pytest.mark.parametrize("count", ["0", "-3", "many", "1.5"])
def test_it_says_what_a_count_is(db, settings, count):
    settings.DEMO = True

    with pytest.raises(CommandError, match="whole number above 0"):
        call_command("load_cases", count)
