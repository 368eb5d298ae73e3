"""A version that has left its draft cannot be changed, whoever asks: these tests speak SQL, past every model."""

import pytest
from django.db import IntegrityError, connection, transaction

from recognition.routes import publishing
from recognition.routes.models import Condition, Milestone, Question, Route, Rule, RuleSet

pytestmark = [pytest.mark.integration, pytest.mark.django_db]

PARTS = ["question", "rule", "condition", "route", "milestone", "reminderstep"]
OWNER = {
    "condition": "rule_id IN (SELECT id FROM routes_rule WHERE rule_set_id = %(id)s)",
    "reminderstep": "milestone_id IN (SELECT id FROM routes_milestone WHERE rule_set_id = %(id)s)",
}
HARMLESS = {"question": "help", "rule": "words", "condition": "part", "route": "name", "milestone": "words"}


def run(sql, **values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount


def refused(sql, **values):
    with pytest.raises(IntegrityError, match=r"only a draft can be changed|does not go from"):
        run(sql, **values)


def rows_of(part):
    return f"routes_{part} WHERE {OWNER.get(part, 'rule_set_id = %(id)s')}"


@pytest.fixture(params=["proposed", "published", "retired"])
def sealed(request, draft, by, by_second):
    row = publishing.propose(draft, **by)
    if request.param != "proposed":
        row = publishing.publish(row, **by_second)
    return publishing.retire(row, **by) if request.param == "retired" else row


@pytest.mark.parametrize("part", PARTS)
def test_parts_are_neither_changed_nor_deleted(sealed, part):
    column = HARMLESS.get(part, "position")
    table, where = rows_of(part).split(" WHERE ", 1)

    refused(f"UPDATE {table} SET {column} = {column} WHERE {where}", id=sealed.pk)
    refused(f"DELETE FROM {table} WHERE {where}", id=sealed.pk)


@pytest.mark.parametrize("part", PARTS)
def test_parts_are_not_added(sealed, part):
    table, where = rows_of(part).split(" WHERE ", 1)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} WHERE FALSE")
        columns = ", ".join(f'"{column.name}"' for column in cursor.description if column.name != "id")

    refused(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE {where} LIMIT 1", id=sealed.pk)


def test_a_part_is_not_moved_into_it_from_a_draft(sealed, draft, document):
    from recognition.routes.document import import_document

    other = import_document(document | {"version": "2026-10-1"})

    refused("UPDATE routes_rule SET rule_set_id = %(to)s WHERE rule_set_id = %(id)s", to=sealed.pk, id=other.pk)
    refused("UPDATE routes_rule SET rule_set_id = %(to)s WHERE rule_set_id = %(id)s", to=other.pk, id=sealed.pk)


@pytest.mark.parametrize("day", ["holiday", "committeemeeting"])
def test_its_calendars_days_are_fixed(sealed, day):
    calendar = sealed.calendar_id
    refused(f'UPDATE routes_{day} SET "on" = "on" WHERE calendar_id = %(id)s', id=calendar)
    refused(f"DELETE FROM routes_{day} WHERE calendar_id = %(id)s", id=calendar)
    extra = "name) SELECT" if day == "holiday" else "is_estimate) SELECT"
    value = "'Jubilee'" if day == "holiday" else "TRUE"
    refused(f"INSERT INTO routes_{day} (calendar_id, \"on\", {extra} %(id)s, DATE '2040-01-01', {value}", id=calendar)


def test_its_calendar_is_not_renamed(sealed):
    refused("UPDATE routes_calendar SET version = 'x' WHERE id = %(id)s", id=sealed.calendar_id)


@pytest.mark.parametrize("column", ["version", "name", "effective_from", "age_boundary", "form_lead_days", "code"])
def test_its_own_row_is_fixed(sealed, column):
    value = {"effective_from": "DATE '2030-01-01'", "age_boundary": "'exclusive'", "form_lead_days": "1"}.get(column)

    refused(f"UPDATE routes_ruleset SET {column} = {value or repr('other')} WHERE id = %(id)s", id=sealed.pk)


def test_it_is_not_deleted(sealed):
    refused("DELETE FROM routes_ruleset WHERE id = %(id)s", id=sealed.pk)


ALLOWED = {
    ("draft", "proposed"),
    ("proposed", "draft"),
    ("proposed", "published"),
    ("published", "retired"),
}


@pytest.mark.parametrize("to", ["draft", "proposed", "published", "retired"])
def test_states_follow_each_other_as_drawn(sealed, to):
    sql = "UPDATE routes_ruleset SET state = %(to)s WHERE id = %(id)s"
    if (sealed.state, to) in ALLOWED or sealed.state == to:
        assert run(sql, to=to, id=sealed.pk) == 1
    else:
        refused(sql, to=to, id=sealed.pk)


def test_none_begins_as_anything_but_a_draft(published):
    with pytest.raises(IntegrityError, match="begins as a draft"), transaction.atomic():
        RuleSet.objects.create(
            code="x", version="1", name="x", state="published", effective_from="2026-01-01", calendar=published.calendar
        )


def test_one_person_cannot_stand_for_both_in_the_database(sealed, administrator):
    sql = "UPDATE routes_ruleset SET published_by_id = %(id)s, proposed_by_id = %(id)s WHERE id = %(set)s"

    with pytest.raises(IntegrityError):
        run(sql, id=administrator.pk, set=sealed.pk)


def test_a_draft_can_be_changed_and_deleted_with_its_parts(draft):
    draft.rules.filter(code="B01").update(words="Other words.")
    draft.questions.filter(code="gmp_sites").delete()
    assert Rule.objects.get(rule_set=draft, code="B01").words == "Other words."

    draft.delete()

    assert not RuleSet.objects.filter(version="2026-09-1").exists()
    assert not any(model.objects.filter(rule_set=draft.pk).exists() for model in (Question, Rule, Route, Milestone))
    assert not Condition.objects.filter(rule__rule_set=draft.pk).exists()
