"""The validator's checklist, and the deficiencies that follow from it."""

from __future__ import annotations

from datetime import date
from threading import Thread

import pytest
from django.db import connection

from cases.operations import validation
from cases.operations.check_items import Answer, check_items
from cases.operations.deficiencies import raise_deficiency, resolve_deficiency
from cases.queries.checklist import checklist
from cases.workflow.refusals import InvalidInput, NotPermitted, RuleRefused, WrongState
from recognition.audit.models import Entry
from recognition.routes.models import ValidationItem
from tests.cases.journey import Journey, on_b

pytestmark = pytest.mark.django_db

WANTING = Answer("deficient", cause="nitrosamines", text="Send the nitrosamine risk evaluation.")


def validating() -> Journey:
    journey = Journey().validating()
    validation.record_fee(**journey.by("validator"), fee_reference="FEE-1")
    return journey


def save(journey: Journey, code: str, answer: Answer, role: str = "validator") -> None:
    check_items(**journey.by(role), answers={code: answer})


def codes(journey: Journey, on: date) -> set[str]:
    return {item.code for item in checklist(journey.case, on=on)}


def test_the_checklist_has_the_documents_and_what_the_route_asks():
    a, b = Journey().received(), on_b().received()
    assert {"D1", "VAL-40"} <= codes(a, a.day)
    assert "VAL-41" not in codes(a, a.day)
    assert "VAL-41" in codes(b, b.day)
    assert "VAL-40" not in codes(b, b.day)


def test_an_item_holds_on_its_last_day_and_no_longer():
    journey = Journey().received()
    ValidationItem.objects.filter(code="VAL-10").update(asked_until=journey.day)
    assert "VAL-10" in codes(journey, journey.day)
    ValidationItem.objects.filter(code="VAL-10").update(asked_until=date(2026, 2, 1))
    assert "VAL-10" not in codes(journey, journey.day)


def test_a_deficiency_goes_to_the_company_and_bars_validation_until_it_is_worked_off():
    journey = validating()
    save(journey, "VAL-42", WANTING)
    with pytest.raises(RuleRefused, match=r"1\. Send the nitrosamine risk evaluation") as refused:
        validation.validate(**journey.by("validator"))
    assert refused.value.rule == "NO-OPEN-DEFICIENCY"

    validation.request_correction(**journey.after(1).by("validator"), defects="And a new cover letter.")
    asked = Entry.objects.filter(action="correction_requested").last()
    assert asked.reason == (
        "1. Nitrosamine risk evaluation. Send the nitrosamine risk evaluation.\n\nAnd a new cover letter."
    )
    assert asked.data["deficiencies"] == [1]
    validation.receive_correction(**journey.after(5).by("company"))
    with pytest.raises(RuleRefused):
        validation.validate(**journey.by("validator"))

    save(journey, "VAL-42", Answer("met", "In sequence 0001.", seen=1))
    row = journey.case.deficiencies.get()
    assert (row.outcome, row.resolution, row.round) == ("put_right", "In sequence 0001.", 1)
    validation.validate(**journey.by("validator"))
    assert journey.case.state == "assessing"


def test_what_the_company_was_asked_for_is_not_met_without_saying_how():
    journey = validating()
    save(journey, "VAL-42", WANTING)
    validation.request_correction(**journey.by("validator"))
    validation.receive_correction(**journey.after(5).by("company"))
    with pytest.raises(InvalidInput, match="say in the remark how Deficiency 1 was put right"):
        save(journey, "VAL-42", Answer("met", seen=1))


def test_what_was_never_asked_for_is_withdrawn():
    journey = validating()
    save(journey, "VAL-42", WANTING)
    save(journey, "VAL-42", Answer("met", "It is in 3.2.R after all.", seen=1))
    assert journey.case.deficiencies.get().outcome == "withdrawn"


def test_a_deficiency_that_is_carried_over_keeps_its_number_and_its_round():
    journey = validating()
    save(journey, "VAL-42", WANTING)
    for _ in range(2):
        validation.request_correction(**journey.after(1).by("validator"))
        validation.receive_correction(**journey.after(2).by("company"))
    second = raise_deficiency(**journey.by("validator"), cause="gmp", text="The certificate has expired.")
    first = journey.case.deficiencies.get(number=1)
    assert (first.round, second.number, second.round) == (1, 2, 3)
    assert first.requested_at.date() == date(2026, 2, 6)


def test_working_one_off_settles_its_item():
    journey = validating()
    save(journey, "VAL-42", WANTING)
    resolve_deficiency(**journey.by("lead"), number=1, outcome="withdrawn", resolution="Not for this substance.")
    found = journey.case.checked_items.get(item="VAL-42")
    assert (found.outcome, found.remark, found.version) == ("not_applicable", "Not for this substance.", 2)


def test_a_correction_needs_a_deficiency_or_words():
    journey = validating()
    with pytest.raises(InvalidInput, match="Enter the list of defects"):
        validation.request_correction(**journey.by("validator"))
    assert journey.case.state == "validating"


def test_a_second_validator_is_told_what_the_first_has_saved():
    journey = validating()
    save(journey, "VAL-42", Answer("met", "Seen in 3.2.R."))
    with pytest.raises(WrongState, match=r"saved “Met” on 02 February 2026 12:00, with the remark “Seen in 3\.2\.R\.”"):
        save(journey, "VAL-42", WANTING, "lead")
    assert not journey.case.deficiencies.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_validators_at_once_one_wins():
    journey, refused = validating(), []
    people = [(journey.by("validator"), WANTING), (journey.by("lead"), Answer("met"))]

    def work(who, answer):
        try:
            check_items(**who, answers={"VAL-42": answer})
        except WrongState as error:
            refused.append(error.rule)
        finally:
            connection.close()

    threads = [Thread(target=work, args=one) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["ITEM-CHANGED"]
    found = journey.case.checked_items.get()
    assert found.version == 1
    assert journey.case.deficiencies.count() == (found.outcome == "deficient")


def test_nothing_is_kept_where_one_item_is_wrong():
    journey = validating()
    bad = {"VAL-10": Answer("met"), "VAL-42": Answer("deficient", cause="no-such", text=" "), "VAL-99": Answer("met")}
    with pytest.raises(InvalidInput) as refused:
        check_items(**journey.by("validator"), answers=bad)
    assert {error.field for error in refused.value.errors} == {
        "items/VAL-42/cause",
        "items/VAL-42/text",
        "items/VAL-99",
    }
    assert not journey.case.checked_items.exists()


def test_saving_again_what_stands_there_records_nothing():
    journey = validating()
    save(journey, "VAL-42", WANTING)
    entries = Entry.objects.count()
    save(journey, "VAL-42", WANTING)
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("role", ["assessor", "signatory", "auditor", "company"])
def test_only_who_validates_works_on_it(role):
    journey = validating()
    with pytest.raises(NotPermitted):
        save(journey, "VAL-42", WANTING, role)
    with pytest.raises(NotPermitted):
        raise_deficiency(**journey.by(role), cause="gmp", text="Send it.")


def test_it_is_worked_on_in_validation_alone():
    with pytest.raises(WrongState):
        save(Journey().received(), "VAL-42", WANTING)
