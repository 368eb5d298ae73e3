"""What a route or newer rules ask for after a discipline was complete bars a grant until it is done and signed off."""

from __future__ import annotations

import pytest

from cases.models import Discipline
from cases.operations.assessments import complete_assessment
from cases.operations.decisions import recommend_grant, return_recommendation, sign_decision
from cases.operations.declare_conflict import declare_conflict
from cases.operations.objections import resolve_objection
from cases.operations.peer_checks import ask_peer_check, return_assessment, sign_off_assessment
from cases.operations.revert import revert
from cases.operations.sections import answer_section
from cases.queries.rules import spec_for
from cases.queries.sections import disciplines
from cases.workflow.foresight import foresee
from cases.workflow.refusals import RuleRefused, WrongState
from recognition.accounts.actors import person
from recognition.audit.models import Entry
from recognition.outbox.models import Message
from tests.cases.checklists import answered, by, colleague, completed
from tests.cases.journey import Journey

pytestmark = pytest.mark.django_db


def _signed_off(journey, discipline, checker=None):
    checker = checker or colleague(discipline)
    ask_peer_check(**journey.by("assessor"), discipline=discipline, checker=checker.pk)
    sign_off_assessment(**by(journey, checker), discipline=discipline)


def _names(journey):
    return list(journey.case.assessments.values_list("discipline", flat=True))


def _since(journey):
    found = disciplines(journey.case, spec_for(journey.case))
    return {one.row.discipline: [answered.section.code for answered in one.asked_since] for one in found}


@pytest.fixture
def on_a() -> Journey:
    """Every discipline complete and signed off on A, and a major objection that stands."""
    journey = Journey().assessing().after(20)
    for name in _names(journey):
        _signed_off(completed(journey, name), name)
    return journey.after(30).objected()


def _to_b(journey: Journey) -> Journey:
    revert(**journey.by("lead"), reason="Not solvable in time.")
    resolve_objection(**journey.by("assessor"), number=1, resolution="Justified.")
    return journey


def _finish(journey: Journey, discipline: str) -> None:
    for code in _since(journey)[discipline]:
        answer_section(
            **journey.by("assessor"), section=code, reliance="reassess", findings="New data.", version=0, is_done=True
        )
    complete_assessment(**journey.by("assessor"), discipline=discipline, findings="Acceptable.")
    _signed_off(journey, discipline)


def test_a_case_that_did_not_revert_is_recommended(on_a):
    resolve_objection(**on_a.by("assessor"), number=1, resolution="Justified.")
    recommend_grant(**on_a.by("lead"), reasons="The report is final.")
    assert on_a.case.state == "awaiting_signature"


def test_after_a_reversion_a_grant_waits_for_what_b_asks_beside(on_a):
    _to_b(on_a)
    since = {name: codes for name, codes in _since(on_a).items() if codes}
    assert since
    with pytest.raises(RuleRefused, match="opens its discipline again") as refused:
        recommend_grant(**on_a.by("lead"), reasons="The report is final.")
    assert refused.value.rule == "SECTIONS-DONE"
    names = {section.code: section.name for section in spec_for(on_a.case).sections}
    for codes in since.values():
        assert ", ".join(names[code] for code in codes) in refused.value.why


def test_the_record_says_what_the_reversion_added(on_a):
    _to_b(on_a)
    added = Entry.objects.get(action="reverted_to_b").data["sections_added"]
    assert sum(map(len, added.values())) == sum(map(len, _since(on_a).values()))


def test_it_is_recommended_once_all_is_done_and_signed_off_anew(on_a):
    _to_b(on_a)
    since = {name: codes for name, codes in _since(on_a).items() if codes}
    for name in since:
        _finish(on_a, name)
    assert set(Entry.objects.filter(action="assessment_reopened").values_list("data__discipline", flat=True)) == {
        *since
    }
    recommend_grant(**on_a.by("lead"), reasons="The report is final.")
    assert on_a.case.state == "awaiting_signature"


def test_what_was_reopened_has_lost_its_sign_off_and_what_was_done_stays_closed(on_a):
    _to_b(on_a)
    name, codes = next((name, codes) for name, codes in _since(on_a).items() if codes)
    done = on_a.case.assessments.get(discipline=name).answers.first()
    with pytest.raises(WrongState, match="is complete"):
        answer_section(
            **on_a.by("assessor"), section=done.section, reliance="reassess", findings="Late.", version=done.version
        )
    answer_section(**on_a.by("assessor"), section=codes[0], reliance="", version=0)
    row = on_a.case.assessments.get(discipline=name)
    assert (row.state, row.signed_off_by, row.signed_off_on, row.completed_on) == ("in_progress", None, None, None)


