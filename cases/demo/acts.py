"""Each step of a story, as the operation that the pages and the API call for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile

from cases.operations import close, consultation, decisions, replies, validation
from cases.operations.approvals import add_approval
from cases.operations.assign import assign
from cases.operations.create_application import create_application
from cases.operations.decide_triage import decide_triage
from cases.operations.documents import add_document
from cases.operations.file_eligibility_form import file_eligibility_form
from cases.operations.notes import add_note
from cases.operations.revert import revert
from cases.operations.submit import submit
from cases.queries.answers import relied_on
from cases.queries.completeness import completeness
from recognition.accounts.actors import Actor
from recognition.clock import local_date

from . import assessing, letters, sections, validating
from .facts import answers, approvals
from .life import Life
from .papers import pdf
from .read import table
from .schedule import Act

Do = Callable[[Life, Act], object]


def play(life: Life, act: Act) -> None:
    ACTS[act.name](life, act)


def _common(life: Life, act: Act, actor: Actor) -> dict[str, Any]:
    return {"application": life.case, "actor": actor, "at": act.at}


def _lead(life: Life, act: Act) -> dict[str, Any]:
    return _common(life, act, life.lead)


def _company(life: Life, act: Act) -> dict[str, Any]:
    return _common(life, act, life.company)


def _staff(life: Life, act: Act, name: str) -> dict[str, Any]:
    return _common(life, act, life.cast.staff[name])


def _draft(life: Life, act: Act) -> None:
    key = life.plan["company"]
    facts = answers(life.plan, life.cast.company_rows[key], life.number, act.details.get("planned_on"))
    organisation = life.cast.organisations[key]
    life.case = create_application(actor=life.company, organisation=organisation, facts=facts, at=act.at)
    for fields in approvals(life.plan, life.number, local_date(act.at)):
        add_approval(**_company(life, act), fields=fields)


def _fee(life: Life, act: Act) -> None:
    reference = f"FEE-{act.at:%y}-{70_000 + 131 * life.number}"
    validation.record_fee(**_staff(life, act, "validator"), fee_reference=reference)


def _decide_triage(life: Life, act: Act) -> None:
    route = act.details["route"]
    decide_triage(**_lead(life, act), route=route, reason=life.words(f"triage_{route}"))


def _assign(life: Life, act: Act) -> None:
    staff, plan = life.cast.staff, life.plan
    assign(**_lead(life, act), assessor=staff[plan["assessor"]].user, lead=staff[plan["lead"]].user)


def _note(life: Life, act: Act) -> None:
    add_note(**_lead(life, act), text=life.words("note"))


def _paper(life: Life, act: Act) -> None:
    paper = table("texts")["papers"][act.details["kind"]]
    approval = relied_on(life.case)
    text = paper["text"].format(
        product=life.plan["product"],
        company=life.cast.organisations[life.plan["company"]].name,
        regulator=approval.regulator.name if approval else "",
        procedure=approval.procedure_number if approval else "",
        approved_on=f"{approval.approved_on:%d %B %Y}" if approval else "",
    )
    file = ContentFile(pdf(text), name="paper.pdf")
    add_document(**_staff(life, act, "validator"), kind=paper["kind"], title=paper["title"], file=file)


def _extend(life: Life, act: Act) -> None:
    asked_on = life.asked_on or local_date(act.at)
    until = asked_on + timedelta(days=act.details["days"])
    replies.grant_extension(**_staff(life, act, "manager"), until=until, reason=life.words("extend"))


def _submit(life: Life, act: Act) -> None:
    """With the papers that it has to hold, a page each."""
    for one in completeness(life.case, route=life.case.route, on=local_date(act.at)):
        if one.is_missing:
            paper = ContentFile(pdf(f"{one.row.words}\n\n{life.case.reference}"), f"{one.row.kind}.pdf")
            add_document(**_company(life, act), kind=one.row.kind, title=one.row.kind_name, file=paper)
    submit(**_company(life, act))


def _revert(life: Life, act: Act) -> None:
    revert(**_lead(life, act), reason=life.words(f"revert_{act.details['to']}"))


def _advise(life: Life, act: Act) -> None:
    advice = act.details["advice"]
    consultation.receive_advice(**_lead(life, act), advice=advice, reason=life.words(advice))


def _recommend_grant(life: Life, act: Act) -> None:
    sections.work_asked_since(life, act)
    decisions.recommend_grant(**_lead(life, act), reasons=life.words("grant"), conditions=life.words("conditions"))


def _recommend_refusal(life: Life, act: Act) -> None:
    grounds = act.details["grounds"]
    reasons = life.words(f"refuse_{grounds}", act.details.get("text"))
    decisions.recommend_refusal(**_lead(life, act), grounds=grounds, reasons=reasons)


def _start_consultation(life: Life, act: Act) -> None:
    consultation.start_consultation(**_lead(life, act), reason=life.words("consult"))


def _notify_opinion(life: Life, act: Act) -> None:
    consultation.notify_provisional_opinion(**_lead(life, act), reason=life.words("opinion"))


ACTS: dict[str, Do] = {
    "draft": _draft,
    "file_form": lambda life, act: file_eligibility_form(**_company(life, act)),
    "submit": _submit,
    "decide_triage": _decide_triage,
    "override_route": lambda life, act: decide_triage(
        **_lead(life, act), route=act.details["route"], reason=life.words("override")
    ),
    "lapse": lambda life, act: close.lapse(**_lead(life, act), reason=life.words("lapse")),
    "fee": _fee,
    "take": lambda life, act: validation.start_validation(**_staff(life, act, "validator")),
    "correct": validating.correct,
    "corrected": lambda life, act: validation.receive_correction(**_company(life, act), reason=life.words("corrected")),
    "find_invalid": lambda life, act: validation.find_invalid(
        **_staff(life, act, "validator"), reason=life.words("invalid")
    ),
    "validate": validating.validate,
    "assign": _assign,
    "letter": letters.write,
    "note": _note,
    "paper": _paper,
    "extend": _extend,
    "revert": _revert,
    "consult": _start_consultation,
    "advise": _advise,
    "notify_opinion": _notify_opinion,
    "hear": lambda life, act: consultation.request_representations(**_company(life, act), reason=life.words("hear")),
    "recommend_grant": _recommend_grant,
    "recommend_refusal": _recommend_refusal,
    "return": lambda life, act: decisions.return_recommendation(
        **_staff(life, act, "signatory"), reason=life.words("return")
    ),
    "sign": lambda life, act: decisions.sign_decision(**_staff(life, act, "signatory")),
    "withdraw": lambda life, act: close.withdraw(**_company(life, act), reason=life.words("withdraw")),
    **assessing.ACTS,
}
