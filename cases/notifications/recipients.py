"""Who is told: the people behind the words `company`, `assessor`, `lead`, `manager`, `validator` and `signatory`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q

from cases.models import CLOSED, Application, Conflict
from cases.queries.conflicts import barred_people
from recognition.accounts.models import Role, User


@dataclass(frozen=True, slots=True)
class Recipient:
    email: str
    label: str
    is_company: bool = False


NEXT_TO_TELL = {"assessor": "lead", "lead": "manager"}


def recipients(application: Application, tells: Iterable[str]) -> list[Recipient]:
    """Each person once. Where a case has no assessor yet its lead is told, where it has no lead the managers are."""
    found = (recipient for word in tells for recipient in _behind(application, word))
    return list({recipient.email: recipient for recipient in found if recipient.email}.values())


def _behind(application: Application, word: str) -> Iterator[Recipient]:
    if word == "company":
        yield company_of(application)
        return
    if application.form_received_on is None:  # nothing has come in: the draft is its company's alone
        return
    people = _people(application, word)
    if not people and word in NEXT_TO_TELL:
        yield from _behind(application, NEXT_TO_TELL[word])
    for user in people:
        yield Recipient(user.email, str(user))


def company_of(application: Application) -> Recipient:
    email = application.contact_email or application.organisation.contact_email
    return Recipient(email, application.contact_name or application.organisation.name, is_company=True)


def _people(application: Application, word: str) -> list[User]:
    """Nobody whom a conflict of interest bars. Who is named on an open case is not barred: the database sees to it."""
    if word in ("assessor", "lead", "validator"):
        named = getattr(application, word)
        if named is not None and named.is_active and not _is_barred(application, named):
            return [named]
        if word != "validator":
            return []
    barred = Conflict.objects.filter(Q(application=application) | Q(organisation=application.organisation_id))
    people = User.objects.filter(role=Role(word), is_active=True)
    return list(people.exclude(pk__in=barred.filter(ended_at=None).order_by().values("person")))


def _is_barred(application: Application, user: User) -> bool:
    return application.state in CLOSED and user.pk in barred_people(application)