def test_what_is_with_a_colleague_is_returned_before_it_is_opened(on_a):
    journey = Journey().assessing().after(20)
    completed(journey, "quality")
    checker = colleague("quality")
    ask_peer_check(**journey.by("assessor"), discipline="quality", checker=checker.pk)
    journey.after(30).objected()
    revert(**journey.by("lead"), reason="Not solvable in time.")
    code = _since(journey)["quality"][0]
    with pytest.raises(WrongState, match="They return it first"):
        answer_section(**journey.by("assessor"), section=code, reliance="", version=0)
    with pytest.raises(RuleRefused, match="Return it, so that") as refused:
        sign_off_assessment(**by(journey, checker), discipline="quality")
    assert refused.value.rule == "SECTIONS-DONE"
    return_assessment(**by(journey, checker), discipline="quality", comment="The route asks for more.")
    answer_section(**journey.by("assessor"), section=code, reliance="", version=0)


def test_a_check_is_not_asked_of_what_lacks_sections():
    journey = completed(Journey().assessing().after(50), "quality").objected()
    revert(**journey.by("lead"), reason="Not solvable in time.")
    with pytest.raises(RuleRefused, match="which opens the assessment again"):
        ask_peer_check(**journey.by("assessor"), discipline="quality", checker=colleague("quality").pk)


def test_what_waits_for_a_signature_is_not_granted_either(on_a):
    """Newer rules may ask for more, on a case that was recommended: as if one section had come to be."""
    resolve_objection(**on_a.by("assessor"), number=1, resolution="Justified.")
    recommend_grant(**on_a.by("lead"), reasons="The report is final.")
    row = on_a.case.assessments.get(discipline="quality")
    row.answers.all().delete()
    with pytest.raises(RuleRefused, match="Return the recommendation first") as refused:
        sign_decision(**on_a.by("signatory"))
    assert refused.value.rule == "SECTIONS-DONE"
    return_recommendation(**on_a.by("signatory"), reason="The checklist is not done.")
    answered(on_a, "quality")
    complete_assessment(**on_a.by("assessor"), discipline="quality", findings="Acceptable.")
    _signed_off(on_a, "quality")
    recommend_grant(**on_a.by("lead"), reasons="The report is final.")
    sign_decision(**on_a.by("signatory"))
    assert on_a.case.state == "granted"


def test_the_page_says_what_was_asked_since_and_offers_it(on_a, client):
    import time_machine

    _to_b(on_a)
    name, codes = next((name, codes) for name, codes in _since(on_a).items() if codes)
    client.force_login(on_a.people.user("assessor"), backend="django.contrib.auth.backends.ModelBackend")
    with time_machine.travel(on_a.at, tick=False):
        page = client.get(f"/cases/{on_a.case.reference}/assessment/{name}/").content.decode()
        all_of_them = client.get(f"/cases/{on_a.case.reference}/assessment/").content.decode()
    assert "asked for since this was complete" in page
    for code in codes:
        assert f"assess-section/{code}/" in page
    assert "asked for since it was complete" in all_of_them


def _told() -> list[tuple[str, str]]:
    return [*Message.objects.filter(topic="sections_added").values_list("to", "body_text")]


def test_whose_assessment_is_asked_for_more_is_told_once_of_all_their_disciplines(on_a):
    _to_b(on_a)

    ((to, text),) = _told()
    assert to == on_a.people.user("assessor").email
    assert "gone over to Recognition B" in text
    assert {name for name, codes in _since(on_a).items() if codes and f"{Discipline(name).label}: " in text} == {
        name for name, codes in _since(on_a).items() if codes
    }


def test_who_is_barred_meanwhile_is_told_nothing_of_it(on_a):
    barred = on_a.people.user("assessor")
    given = {"person": barred, "kind": "family", "text": "A cousin."}
    declare_conflict(application=on_a.case, actor=person(barred), at=on_a.at, **given)
    revert(**on_a.by("lead"), reason="Not solvable in time.")

    assert barred.email not in [to for to, _ in _told()]


def test_what_is_only_foreseen_tells_nobody(on_a):
    foresee(lambda: revert(**on_a.by("lead"), reason="Not solvable in time."))

    assert _told() == []
