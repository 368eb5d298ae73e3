from __future__ import annotations

from datetime import datetime

from cases.models import Application, Determination
from cases.queries.consequence import REDETERMINABLE, Consequence, Standpoint, consequence, is_reverted
from cases.queries.rules import is_newer, spec_for
from cases.queries.timetables import entries_of
from cases.workflow.lines import put_right
from cases.workflow.lock import locked
from cases.workflow.perform import perform
from cases.workflow.refusals import NotPermitted, RuleRefused
from recognition.accounts.actors import Actor
from recognition.accounts.permissions import LEAD, may
from recognition.clock import local_date
from recognition.routes.determination import Determination as Found
from recognition.routes.difference import Difference
from recognition.routes.ledger import Entry
from recognition.routes.models import RuleSet

from .determine import asked, by_person, keep
from .file_eligibility_form import summary
from .require import require_state, require_text

CAUSE = Determination.Cause


def redetermine(
    *, application: Application, actor: Actor, reason: str, at: datetime, rule_set: RuleSet | None = None
) -> Application:
    """The rules are asked again, of the answers as they stand: under the case's own version, or from now on under
    `rule_set`, a published one that is not older. What becomes of the case is `consequence`'s to say.

    Who publishes a version may move cases on to it, and nothing else. Raises `RuleRefused` where the version cannot
    take the case.
    """
    reason = require_text(reason, "reason", "why the rules are asked again")
    with locked(application) as case:
        require_state(case, REDETERMINABLE, "Determine the route again")
        moved = rule_set is not None and rule_set.pk != case.rule_set_id
        if not moved and not may(actor, LEAD):
            raise NotPermitted("PERMISSION", f"{actor.label} may not do this: Determine the route again.")
        if moved and rule_set is not None:
            _move_to(case, rule_set)
        ask_again(case, actor=actor, reason=reason, at=at, cause=CAUSE.VERSION if moved else CAUSE.AGAIN)
    return case


def ask_again(case: Application, *, actor: Actor, reason: str, at: datetime, cause: str) -> None:
    """On a locked case: the determination, its move and its row, for whoever has changed what the rules look at."""
    on = local_date(at)
    found, changed = asked(case, submitted_on=case.submitted_on, form_received_on=case.form_received_on, today=on)
    ledger = entries_of(case)
    follows = consequence(standpoint(case, ledger), found.outcome, routes=spec_for(case).routes)
    perform(
        case,
        follows.move,
        actor=actor,
        at=at,
        reason=reason,
        data={**summary(found), **_told(found, changed)},
        arguments={"route": follows.route} if _sets_route(follows) else {},
        clock=put_right(ledger) if follows.move == "redetermine_route" else (),
    )
    keep(case, found, actor=actor, at=at, on=on, cause=cause, why=reason, difference=changed)


def standpoint(case: Application, ledger: list[Entry]) -> Standpoint:
    is_settled = is_reverted(ledger) or by_person(case) is not None
    return Standpoint(case.state, case.route, case.submitted_on is not None, is_settled)


def _move_to(case: Application, rule_set: RuleSet) -> None:
    """Raises `RuleRefused` for another procedure, for a version that is not published or is older, and for one that
    does not know the case's route."""
    own = case.rule_set
    if rule_set.code != own.code:
        raise RuleRefused("VERSION", f"{rule_set} is another procedure than {own}, which the case is under.")
    if rule_set.state != RuleSet.State.PUBLISHED:
        raise RuleRefused("VERSION", f"{rule_set} is {rule_set.get_state_display().lower()}, not published.")
    if not is_newer(rule_set, own):
        raise RuleRefused("VERSION", f"{rule_set} is older than {own}, which the case is under. Choose a newer one.")
    case.rule_set = rule_set
    if case.route and case.route not in spec_for(case).routes:
        raise RuleRefused("VERSION", f"{rule_set} has no route {case.route}, which {case.reference} is on.")


def _sets_route(follows: Consequence) -> bool:
    return follows.move in ("redetermine_route", "redetermine_out_of_triage", "redetermine_submission_out_of_triage")


def _told(found: Found, changed: Difference | None) -> dict[str, object]:
    """What the record says of the difference, beside the determination itself."""
    if changed is None:
        return {}
    rules = [f"{row.rule}: {row.was or 'not a rule'}, now {row.becomes or 'not a rule'}" for row in changed.rules]
    pairs = {"outcome": changed.outcome, "rule_set": changed.rule_set}
    said = {f"{name}_before": pair[0] for name, pair in pairs.items() if pair[0] != pair[1]}
    return {**said, **({"rules_changed": rules} if rules else {})}
