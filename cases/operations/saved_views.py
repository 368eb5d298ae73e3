"""Saved views are made, changed and deleted; a person asks to be told of one, and ends it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from cases.models import SavedView, ViewSubscription
from cases.models.saved_view import LONGEST_NAME
from cases.queries.saved_views import is_filled, kept, known_values, may_change, outdated, views_of, wanted_of
from cases.queries.worklist import Wanted
from cases.workflow.refusals import FieldError, InvalidInput, NotPermitted
from recognition.accounts.actors import Actor
from recognition.accounts.models import Assessor, User
from recognition.accounts.permissions import READ
from recognition.audit.record import Subject, record
from recognition.clock import local_date

from .require import require, require_text

MOST_VIEWS: Final = 20  # of one person: more are no tabs any more
TAKEN: Final = "There is a view of that name. Enter another name, or replace that view."


def keep_view(*, actor: Actor, name: str, share: bool, wanted: Wanted, at: datetime) -> SavedView:
    """`share` makes it the team's. Raises `InvalidInput` where the name is empty, too long or taken."""
    user, words = _reader(actor), _name(name)
    team = _team(user) if share else ""
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=user.pk)  # two at once are counted one after the other
        if SavedView.objects.filter(owner=user).count() >= MOST_VIEWS:
            raise InvalidInput([FieldError("name", f"You have {MOST_VIEWS} views. Delete one that you need no more.")])
        with _taken():
            view = SavedView.objects.create(
                owner=user, team=team, name=words, filters=kept(wanted), made_at=at, changed_at=at
            )
        _record(view, actor, "view_saved", at, {"team": team, "filters": view.filters})
    return view


def change_view(*, view: SavedView, actor: Actor, name: str, share: bool, at: datetime) -> None:
    """Its name, and whether it is the team's. Only its owner decides whom it is for."""
    words = _name(name)
    with _own(view, actor) as row:
        team = row.team
        if row.owner_id == _reader(actor).pk and share != bool(team):
            team = _team(row.owner) if share else ""
        if (words, team) == (row.name, row.team):
            return
        changed = {"name": [row.name, words], "team": [row.team, team]}
        row.name, row.team, row.changed_at = words, team, at
        with _taken():
            row.save(update_fields=["name", "team", "changed_at"])
        _record(row, actor, "view_changed", at, {"changed": changed})


def replace_view(*, view: SavedView, actor: Actor, wanted: Wanted, at: datetime) -> None:
    """Other filters under the same name."""
    with _own(view, actor) as row:
        before, row.filters, row.changed_at = row.filters, kept(wanted), at
        row.save(update_fields=["filters", "changed_at"])
        _record(row, actor, "view_changed", at, {"changed": {"filters": [before, row.filters]}})


def delete_view(*, view: SavedView, actor: Actor, at: datetime) -> None:
    """With it go the subscriptions to it."""
    with _own(view, actor) as row:
        _record(row, actor, "view_deleted", at, {"team": row.team, "filters": row.filters})
        row.delete()


def subscribe(*, view: SavedView, actor: Actor, at: datetime) -> None:
    """From its next turn from empty to not empty on; what is in it now is known."""
    user = _reader(actor)
    with transaction.atomic():
        row = views_of(actor).filter(pk=view.pk).first()
        if row is None:
            raise NotPermitted("VIEW", "There is no such view.")
        wanted = wanted_of(row)
        filled = not outdated(wanted, known_values()) and is_filled(actor, wanted, today=local_date(at))
        _, made = ViewSubscription.objects.get_or_create(
            view_id=row.pk, user=user, defaults={"made_at": at, "is_filled": filled}
        )
        if made:
            _record(row, actor, "view_subscribed", at, {})


def unsubscribe(*, view: int, actor: Actor, at: datetime) -> bool:
    """Also of a view that the person has no more, such as that of a team they have left."""
    with transaction.atomic():
        own = ViewSubscription.objects.select_related("view").select_for_update(of=("self",))
        row = own.filter(view=view, user=_reader(actor)).first()
        if row is None:
            return False
        _record(row.view, actor, "view_unsubscribed", at, {})
        row.delete()
    return True


def _reader(actor: Actor) -> User:
    require(actor, READ, "Save views")
    if actor.user is None:
        raise NotPermitted("PERMISSION", "Views are kept for people.")
    return actor.user


def _name(name: str) -> str:
    return require_text(" ".join(name.split()), "name", "the view's name", limit=LONGEST_NAME)


def _team(user: User) -> str:
    team = Assessor.objects.filter(user=user).values_list("team", flat=True).first()
    if not team:
        raise InvalidInput([FieldError("share", "You are in no team. Keep the view for yourself.")])
    return team


@contextmanager
def _own(view: SavedView, actor: Actor) -> Iterator[SavedView]:
    """The row under its lock. Raises `NotPermitted` alike for one that is gone and one that is another's."""
    _reader(actor)
    with transaction.atomic():
        row = SavedView.objects.select_related("owner").select_for_update(of=("self",)).filter(pk=view.pk).first()
        if row is None or not may_change(actor, row):
            raise NotPermitted("VIEW", "Only the view's owner changes it; a lead of its team may, too.")
        yield row


@contextmanager
def _taken() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise InvalidInput([FieldError("name", TAKEN)]) from error


def _record(view: SavedView, actor: Actor, action: str, at: datetime, data: dict[str, Any]) -> None:
    record(at=at, actor=actor, subject=Subject("saved_view", str(view.pk), view.name), action=action, data=data)
