"""What is kept of stages that are over says what the record says, after every act that can change it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest
from django.core.management import call_command

from cases.models import EndedStage
from cases.operations import close, consultation, decisions, replies, validation
from cases.operations.correct_answers import correct_answers
from cases.operations.correct_date import correct_date
from cases.operations.deficiencies import raise_deficiency
from cases.operations.raise_information_request import raise_information_request
from cases.operations.redetermine import redetermine
from cases.operations.revert import revert
from cases.queries.past_days import past_days
from cases.queries.performance.period import period
from cases.queries.performance.report import newest_entry, report
from cases.workflow.keep_stages import kept_wrongly
from cases.workflow.refusals import Refused
from recognition.routes.models import DeficiencyCause
from tests.cases.journey import POINT, REACH, Journey, on_b
from tests.cases.operations.test_redetermine import WHY, next_version
from tests.cases.queries.test_performance import granted_on

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


def kept(journey: Journey) -> list[EndedStage]:
    """The rows, once they were seen to be those that the record gives."""
    assert kept_wrongly([journey.pk]) == []
    return list(EndedStage.objects.filter(application=journey.pk))


@pytest.mark.parametrize("state", REACH)
def test_each_state_has_the_rows_of_the_stages_before_it(state):
    over = [row.clock for row in kept(REACH[state]())]
    before_validation = ("draft", "triage", "not_eligible", "eligible", "received", "validating")
    if state in (*before_validation, "correction_requested", "lapsed"):
        assert over == []
    else:
        assert over == (["validation", "route"] if state in ("granted", "refused") else ["validation"])


def test_a_row_says_what_the_stage_took():
    validation_row, decision = kept(granted_on(61, day_zero=date(2026, 3, 2)))

    assert (validation_row.ended_on, validation_row.state, validation_row.causes) == (date(2026, 3, 2), "assessing", [])
    assert (decision.ended_on, decision.clock_days, decision.in_time) == (date(2026, 5, 2), 61, False)
    assert decision.states["assessing"] == 61
    assert decision.entry == decision.read_to


def test_a_day_that_is_put_right_moves_the_row_and_its_newest_entry():
    journey = Journey().assessing()
    (before,) = kept(journey)
    correct_date(**journey.after(3).by("manager"), which="validation-1", on=date(2026, 2, 20), reason=WHY)
    (after,) = kept(journey)

    assert (after.pk, after.ended_on, after.entry) == (before.pk, date(2026, 2, 20), before.entry)
    assert after.read_to == newest_entry() > before.read_to


def test_a_validation_that_the_rules_cancelled_is_measured_under_the_version_that_did_it():
    journey = Journey().validating()

    def change(draft):
        draft.rules.get(code="E06").conditions.update(value=["FR"], operator="not in")
        draft.milestones.filter(clock="validation").update(unit="days")

    newer = next_version(journey, change)
    redetermine(**journey.after(5).by("lead"), reason=WHY, rule_set=newer)  # two of the five are a weekend

    (row,) = kept(journey)
    assert (journey.case.state, row.state, row.clock_days) == ("not_eligible", "not_eligible", 5)


def test_a_deficiency_of_a_second_validation_is_told_of_the_first_one_too():
    journey = Journey().validating()
    correct_answers(**journey.by("lead"), changes={"comparator_source": None}, reason=WHY)
    correct_answers(**journey.after(2).by("lead"), changes={"comparator_source": "EU"}, reason=WHY)
    validation.start_validation(**journey.by("validator"))
    raise_deficiency(**journey.by("validator"), cause=_cause(), text="Module 1.2 is missing.")
    assert [row.causes for row in kept(journey)] == [[_cause()]]
    validation.find_invalid(**journey.after(1).by("validator"), reason="Incomplete.")

    assert [(row.state, row.causes) for row in kept(journey)] == [("triage", [_cause()]), ("invalid", [_cause()])]


Step = Callable[[Journey], object]
STEPS: dict[str, Step] = {
    "start": lambda one: validation.start_validation(**one.by("validator")),
    "deficiency": lambda one: raise_deficiency(**one.by("validator"), cause=_cause(), text="Missing."),
    "correction": lambda one: validation.request_correction(**one.by("validator"), defects="Missing."),
    "corrected": lambda one: validation.receive_correction(**one.by("company")),
    "invalid": lambda one: validation.find_invalid(**one.by("validator"), reason="Incomplete."),
    "validate": lambda one: validation.validate(**one.by("validator")),
    "unanswered": lambda one: correct_answers(**one.by("lead"), changes={"comparator_source": None}, reason=WHY),
    "answered": lambda one: correct_answers(**one.by("lead"), changes={"comparator_source": "EU"}, reason=WHY),
    "again": lambda one: redetermine(**one.by("lead"), reason=WHY),
    "ask": lambda one: raise_information_request(**one.by("lead"), points=[POINT]),
    "answer": lambda one: replies.receive_information(**one.by("company"), answers={1: "As asked."}),
    "longer": lambda one: replies.grant_extension(**one.by("lead"), until=one.day + timedelta(70), reason=WHY),
    "revert": lambda one: revert(**one.by("lead"), reason=WHY),
    "consult": lambda one: consultation.start_consultation(**one.by("lead"), reason=WHY),
    "advice": lambda one: consultation.receive_advice(**one.by("lead"), advice="positive"),
    "recommend": lambda one: decisions.recommend_refusal(**one.by("lead"), grounds="other", reasons="The fee."),
    "sign": lambda one: decisions.sign_decision(**one.by("signatory")),
    "withdraw": lambda one: close.withdraw(**one.by("company"), reason=WHY),
}
RARE = ("withdraw", "invalid", "recommend")  # they end a life


def _cause() -> str:
    return str(DeficiencyCause.objects.order_by("code").values_list("code", flat=True)[0])


def _walk(chance: Random) -> Journey:
    journey = chance.choice([Journey, on_b])().received()
    validation.record_fee(**journey.by("validator"), fee_reference="FEE-1")
    for _ in range(25):
        name = chance.choice([*STEPS, "correct"])
        journey.after(chance.randrange(9))
        if name in RARE and chance.random() < 0.7:
            continue
        try:
            _correct(journey, chance) if name == "correct" else STEPS[name](journey)
        except Refused:
            continue
    return journey


def _correct(journey: Journey, chance: Random) -> None:
    past = chance.choice(past_days(journey.case))
    on = past.on + timedelta(days=chance.randrange(-3, 4))
    correct_date(**journey.by("manager"), which=past.code, on=on, reason=WHY)


@pytest.mark.parametrize("seed", range(10))
def test_after_a_random_life_what_is_kept_is_what_the_record_gives(seed):
    journey = _walk(Random(seed))
    years = period("2026-01-01..2027-12-31")
    assert years is not None
    by_rows = report(years, upto=newest_entry())
    kept(journey)
    EndedStage.objects.all().delete()

    assert report(years, upto=newest_entry()) == by_rows


def test_at_an_older_entry_of_the_record_the_ledger_answers_for_what_was_put_right_since():
    journey = Journey().assessing()
    february, upto = period("2026-02"), newest_entry()
    assert february is not None
    before = report(february, upto=upto)
    correct_date(**journey.after(30).by("manager"), which="validation-1", on=date(2026, 3, 2), reason=WHY)

    assert report(february, upto=upto) == before
    EndedStage.objects.all().delete()
    assert report(february, upto=upto) == before


def test_the_command_keeps_what_is_missing_or_of_older_definitions_batch_by_batch(capsys):
    journeys = [Journey().assessing(), Journey().granted(), Journey().invalid()]
    rows = list(EndedStage.objects.values("application", "number", "entry", "read_to", "states", "clock_days"))
    EndedStage.objects.filter(application=journeys[0].pk).delete()
    EndedStage.objects.filter(application=journeys[1].pk).update(version="0", elapsed=-1)
    call_command("keep_figures", batch=1)

    assert "Kept the figures of 2 cases" in capsys.readouterr().out
    assert kept_wrongly([journey.pk for journey in journeys]) == []
    assert list(EndedStage.objects.values("application", "number", "entry", "read_to", "states", "clock_days")) == rows
    call_command("keep_figures")
    assert "Kept the figures of 0 cases" in capsys.readouterr().out
