"""What ships, held against the domain it is made from."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.core.management import call_command
from govuk_bank_holidays.bank_holidays import BankHolidays

from recognition.audit.models import Entry
from recognition.routes.calendars import england_and_wales
from recognition.routes.checks import faults
from recognition.routes.models import Partner, Regulator, RuleSet

pytestmark = pytest.mark.integration


def test_the_rule_set_has_no_fault(spec):
    assert faults(spec) == []


def test_counts(spec):
    stages = [rule.stage for rule in spec.rules]

    assert [stages.count(stage) for stage in ("eligibility", "criterion", "requirement")] == [15, 24, 4]
    assert (len(spec.regulators), sorted(spec.routes)) == (38, ["A", "B", "N"])
    assert all(rule.words and rule.source and rule.certainty for rule in spec.rules)
    assert all(question.wording for question in spec.questions.values())
    assert all(milestone.words and milestone.source for milestone in spec.milestones)


@pytest.mark.django_db
def test_partners_and_regulators():
    assert list(Partner.objects.values_list("code", flat=True)) == ["AU", "CA", "CH", "EU", "JP", "SG", "US"]
    assert Regulator.objects.filter(partner="EU").count() == 32
    assert set(Regulator.objects.values_list("recognised_from", "recognised_until")) == {(date(2024, 1, 1), None)}


@pytest.mark.django_db
def test_a_second_load_changes_nothing_and_keeps_what_an_administrator_changed():
    Regulator.objects.filter(code="SG-HSA").update(recognised_until=date(2026, 12, 31))
    entries = Entry.objects.count()

    call_command("load_rule_set", verbosity=0)

    assert Regulator.objects.get(code="SG-HSA").recognised_until == date(2026, 12, 31)
    assert (RuleSet.objects.count(), Regulator.objects.count(), Entry.objects.count()) == (2, 38, entries)


@pytest.mark.django_db
def test_the_system_published_it_and_the_record_says_so(published):
    actions = Entry.objects.filter(subject_type="rule_set", subject_id=str(published.pk))

    assert (published.state, published.published_by) == ("published", None)
    assert list(actions.values_list("action", "actor_kind")) == [
        ("rule_set_proposed", "system"),
        ("rule_set_published", "system"),
    ]


def test_the_calendar_is_the_one_that_the_holidays_package_gives(document):
    assert document["calendar"] == england_and_wales(2023, 2035, version="2026-1")


def test_the_holidays_are_those_that_the_government_publishes(spec):
    """As far as the list that comes with the package reaches; nothing is fetched. It leaves out those on a weekend,
    which have a day in lieu and are no working days anyway."""
    published = BankHolidays(use_cached_holidays=True).get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    years = {row["date"].year for row in published} & set(range(2023, 2036))

    assert years
    assert {row["date"] for row in published if row["date"].year in years} == {
        day for day in spec.holidays if day.year in years and day.weekday() < 5
    }


def test_the_meetings_are_those_read_and_then_planned_to_the_end_of_2028(document):
    meetings = document["calendar"]["meetings"]
    read = [row["on"] for row in meetings if not row["is_estimate"]]
    planned = [date.fromisoformat(row["on"]) for row in meetings if row["is_estimate"] and row["on"] > "2026-07-30"]

    assert (len(read), read[0], read[-1]) == (12, "2025-07-24", "2026-07-30")
    assert (len(planned), planned[0], planned[-1]) == (29, date(2026, 8, 20), date(2028, 12, 21))
    assert {day.weekday() for day in planned} == {3}
    assert max(later - day for day, later in pairwise(planned)) <= timedelta(days=42)


REMINDERS = {
    ("eligibility_form", "", 0): "-7 -0",
    ("validation", "", 0): "-5 -0",
    ("information_request", "B", 0): "D55 D63 D70",
    ("information_reply", "A", 0): "-7 -2 -0",
    ("information_reply", "B", 0): "+30 +46 +53 +59 +60 +61 -7 -1 -0",
    ("information_reply", "N", 0): "+30 +46 +53 +59 +60 +61 -7 -1 -0",
    ("decision", "A", 0): "D30 D45 D53 D60",
    ("decision", "B", 0): "D90 D100 D105 D110",
    ("consultation", "", 0): "-14",
    ("representation_request", "", 0): "+20 +27",
    ("expiry", "", 0): "-12m -10m -9m",
    ("expiry", "", 1): "-8m -7m -6m",
}


@pytest.mark.parametrize(("which", "steps"), REMINDERS.items(), ids=str)
def test_the_reminders_are_those_of_the_plan(spec, which, steps):
    code, route, number = which
    milestone = [row for row in spec.milestones if (row.code, row.route) == (code, route)][number]

    assert " ".join(step.label for step in milestone.reminders) == steps


def test_the_routes(spec):
    a, b, n = (spec.routes[code] for code in "ABN")

    assert (a.length_days, b.length_days, n.length_days) == (60, 110, 210)
    assert (a.reverts_to, a.revert_from_day, a.revert_until_day) == ("B", 0, 60)
    assert (b.reverts_to, b.revert_from_day, b.revert_keeps_day_zero) == ("N", 110, True)
    assert (n.reverts_to, spec.entry_routes) == ("", ("B", "A"))


@pytest.mark.parametrize(
    ("code", "times", "from_day", "reply_days", "ceiling_days"),
    [("A", None, 0, 14, 60), ("B", 1, 70, 60, 180), ("N", 2, 90, 180, 180)],
)
def test_each_route_has_one_stop_rule(spec, code, times, from_day, reply_days, ceiling_days):
    (rule,) = spec.routes[code].stop_rules

    assert (rule.times, rule.from_day, rule.until_day) == (times, from_day, None)
    assert (rule.reply_days, rule.ceiling_days, rule.reply_day_type) == (reply_days, ceiling_days, "calendar")
    assert rule.stops_clock == (code != "A")
