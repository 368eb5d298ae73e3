"""For each act a case on which it can be done, who does it, what is typed, and where the case stands afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import Application
from cases.operations import consolidate, consultation, draft_points, peer_checks, replies, validation
from cases.operations.deficiencies import raise_deficiency
from cases.operations.documents import add_document
from cases.operations.innovation_passport import record_passport
from cases.queries.draft_points import desk_of
from recognition.accounts.models import Assessor
from tests.cases.checklists import answered as answered_sections
from tests.cases.checklists import colleague, completed
from tests.cases.journey import Journey, on_b


@dataclass(frozen=True)
class Try:
    begin: Callable[[], Journey]
    role: str
    typed: dict[str, Any] = field(default_factory=dict)
    state: str = ""
    about: str | Callable[[Application], str] = ""
    shows: Callable[[Application], bool] = lambda case: True


def _paid() -> Journey:
    journey = Journey().validating()
    validation.record_fee(**journey.by("validator"), fee_reference="FEE-1")
    return journey


def _advised() -> Journey:
    journey = Journey().consulted()
    consultation.receive_advice(**journey.after(20).by("lead"), advice="negative")
    return journey


def _assessed() -> Journey:
    return Journey().assessing().after(40).assessed()


def with_passport(journey: Journey) -> Journey:
    record_passport(**journey.by("company"), number="ILAP-1", awarded_on=date(2025, 11, 3), indication="Liposarcoma")
    return journey


def _day(name: str, *parts: int) -> dict[str, str]:
    return {f"{name}_{part}": str(value) for part, value in zip(("day", "month", "year"), parts, strict=True)}


def _a_paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("letter.txt", b"Dear company", content_type="text/plain")


def _with_a_paper() -> Journey:
    journey = Journey().received()
    add_document(**journey.by("validator"), kind="letter", title="A letter", file=_a_paper())
    return journey


def drafted(journey: Journey | None = None, count: int = 1) -> Journey:
    """Points of the assessor's, one a discipline, before the request goes out."""
    journey = journey or on_b().assessing().after(70)
    for discipline in ("quality", "clinical", "quality")[:count]:
        draft_points.draft_point(
            **journey.by("assessor"), discipline=discipline, grade="major", text=f"Justify the {discipline} part."
        )
    return journey


def approved(journey: Journey | None = None) -> Journey:
    journey = journey or drafted(count=2)
    seal = desk_of(journey.case).seal
    consolidate.approve_points(**journey.by("lead"), seal=seal, reason="The others have told me so.")
    return journey


def answered(journey: Journey | None = None) -> Journey:
    journey = journey or on_b().asked().after(10)
    points = journey.case.information_requests.get(state="open").points.all()
    answers = {point.number: "See the study." for point in points}
    replies.receive_information(**journey.by("company"), answers=answers)
    return journey


def checked() -> Journey:
    """Completed, and given to the lead of the case, who assesses it too."""
    journey = completed(Journey().assessing())
    checker = journey.people.user("lead")
    Assessor.objects.create(user=checker, disciplines=["clinical"])
    peer_checks.ask_peer_check(**journey.by("assessor"), discipline="clinical", checker=checker.pk)
    return journey


def _put_aside() -> Journey:
    journey = drafted()
    consolidate.put_point_aside(**journey.by("lead"), number=1, reason="It can wait.")
    return journey


def typed_of(how: Try, case: Application) -> dict[str, Any]:
    """What is made when it is typed: a file, or what follows from the case as it stands."""
    return {name: _made(value, case) for name, value in how.typed.items()}


def _made(value: Any, case: Application) -> Any:
    if not callable(value):
        return value
    return value(case) if value.__code__.co_argcount else value()


def _wanting() -> Journey:
    journey = Journey().validating()
    raise_deficiency(**journey.by("validator"), cause="gmp", text="Send the certificate of the second site.")
    return journey


