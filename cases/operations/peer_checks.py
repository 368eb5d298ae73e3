"""A completed assessment goes to a colleague, who returns it with comments or signs it off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from cases.models import CLOSED, Application, Assessment, PeerCheck, PeerComment
from cases.notifications.peer_checks import tell_authors, tell_colleague
from cases.queries.conflicts import barred_people
from cases.queries.rules import spec_for
from cases.queries.sections import OneDiscipline, one_discipline, sections_of
from cases.queries.visible import sees
from cases.workflow.foresight import only_looking
from cases.workflow.lock import locked
from cases.workflow.perform import change
from cases.workflow.refusals import FieldError, InvalidInput, NotPermitted, WrongState
from recognition.accounts.actors import Actor, person
from recognition.accounts.models import User
from recognition.accounts.permissions import ASSESS, person_may
from recognition.clock import LONDON, local_date

from .assessments import assessment_of, refuse_left
from .require import require_text


def ask_peer_check(*, application: Application, discipline: str, checker: int, actor: Actor, at: datetime) -> PeerCheck:
    """`checker` is the colleague's key. Asking again gives it to another. Raises `InvalidInput` for who may not."""
    with locked(application) as case:
        row = assessment_of(case, discipline, actor, "Ask for a peer check")
        if actor.user is None:
            raise NotPermitted("PERMISSION", "A peer check is asked for by a person.")
        if row.state != Assessment.State.COMPLETE or row.signed_off_on is not None or row.is_played:
            now = "played" if row.is_played else "signed off" if row.signed_off_on else row.get_state_display().lower()
            raise WrongState("STATE", f"Ask for a peer check: not possible, because {row} is {now}.")
        colleague = User.objects.select_related("assessor").filter(pk=checker).first()
        found = one_discipline(row, sections_of(spec_for(case), case.route, discipline))
        refuse_left(found, "Assess each section, which opens the assessment again, and complete it.")
        why = why_not(colleague, found, case, by=actor.user)
        if colleague is None or why:
            raise InvalidInput([FieldError("checker", why)])
        earlier = found.open_check
        if earlier is not None and earlier.checker == colleague:
            raise WrongState("STATE", f"{row} is with {colleague} already, since {_day(earlier)}.")
        if earlier is not None:
            earlier.replace(at=at)
            earlier.save()
        check = PeerCheck.objects.create(assessment=row, asked_by=actor.user, checker=colleague, asked_at=at)
        data = {"discipline": discipline, "checker": str(colleague)}
        change(case, "peer_check_asked", actor=actor, at=at, data=data)
        if earlier is not None:
            tell_colleague(case, earlier, "peer_check_replaced", by=actor, at=at)
        tell_colleague(case, check, "peer_check_asked", by=actor, at=at)
    return check


def return_assessment(
    *, application: Application, discipline: str, comment: str, actor: Actor, at: datetime,
    comments: Mapping[str, str] | None = None,
) -> PeerCheck:  # fmt: skip
    """The assessment is open again. `comments` are by the section's code; `comment` is on the whole of it."""
    said = {code: text.strip() for code, text in (comments or {}).items() if text.strip()}
    with locked(application) as case:
        row, check, found = _open_check(case, discipline, actor, "Return the assessment")
        names = {one.section.code: one.section.name for one in found.sections}
        if unknown := [code for code in said if code not in names]:
            raise InvalidInput([FieldError("comments", f"The checklist has no section {unknown[0]!r}.")])
        said = {code: require_text(text, f"comment_{code}", "the comment") for code, text in said.items()}
        whole = require_text(comment, "comment", "what has to be changed")
        check.give_back(comment=whole, at=at)
        check.save()
        PeerComment.objects.bulk_create(PeerComment(peer_check=check, section=c, text=t) for c, t in said.items())
        row.reopen()
        if row.assessor_id in barred_people(
            case
        ):  # they kept what they had completed; open again it is somebody else's
            row.give_back()
        row.save()
        data = {"discipline": discipline, "comment": whole, "comments": {names[c]: t for c, t in said.items()}}
        change(case, "assessment_returned", actor=actor, at=at, data=data)
        if not only_looking():
            words = [(names[code], text) for code, text in said.items()]
            tell_authors(case, check, "assessment_returned", by=actor, at=at, comments=words)
    return check


