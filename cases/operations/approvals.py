"""Reference approvals of a draft: added, changed, taken away by its company. At most one is relied on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from cases.models import Application, ReferenceApproval, State
from cases.workflow.lock import locked
from cases.workflow.perform import change
from cases.workflow.refusals import FieldError, InvalidInput
from recognition.accounts.actors import Actor
from recognition.clock import local_date

from .change_draft import require_company
from .check_approval import checked_fields
from .require import require_state


def add_approval(
    *, application: Application, actor: Actor, fields: Mapping[str, object], at: datetime
) -> ReferenceApproval:
    """`fields`: regulator (code), approved_on and, as the form asks, procedure, procedure_number,
    authorisation_number, approval_type, review_type, status, relied_on."""
    with locked(application) as case:
        _require_draft(case, actor)
        approval = ReferenceApproval(application=case)
        _set(approval, case, fields, today=local_date(at))
        approval.save()
        change(case, "draft_changed", actor=actor, at=at, data={"approval_added": _plain(approval)})
    return approval


def change_approval(
    *, application: Application, approval: int, actor: Actor, fields: Mapping[str, object], at: datetime
) -> ReferenceApproval:
    with locked(application) as case:
        _require_draft(case, actor)
        row = case.reference_approvals.get(pk=approval)
        before = _plain(row)
        _set(row, case, fields, today=local_date(at))
        row.save()
        change(case, "draft_changed", actor=actor, at=at, data={"approval_changed": [before, _plain(row)]})
    return row


def remove_approval(*, application: Application, approval: int, actor: Actor, at: datetime) -> None:
    with locked(application) as case:
        _require_draft(case, actor)
        row = case.reference_approvals.get(pk=approval)
        before = _plain(row)
        row.delete()
        change(case, "draft_changed", actor=actor, at=at, data={"approval_removed": before})


def _require_draft(case: Application, actor: Actor) -> None:
    require_company(case, actor)
    require_state(case, [State.DRAFT], "Change the reference approvals")


def _set(row: ReferenceApproval, case: Application, fields: Mapping[str, object], *, today: date) -> None:
    for name, value in checked_fields(row, fields, case, today=today, relied_on_from=today).items():
        setattr(row, name, value)
    others = case.reference_approvals.filter(relied_on=True).exclude(pk=row.pk)
    if row.relied_on and others.exists():
        words = "Another approval is relied on already. Exactly one can be: change that one first."
        raise InvalidInput([FieldError("relied_on", words)])


def _plain(row: ReferenceApproval) -> dict[str, object]:
    return {
        "regulator": row.regulator_id,
        "approved_on": row.approved_on.isoformat(),
        "approval_type": row.approval_type,
        "relied_on": row.relied_on,
    }