WHY = "Because of what the dossier says."
TRIES: dict[str, Try] = {
    "decide-triage": Try(lambda: Journey().triaged(), "lead", {"route": "B", "reason": WHY}, "eligible"),
    "record-submission": Try(lambda: Journey().filed().papers(), "validator", {}, "received"),
    "override-route": Try(
        lambda: Journey().received(), "lead", {"route": "B", "reason": WHY}, shows=lambda case: case.route == "B"
    ),
    "redetermine": Try(
        lambda: Journey().received(),
        "lead",
        {"reason": WHY},
        shows=lambda case: case.determinations.first().why == WHY,
    ),
    "correct-answer": Try(
        lambda: Journey().received(),
        "lead",
        {"answer": "yes", "reason": WHY, "confirmed": "1"},
        about="orphan_requested",
        shows=lambda case: case.route == "B",
    ),
    "lapse": Try(lambda: Journey().filed(), "lead", {"reason": WHY}, "lapsed"),
    "start-validation": Try(lambda: Journey().received(), "validator", {}, "validating"),
    "record-fee": Try(
        lambda: Journey().validating(),
        "validator",
        {"fee_reference": "FEE-9"},
        shows=lambda case: case.fee_reference == "FEE-9",
    ),
    "validate": Try(_paid, "validator", {}, "assessing"),
    "record-correction": Try(lambda: Journey().corrected(), "validator", {"reason": WHY}, "validating"),
    "request-correction": Try(lambda: Journey().validating(), "validator", {"defects": WHY}, "correction_requested"),
    "raise-deficiency": Try(
        lambda: Journey().validating(),
        "validator",
        {"cause": "gmp", "text": WHY},
        shows=lambda case: case.deficiencies.get().text == WHY,
    ),
    "resolve-deficiency": Try(
        _wanting,
        "validator",
        {"outcome": "put_right", "resolution": WHY},
        about="1",
        shows=lambda case: case.deficiencies.get().resolution == WHY,
    ),
    "find-invalid": Try(lambda: Journey().validating(), "validator", {"reason": WHY}, "invalid"),
    "record-reply": Try(lambda: on_b().asked().after(10), "assessor", {"answer_1": WHY}, "assessing"),
    "accept-late-reply": Try(lambda: on_b().overdue(), "lead", {"answer_1": WHY, "reason": WHY}, "assessing"),
    "extend-reply": Try(
        lambda: on_b().asked().after(10),
        "lead",
        {"until_day": "1", "until_month": "8", "until_year": "2026", "reason": WHY, "confirmed": "1"},
        shows=lambda case: case.deadlines.get(code="information_reply").due_on.isoformat() == "2026-08-01",
    ),
    "decline-extension": Try(
        lambda: on_b().asked().longer(),
        "lead",
        {"reason": WHY},
        shows=lambda case: case.information_requests.get().extensions.get().state == "declined",
    ),
    "record-extension-request": Try(
        lambda: on_b().asked().after(10),
        "assessor",
        {"until_day": "1", "until_month": "8", "until_year": "2026", "reason": WHY},
        shows=lambda case: case.information_requests.get().extensions.get().reason == WHY,
    ),
    "begin-assessment": Try(
        lambda: Journey().assessing(),
        "assessor",
        about="quality",
        shows=lambda case: case.assessments.get(discipline="quality").state == "in_progress",
    ),
    "complete-assessment": Try(
        lambda: answered_sections(Journey().assessing()),
        "assessor",
        {"findings": WHY},
        about="clinical",
        shows=lambda case: case.assessments.get(discipline="clinical").findings == WHY,
    ),
    "assess-section": Try(
        lambda: Journey().assessing(),
        "assessor",
        {"reliance": "reassess", "findings": WHY, "is_done": "on", "version": "0", "document": ""},
        about="clinical-safety",
        shows=lambda case: case.assessments.get(discipline="clinical").answers.get().findings == WHY,
    ),
    "ask-peer-check": Try(
        lambda: completed(Journey().assessing()),
        "assessor",
        {"checker": lambda case: str(colleague().pk)},
        about="clinical",
        shows=lambda case: case.assessments.get(discipline="clinical").checks.get().state == "asked",
    ),
    "take-back-check": Try(
        checked,
        "assessor",
        {"reason": WHY},
        about="clinical",
        shows=lambda case: case.assessments.get(discipline="clinical").checks.get().state == "taken_back",
    ),
    "return-assessment": Try(
        checked,
        "lead",
        {"comment": WHY, "comment_clinical-safety": "Which population?"},
        about="clinical",
        shows=lambda case: case.assessments.get(discipline="clinical").state == "in_progress",
    ),
    "sign-off-assessment": Try(
        checked,
        "lead",
        {},
        about="clinical",
        shows=lambda case: case.assessments.get(discipline="clinical").signed_off_by is not None,
    ),
    "raise-objection": Try(
        lambda: Journey().assessing(),
        "assessor",
        {"discipline": "quality", "grade": "major", "text": WHY},
        shows=lambda case: case.objections.get().text == WHY,
    ),
    "resolve-objection": Try(
        lambda: Journey().assessing().objected(),
        "assessor",
        {"resolution": WHY},
        about="1",
        shows=lambda case: case.objections.get().resolution == WHY,
    ),
    "draft-point": Try(
        lambda: Journey().assessing(),
        "assessor",
        {"discipline": "quality", "grade": "major", "text": WHY, "section": "3.2.P.5.1"},
        shows=lambda case: case.draft_points.get().asked == f"On 3.2.P.5.1: {WHY}",
    ),
    "change-point": Try(
        drafted,
        "assessor",
        {"discipline": "quality", "grade": "other", "text": WHY, "version": "1"},
        about="1",
        shows=lambda case: case.draft_points.get().text == WHY,
    ),
    "withdraw-point": Try(
        drafted, "assessor", {}, about="1", shows=lambda case: case.draft_points.get().state == "withdrawn"
    ),
    "put-point-aside": Try(
        drafted, "lead", {"reason": WHY}, about="1", shows=lambda case: case.draft_points.get().why == WHY
    ),
    "take-point-up": Try(
        _put_aside, "lead", {}, about="1", shows=lambda case: case.draft_points.get().state == "draft"
    ),
    "merge-points": Try(
        lambda: drafted(count=3),
        "lead",
        {"others": ["3"]},
        about="1",
        shows=lambda case: case.draft_points.get(number=3).merged_into.number == 1,
    ),
    "order-points": Try(
        lambda: drafted(count=2),
        "lead",
        {"place_1": "2", "place_2": "1"},
        shows=lambda case: [row.number for row in desk_of(case).points] == [2, 1],
    ),
    "say-points": Try(
        drafted,
        "assessor",
        {"word": "ready"},
        about="quality",
        shows=lambda case: case.discipline_words.get().said == "ready",
    ),
    "approve-points": Try(
        lambda: drafted(count=2),
        "lead",
        {"seal": lambda case: desk_of(case).seal, "reason": WHY},
        shows=lambda case: desk_of(case).approval is not None,
    ),
    "send-points": Try(approved, "lead", {"seal": lambda case: desk_of(case).seal}, "awaiting_information"),
    "record-outcome": Try(
        answered,
        "assessor",
        {"result": "resolved", "comment": WHY, "version": "0", "follow": ""},
        about="1-1",
        shows=lambda case: case.information_requests.get().points.get().outcome.comment == WHY,
    ),
    "request-information": Try(
        lambda: on_b().assessing().after(70),
        "lead",
        {"rows": "2", "discipline_1": "quality", "grade_1": "major", "text_1": WHY, "grade_2": "other"},
        "awaiting_information",
    ),
    "revert": Try(
        lambda: Journey().assessing().after(50).objected(),
        "lead",
        {"reason": WHY},
        shows=lambda case: case.route == "B",
    ),
    "consult": Try(lambda: Journey().assessing(), "lead", {"reason": WHY}, "consultation"),
    "record-advice": Try(lambda: Journey().consulted(), "lead", {"advice": "positive", "reason": WHY}, "assessing"),
    "notify-opinion": Try(_advised, "lead", {"reason": WHY}, "representations"),
    "record-representations": Try(
        lambda: Journey().opined(),
        "validator",
        {"reason": WHY},
        shows=lambda case: case.consultations.get().representations_requested_on is not None,
    ),
    "sign": Try(lambda: Journey().recommended(), "signatory", {"password": "recognition"}, "granted"),
    "return-recommendation": Try(lambda: Journey().recommended(), "signatory", {"reason": WHY}, "assessing"),
    "recommend-grant": Try(_assessed, "lead", {"reasons": WHY, "conditions": ""}, "awaiting_signature"),
    "recommend-refusal": Try(
        lambda: Journey().assessing(), "lead", {"grounds": "other", "reasons": WHY}, "awaiting_signature"
    ),
    "assign": Try(
        lambda: Journey().assessing(), "lead", {"assessor": "", "lead": ""}, shows=lambda case: case.assessor is None
    ),
    "prioritise": Try(
        lambda: Journey().assessing(),
        "lead",
        {"priority": "high", "reason": WHY},
        shows=lambda case: (case.priority, case.priority_reason) == ("high", WHY),
    ),
    "correct-date": Try(
        lambda: Journey().assessing().after(5),
        "manager",
        {"which": "validation-1", "on_day": "20", "on_month": "2", "on_year": "2026", "reason": WHY, "confirmed": "1"},
        shows=lambda case: case.deadlines.get(code="decision").started_on.isoformat() == "2026-02-20",
    ),
    "record-passport": Try(
        lambda: Journey().received(),
        "validator",
        {"number": "ILAP-1", **_day("awarded_on", 3, 11, 2025), "indication": "Liposarcoma"},
        shows=lambda case: case.innovation_passport.number == "ILAP-1",
    ),
    "record-joint-advice": Try(
        lambda: with_passport(Journey().received()),
        "assessor",
        {"partner": "NICE", **_day("advised_on", 1, 12, 2025), "advice": WHY},
        shows=lambda case: case.innovation_passport.advice.get().advice == WHY,
    ),
    "add-document": Try(
        lambda: Journey().received(),
        "validator",
        {"kind": "letter", "title": "A letter", "papers": _a_paper},
        shows=lambda case: case.documents.get().title == "A letter",
    ),
    "replace-document": Try(
        _with_a_paper,
        "validator",
        {"title": "A better letter", "file": _a_paper},
        about=lambda case: str(case.documents.get().pk),
        shows=lambda case: case.documents.get(version=2).replaces.title == "A letter",
    ),
    "add-note": Try(
        lambda: Journey().received(), "signatory", {"text": WHY}, shows=lambda case: case.notes.get().text == WHY
    ),
    "withdraw": Try(lambda: Journey().assessing(), "assessor", {"reason": WHY}, "withdrawn"),
}
