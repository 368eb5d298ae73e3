"""Who is barred from which case by a conflict of interest."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from cases.models import Application, Conflict
from recognition.accounts.keep import keep_person
from recognition.accounts.models import User

STANDING = Q(ended_at=None)


def barring(user: User) -> Q:
    """The cases that a person's conflicts bar them from. Two short lists of keys, which the database reads once."""
    own = Conflict.objects.filter(STANDING, person=user).order_by()
    cases = own.filter(application__isnull=False).values("application")
    companies = own.filter(organisation__isnull=False).values("organisation")
    return Q(pk__in=cases) | Q(organisation__in=companies)


def barred_cases(user: User) -> QuerySet[Application]:
    return Application.objects.filter(barring(user)).order_by()


def barred_keys(user: User) -> QuerySet[Any, Any]:
    """As the record and the outbox name them: keys as text."""
    return barred_cases(user).values(key=Cast("pk", CharField()))


def barred_references(user: User) -> list[str]:
    return list(barred_cases(user).values_list("reference", flat=True))


def touching(application: Application) -> QuerySet[Conflict]:
    """Those with the case and those with its company, newest first, the ended ones too."""
    rows = Conflict.objects.filter(Q(application=application) | Q(organisation=application.organisation_id))
    return rows.select_related("person", "declared_by", "ended_by", "organisation")


def may_not_act(application: Application, user: User) -> bool:
    """Asked under the lock. From then until the act commits nobody can declare a conflict of theirs."""
    if application.held_actor != user.pk:
        keep_person(user.pk)
        application.held_barred = None
        if application.is_held:
            application.held_actor = user.pk
    return user.pk in barred_people(application)


def barred_people(application: Application) -> frozenset[int]:
    """Keys of the people barred from one case. While the case is held it is asked once."""
    if application.held_barred is not None:
        return application.held_barred
    found = frozenset(touching(application).filter(STANDING).order_by().values_list("person_id", flat=True))
    if application.is_held:
        application.held_barred = found
    return found


class Barred:
    """Everybody's conflicts, read in one query, and then asked for any number of people and cases."""

    def __init__(self) -> None:
        rows = Conflict.objects.filter(STANDING).order_by()
        keys = list(rows.values_list("person_id", "application_id", "organisation_id"))
        self.cases = {(person, case) for person, case, _ in keys if case}
        self.companies = {(person, company) for person, _, company in keys if company}

    def bars(self, user: User, application: Application) -> bool:
        return (user.pk, application.pk) in self.cases or (user.pk, application.organisation_id) in self.companies
