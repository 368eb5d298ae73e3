"""Told once when a view is no longer empty, and again only after it was empty."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from cases.models import SavedView, ViewSubscription
from cases.operations.assign import assign
from cases.operations.saved_views import keep_view, subscribe, unsubscribe
from cases.operations.tell_views import tell_views
from cases.queries.worklist import Wanted
from recognition.accounts.actors import person
from recognition.accounts.models import Assessor, Role
from recognition.outbox.models import Message
from tests.cases.journey import Journey, user_of


def told() -> int:
    return Message.objects.filter(topic="view_filled").count()


def view_of(user, **asked) -> SavedView:
    at = Journey().at
    view = keep_view(actor=person(user), name="Waiting", share=False, wanted=Wanted(**asked), at=at)
    subscribe(view=view, actor=person(user), at=at)
    return view


def test_told_once_and_again_after_it_was_empty(db):
    user = user_of("manager")
    view_of(user, tab="unassigned")
    journey = Journey()
    assert tell_views(at=journey.at) == 0

    journey.assessing()
    people = (journey.people.user("assessor"), journey.people.user("lead"))
    for turn in (1, 2):
        assign(**journey.by("lead"), assessor=None, lead=people[1])
        assert (tell_views(at=journey.at), tell_views(at=journey.at)) == (1, 0)
        assert told() == turn
        assign(**journey.by("lead"), assessor=people[0], lead=people[1])
        assert tell_views(at=journey.at) == 0

    mail = Message.objects.filter(topic="view_filled").latest("pk")
    assert mail.to == user.email
    assert "Waiting" in mail.subject
    assert journey.case.reference not in mail.body_text


def test_what_was_in_it_when_it_was_asked_for_is_known(db):
    Journey().assessing()
    view_of(user_of("manager"))

    assert tell_views(at=Journey().at) == 0


def test_it_is_ended(db):
    user = user_of("manager")
    view = view_of(user)
    assert unsubscribe(view=view.pk, actor=person(user), at=Journey().at)
    assert not unsubscribe(view=view.pk, actor=person(user), at=Journey().at)
    journey = Journey().assessing()

    assert (tell_views(at=journey.at), told()) == (0, 0)


@pytest.mark.parametrize("change", [{"role": Role.ADMINISTRATOR}, {"is_active": False}])
def test_whoever_may_not_read_any_more_is_not_told(db, change):
    user = user_of("manager")
    view_of(user)
    for name, value in change.items():
        setattr(user, name, value)
    user.save()
    journey = Journey().assessing()

    assert (tell_views(at=journey.at), told()) == (0, 0)


def test_whoever_has_left_the_team_is_not_told(db):
    owner, member = user_of("assessor"), user_of("assessor")
    for user in (owner, member):
        Assessor.objects.create(user=user, team="Biologicals")
    at = Journey().at
    view = keep_view(actor=person(owner), name="Ours", share=True, wanted=Wanted(), at=at)
    subscribe(view=view, actor=person(member), at=at)
    Assessor.objects.filter(user=member).update(team="Vaccines")
    journey = Journey().assessing()

    assert (tell_views(at=journey.at), told()) == (0, 0)


def test_a_view_whose_filter_is_gone_waits_until_it_is_mended(db):
    view = view_of(user_of("manager"), regulator="DE-BFARM")
    journey = Journey().assessing()
    SavedView.objects.filter(pk=view.pk).update(filters={"regulator": "XX-GONE"})
    assert tell_views(at=journey.at) == 0

    SavedView.objects.filter(pk=view.pk).update(filters={"regulator": "DE-BFARM"})
    assert tell_views(at=journey.at) == 1


def test_one_broken_view_is_not_in_the_way_of_the_next(db, monkeypatch):
    users = [user_of("manager"), user_of("manager")]
    for user in users:
        view_of(user)
    journey = Journey().assessing()
    from cases.operations import tell_views as module

    whole = module.is_filled

    def breaks(actor, wanted, *, today):
        if actor.user == users[0]:
            raise RuntimeError("broken")
        return whole(actor, wanted, today=today)

    monkeypatch.setattr(module, "is_filled", breaks)

    assert tell_views(at=journey.at) == 1
    assert Message.objects.get(topic="view_filled").to == users[1].email


@pytest.mark.django_db(transaction=True)
def test_two_beats_at_once_tell_once():
    for _ in range(5):
        view_of(user_of("manager"))
    at = Journey().assessing().at

    def beat(_: int) -> int:
        try:
            return tell_views(at=at)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(beat, range(4)))

    assert sum(counts) == told() == 5
    assert set(ViewSubscription.objects.values_list("told", flat=True)) == {1}
