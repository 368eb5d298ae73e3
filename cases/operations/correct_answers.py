from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from cases.models import Application, Determination, ReferenceApproval
from cases.queries.answers import FACT_OF_FIELD, facts_of, relied_on
from cases.queries.consequence import REDETERMINABLE
from cases.workflow.lock import locked
from cases.workflow.perform import change
from cases.workflow.refusals import FieldError, InvalidInput
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import LEAD
from recognition.clock import local_date

from .check_approval import checked_fields
from .facts import set_facts
from .redetermine import ask_again
from .require import require, require_state, require_text

CAUSE = Determination.Cause
FIELDS = {fact: field.removesuffix("_id") for field, fact in FACT_OF_FIELD.items()}
Changed = dict[str, object]


def correct_answers(
    *, application: Application, actor: Actor, changes: Mapping[str, object], reason: str, at: datetime
) -> Application:
    """Staff put answers right that have been filed, those about the approval that is relied on among them, and the
    rules are asked again at once. `changes` are answers by question code; None takes one back.

    Raises `InvalidInput` with a path for each answer that cannot be, or where nothing would change.
    """
    reason = require_text(reason, "reason", "why the answer is corrected")
    with locked(application) as case:
        require(actor, LEAD, "Correct an answer")
        require_state(case, REDETERMINABLE, "Correct an answer")
        changed = _set(case, changes, local_date(at))
        if not changed:
            words = "This is the answer already. Change it, or leave it as it is."
            raise InvalidInput([FieldError(f"facts/{code}", words) for code in changes])
        change(
            case, "answers_corrected", actor=actor, at=at, reason=reason, data={"changed": changed}, tells=("company",)
        )
        ask_again(case, actor=actor, reason=reason, at=at, cause=CAUSE.CORRECTION)
    return case


def _set(case: Application, changes: Mapping[str, object], on: date) -> Changed:
    """What differs, old and new. What the approval relied on says of an answer is corrected there, and where the form
    says it too, in both, so that they cannot come to contradict each other."""
    approval = relied_on(case)
    if approval is None:
        return set_facts(case, changes, today=on, known_only=True)
    of_approval = {code: value for code, value in changes.items() if code in FIELDS}
    of_form = {code: value for code, value in changes.items() if code not in FIELDS or code in case.facts}
    changed = _set_approval(case, approval, of_approval, on) if of_approval else {}
    if of_form:
        changed |= set_facts(case, of_form, today=on, known_only=True, any_regulator=True)
    return changed


def _set_approval(case: Application, approval: ReferenceApproval, changes: Mapping[str, object], on: date) -> Changed:
    """A regulator has to have been recognised on the day from which the case is measured."""
    before = facts_of(approval)
    given = {FIELDS[code]: value for code, value in changes.items()}
    try:
        fields = checked_fields(approval, given, case, today=on, relied_on_from=case.submitted_on or on)
    except InvalidInput as error:
        codes = {field: code for code, field in FIELDS.items()}
        raise InvalidInput([FieldError(f"facts/{codes[row.field]}", row.detail) for row in error.errors]) from error
    for name, value in fields.items():
        setattr(approval, name, value)
    approval.save()
    after = facts_of(approval)
    pairs = {code: [before.get(code), after.get(code)] for code in changes}
    return {code: pair for code, pair in pairs.items() if pair[0] != pair[1]}
