"""A conflict of interest is declared: by the person, or by a lead or a manager of somebody else."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack, suppress
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import Q

from cases.models import CLOSED, Application, Assessment, Conflict, PeerCheck
from cases.notifications.personal import tell
from cases.notifications.withheld import CALLED_OFF
from cases.queries.conflicts import barred_people
from cases.workflow.lock import locked
from cases.workflow.perform import change
from cases.workflow.refusals import FieldError, InvalidInput, NotPermitted, WrongState
from recognition.accounts.actors import Actor
from recognition.accounts.keep import keep_person
from recognition.accounts.models import Organisation, User
from recognition.accounts.permissions import LEAD, READ, may, person_may
from recognition.audit.record import Subject, record
from recognition.outbox.call_off import call_off

from .peer_checks import take_back_checks
from .require import require_text

NAMED = {"validator": "Validator", "assessor": "Assessor", "lead": "Lead assessor"}
TRIES = 5  # of one declaration, while others give the person cases of the company one after another


class GivenMeanwhile(WrongState):
    """Between the look at what the person holds and the lock of their row they were given another case."""


def declare_conflict(
    *, application: Application, actor: Actor, person: User, kind: str, text: str, at: datetime
) -> Conflict:
    """With one case. Whatever of it the person holds is taken from them, and lead and managers are told."""
    return _declare(actor, person, kind, text, at, application=application)


def declare_conflict_with_company(
    *, organisation: Organisation, actor: Actor, person: User, kind: str, text: str, at: datetime
) -> Conflict:
    """The same with a company, and so with every case of it, those to come too."""
    return _declare(actor, person, kind, text, at, organisation=organisation)


def _declare(
    actor: Actor,
    person: User,
    kind: str,
    text: str,
    at: datetime,
    application: Application | None = None,
    organisation: Organisation | None = None,
) -> Conflict:
    """Whoever was given a case in between is released from it too, instead of being asked to declare again."""
    by, words = _require(actor, person), require_text(text, "text", "what the conflict is")
    if kind not in Conflict.Kind.values:
        raise InvalidInput([FieldError("kind", "Choose what kind of conflict it is.")])
    row = Conflict(
        person=person,
        application=application,
        organisation=organisation,
        kind=kind,
        text=words,
        declared_by=by,
        declared_at=at,
    )
    for _ in range(TRIES - 1):
        with suppress(GivenMeanwhile):
            return _declare_once(row, actor, at)
    return _declare_once(row, actor, at)


def _declare_once(row: Conflict, actor: Actor, at: datetime) -> Conflict:
    """Locks go in the order of every other writer: the cases, then the people's rows, then the record."""
    person, application, organisation = row.person, row.application, row.organisation
    with transaction.atomic(), ExitStack() as locks:
        held = _held(person, application, organisation)
        keys = sorted({*held, *([application.pk] if application else [])})
        cases = [locks.enter_context(locked(key)) for key in keys]
        _lock_people(row)
        _refuse_barred(row.declared_by, cases)
        if not set(_held(person, application, organisation)) <= set(keys):
            raise GivenMeanwhile("STATE", f"{person} was given a case meanwhile. Declare the conflict again.")
        if _stands(person, application, organisation):
            raise InvalidInput([FieldError("person", f"{person} is barred by a conflict already.")])
        row.save(force_insert=True)
        _call_off(row)
        _into_record(row, cases, actor, at)
    return row


def _lock_people(row: Conflict) -> None:
    """The person's row whole, and that of who declares it kept, in one order: of two leads who declare one of each
    other at the same moment the second waits for the first."""
    for key in sorted({row.person_id, row.declared_by_id}):
        if key == row.person_id:
            User.objects.select_for_update().get(pk=key)
        else:
            keep_person(key)


def _require(actor: Actor, person: User) -> User:
    own = actor.user is not None and actor.user.pk == person.pk
    if actor.user is None or not may(actor, READ) or not (own or may(actor, LEAD)):
        raise NotPermitted("PERMISSION", "Only the person, a lead or a manager can declare a conflict of interest.")
    if not person_may(person, READ):
        raise InvalidInput([FieldError("person", f"{person} sees no cases, so nothing has to be declared.")])
    return actor.user


def _held(person: User, application: Application | None, organisation: Organisation | None) -> list[int]:
    """Keys of the open cases in question that are the person's, or a discipline of which is, or a check of which."""
    rows = Application.objects.exclude(state__in=CLOSED)
    rows = rows.filter(pk=application.pk) if application else rows.filter(organisation=organisation)
    named = Q(validator=person) | Q(assessor=person) | Q(lead=person)
    taken_up = Assessment.objects.exclude(state=Assessment.State.COMPLETE).filter(assessor=person)
    asked = PeerCheck.objects.filter(checker=person, state=PeerCheck.State.ASKED).order_by()
    own = rows.filter(
        named | Q(pk__in=taken_up.order_by().values("application")) | Q(pk__in=asked.values("assessment__application"))
    )
    return list(own.order_by("pk").values_list("pk", flat=True))


def _refuse_barred(by: User, cases: Iterable[Application]) -> None:
    """Asked before the new row is there, and kept while the cases are held: who declares their own may finish it."""
    for case in cases:
        case.held_actor = by.pk
        if by.pk in barred_people(case):
            raise NotPermitted("CONFLICT", f"A conflict of interest bars {by} from this case.")


def _stands(person: User, application: Application | None, organisation: Organisation | None) -> bool:
    rows = Conflict.objects.filter(person=person, ended_at=None)
    if application is None:
        return rows.filter(organisation=organisation).exists()
    return rows.filter(Q(application=application) | Q(organisation=application.organisation_id)).exists()


def _call_off(row: Conflict) -> None:
    """What waits in the outbox for this person about these cases."""
    cases = Application.objects.filter(organisation=row.organisation_id) if row.organisation_id else [row.application]
    keys = [str(case.pk) for case in cases if case is not None]
    call_off(subject_type="application", subject_ids=keys, to=row.person.email, why=CALLED_OFF)


def _into_record(row: Conflict, cases: Iterable[Application], actor: Actor, at: datetime) -> None:
    if actor.user != row.person:
        tell(row, "conflict_declared", at=at)
    seal = sha256(f"{row.kind}\n{row.text}".encode()).hexdigest()
    data = {"person": str(row.person), "conflict": row.pk, "words_sha256": seal}
    for case in cases:
        released = [*_release(case, row.person), *take_back_checks(case, row.person, actor, at)]
        told = {**data, **({"released": released} if released else {})}
        change(case, "conflict_declared", actor=actor, at=at, data=told, tells=("lead", "manager"))
    if row.organisation is not None:
        subject = Subject("organisation", str(row.organisation_id), str(row.organisation))
        record(at=at, actor=actor, subject=subject, action="conflict_declared", data=data)


def _release(case: Application, person: User) -> list[str]:
    """Takes from the person what they have of an open case; says what that was. What they completed stays theirs."""
    if case.state in CLOSED:
        return []
    released = [words for name, words in NAMED.items() if getattr(case, f"{name}_id") == person.pk]
    for name in NAMED:
        if getattr(case, f"{name}_id") == person.pk:
            setattr(case, name, None)
    for row in case.assessments.exclude(state=Assessment.State.COMPLETE).filter(assessor=person):
        row.give_back()
        row.save()
        released.append(str(row))
    return released