def sign_off_assessment(
    *, application: Application, discipline: str, actor: Actor, at: datetime, comment: str = ""
) -> PeerCheck:
    with locked(application) as case:
        row, check, found = _open_check(case, discipline, actor, "Sign off the assessment")
        refuse_left(found, "Return it, so that they can be assessed.")
        words = require_text(comment, "comment", "the comment") if comment.strip() else ""
        check.sign_off(comment=words, at=at)
        check.save()
        row.signed_off_by, row.signed_off_on = actor.user, local_date(at)
        row.save()
        data = {"discipline": discipline, **({"comment": words} if words else {})}
        change(case, "assessment_signed_off", actor=actor, at=at, data=data)
        if not only_looking():
            tell_authors(case, check, "assessment_signed_off", by=actor, at=at)
    return check


def take_back_check(*, application: Application, discipline: str, reason: str, actor: Actor, at: datetime) -> PeerCheck:
    """Nobody is asked any more, and the colleague is told why. Whoever may ask may do it, but the colleague, who
    returns it instead."""
    reason = require_text(reason, "reason", "why it is taken back")
    with locked(application) as case:
        row = assessment_of(case, discipline, actor, "Take the peer check back")
        check = one_discipline(row, sections_of(spec_for(case), case.route, discipline)).open_check
        if check is None:
            raise WrongState("STATE", f"Take the peer check back: not possible, because {row} is with no colleague.")
        if actor.user is None or actor.user == check.checker:
            raise NotPermitted("PERMISSION", f"{check.checker} was asked, and returns the assessment or signs it off.")
        check.take_back(at=at)
        check.save()
        data = {"discipline": discipline, "checker": str(check.checker)}
        change(case, "peer_check_taken_back", actor=actor, at=at, reason=reason, data=data)
        if not only_looking():
            tell_colleague(case, check, "peer_check_called_off", by=actor, at=at, reason=reason)
    return check


def take_back_checks(case: Application, colleague: User, actor: Actor, at: datetime) -> list[str]:
    """What a colleague was asked to check and may not know of any more; says which. For a locked case, after the
    conflict of interest is there. Whoever asked is told to ask another."""
    if case.state in CLOSED:
        return []
    rows = PeerCheck.objects.filter(assessment__application=case, checker=colleague, state=PeerCheck.State.ASKED)
    checks = list(rows.select_related("assessment__assessor", "asked_by", "checker"))
    for check in checks:
        check.take_back(at=at)
        check.save()
        tell_authors(case, check, "peer_check_taken_back", by=actor, at=at)
    return [f"Peer check: {check.assessment}" for check in checks]


def why_not(colleague: User | None, found: OneDiscipline, case: Application, *, by: User) -> str:
    """Why this person cannot check it, in words; empty if they can."""
    if colleague is None or not person_may(colleague, ASSESS):
        return "Choose a colleague who assesses."
    if colleague == by or colleague.pk in found.authors:
        return f"{colleague} has worked on this assessment. Choose a colleague who has not."
    qualified = getattr(colleague, "assessor", None)
    if qualified is None or found.row.discipline not in qualified.disciplines:
        return f"{colleague} does not assess {str(found.row).lower()}. Choose a colleague who does."
    return "" if sees(person(colleague), case) else f"{colleague} may not see this case. Choose another colleague."


def _open_check(
    case: Application, discipline: str, actor: Actor, what: str
) -> tuple[Assessment, PeerCheck, OneDiscipline]:
    row = assessment_of(case, discipline, actor, what)
    found = one_discipline(row, sections_of(spec_for(case), case.route, discipline))
    check = found.open_check
    if check is None:
        raise WrongState("STATE", f"{what}: not possible, because {row} is with no colleague for its peer check.")
    if actor.user != check.checker:
        raise NotPermitted("PERMISSION", f"{what}: not possible, because it was given to {check.checker}.")
    if why := why_not(actor.user, found, case, by=check.asked_by):
        raise NotPermitted("PERMISSION", f"{what}: not possible. {why}")
    return row, check, found


def _day(check: PeerCheck) -> str:
    at = check.asked_at.astimezone(LONDON)
    return f"{at.day} {at:%B %Y}"
