"""Saved views: kept, opened, shared, mended; whose they are; what they never show."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import SavedView
from cases.operations.saved_views import MOST_VIEWS, keep_view, subscribe
from cases.queries.worklist import Wanted
from recognition.accounts.actors import person
from recognition.accounts.models import Assessor
from recognition.audit.models import Entry
from recognition.routes.models import Regulator
from tests.cases.journey import Journey, user_of

from .worklists import copies, listed

HOSTILE = "<script>alert(1)</script>\u202egnp.exe"


@pytest.fixture
def team(db):
    """A lead and two assessors of one team, and an assessor of another."""
    made = {name: user_of(role) for name, role in ROLES.items()}
    for name, user in made.items():
        Assessor.objects.create(user=user, team="Vaccines" if name == "other" else "Biologicals")
    return made


ROLES = {"lead": "lead", "owner": "assessor", "colleague": "assessor", "other": "assessor"}


def keep(user, name="Mine", *, share=False, at=None, **asked) -> SavedView:
    at = at or Journey().at
    return keep_view(actor=person(user), name=name, share=share, wanted=Wanted(**asked), at=at)


def test_what_is_chosen_is_kept_and_opens_by_its_number(many, client, sign_in):
    user = sign_in("manager")

    answer = client.post("/views/new/?view=open&clock=stopped&route=B&due=0&sort=-product", {"name": "  B,  stopped "})

    view = SavedView.objects.get(owner=user)
    assert answer["Location"] == f"/cases/?view={view.pk}"
    assert (view.name, view.team) == ("B, stopped", "")
    assert (view.filters["clock"], view.filters["due"]) == ("stopped", 0)
    assert Entry.objects.filter(action="view_saved", subject_id=str(view.pk)).count() == 1


def test_a_view_lists_what_its_filters_do_with_its_count(many, client, sign_in):
    view = keep(sign_in("manager"), "Stopped on B", route=("B",), clock="stopped")

    assert listed(client, f"view={view.pk}") == listed(client, "view=open&route=B&clock=stopped")
    said = client.get(f"/cases/?view={view.pk}").content.decode()
    assert "<bdi>Stopped on B</bdi></a>" not in said
    assert "<bdi>Stopped on B</bdi> (2)" in said


def test_other_filters_replace_it(many, client, sign_in):
    view = keep(sign_in("manager"), route=("B",))
    changed = client.get(f"/cases/?view=open&from={view.pk}&route=A").content.decode()
    assert f'action="/views/{view.pk}/replace/?view=open&amp;route=A"' in changed

    client.post(f"/views/{view.pk}/replace/?view=open&route=A")

    assert listed(client, f"view={view.pk}") == listed(client, "view=open&route=A")


def test_a_view_is_sorted_and_paged_without_being_changed(many, client, sign_in):
    view = keep(sign_in("manager"))

    assert listed(client, f"view={view.pk}&sort=-reference") == listed(client, "view=open&sort=-reference")


def test_a_private_view_is_nobody_elses(team, client, sign_in):
    view = keep(team["owner"])
    sign_in(team["lead"])

    assert client.get(f"/cases/?view={view.pk}").status_code == 404
    for path in ("", "replace/", "delete/", "tell/"):
        assert client.post(f"/views/{view.pk}/{path}", {"name": "Taken"}).status_code == 404, path
    assert SavedView.objects.get().name == "Mine"


@pytest.mark.parametrize(("who", "status"), [("colleague", 403), ("other", 404), ("lead", 302), ("owner", 302)])
def test_who_changes_a_view_of_the_team(team, client, sign_in, who, status):
    view = keep(team["owner"], share=True)
    sign_in(team[who])

    assert client.get(f"/cases/?view={view.pk}").status_code == (404 if who == "other" else 200)
    for path, post in (("", {"name": "Ours", "share": "on"}), ("replace/?route=A", {}), ("delete/", {})):
        assert client.post(f"/views/{view.pk}/{path}", post).status_code == status, path
    assert SavedView.objects.exists() == (status != 302)


def test_a_lead_who_renames_it_does_not_take_it_from_the_team(team, client, sign_in):
    view = keep(team["owner"], share=True)
    sign_in(team["lead"])

    client.post(f"/views/{view.pk}/", {"name": "Ours"})

    view.refresh_from_db()
    assert (view.name, view.team) == ("Ours", "Biologicals")


def test_my_cases_in_a_view_of_the_team_are_the_readers_own(team, many, client, sign_in):
    lead = many["running"].people.user("lead")
    Assessor.objects.create(user=lead, team="Biologicals")
    view = keep(team["owner"], tab="mine", share=True)

    sign_in(lead)
    assert listed(client, f"view={view.pk}") == [many["running"].case.reference]
    sign_in(team["owner"])
    assert listed(client, f"view={view.pk}") == []


def test_nobody_without_a_team_shares(db, client, sign_in):
    sign_in("manager")

    answer = client.post("/views/new/?view=open&route=A", {"name": "Ours", "share": "on"})

    assert answer.status_code == 422
    assert "You are in no team" in answer.content.decode()
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    ("name", "says"),
    [("", "Enter the view’s name"), ("x" * 61, "Shorten the view’s name to 60"), ("mINE", "There is a view of that")],
)
def test_a_name_that_is_no_name_is_refused_and_stays(db, client, sign_in, name, says):
    keep(sign_in("manager"))

    answer = client.post("/views/new/?view=open&route=A", {"name": name})

    said = answer.content.decode().replace("&#x27;", "’").replace("'", "’")
    assert answer.status_code == 422
    assert says in said
    assert f'value="{name}"'.replace("'", "’") in said.replace('"', '"') or not name
    assert SavedView.objects.count() == 1


def test_a_person_has_so_many_and_no_more(db, client, sign_in):
    user = sign_in("manager")
    for number in range(MOST_VIEWS):
        keep(user, f"View {number}")

    answer = client.post("/views/new/?view=open", {"name": "One more"})

    assert answer.status_code == 422
    assert "Delete one that you need no more" in answer.content.decode()


def test_a_hostile_name_is_text_everywhere(many, client, sign_in):
    user = sign_in("manager")
    view = keep(user, HOSTILE)
    subscribe(view=view, actor=person(user), at=many["running"].at)

    for path in ("/cases/", f"/cases/?view={view.pk}", f"/views/{view.pk}/", "/settings/"):
        said = client.get(path).content.decode()
        assert "<script>alert" not in said
        assert "&lt;script&gt;alert(1)" in said


def test_a_regulator_that_is_gone_is_said_and_can_be_mended(many, client, sign_in):
    view = keep(sign_in("manager"), "From afar", regulator="XX-GONE", route=("B", "Z"))

    said = client.get(f"/cases/?view={view.pk}").content.decode()
    assert "is no longer there" in said
    assert "(to be mended)" in said
    assert listed(client, f"view={view.pk}") == listed(client, "view=open&route=B")
    assert "XX-GONE" in client.get(f"/views/{view.pk}/").content.decode()

    client.post(f"/views/{view.pk}/replace/?view=open&route=B")
    assert "is no longer there" not in client.get(f"/cases/?view={view.pk}").content.decode()


@pytest.mark.parametrize("filters", [[], {"tab": 3, "due": True, "state": "x", "sort": "id; DROP", "q": None}, "no"])
def test_what_is_kept_may_be_nonsense(many, client, sign_in, filters):
    view = keep(sign_in("manager"))
    SavedView.objects.filter(pk=view.pk).update(filters=filters)

    assert listed(client, f"view={view.pk}") == listed(client, "view=open")


@pytest.mark.parametrize("rows", [1, 25, 100])
def test_twelve_queries_with_twenty_views(db, client, sign_in, today, rows):
    journey = Journey().assessing()
    copies(journey.case, rows - 1)
    today(journey)
    user = sign_in("manager")
    regulator = Regulator.objects.order_by("code").values_list("code", flat=True)[0]
    for number in range(MOST_VIEWS):
        keep(user, f"View {number}", q="cardelin" if number % 2 else "", regulator=regulator if number % 3 else "")
    client.get("/cases/")

    with CaptureQueriesContext(connection) as seen:
        listed(client, "view=open&size=100")

    assert len(seen) <= 12, "\n".join(query["sql"][:300] for query in seen)


def test_a_view_that_was_never_there(db, client, sign_in):
    sign_in("manager")

    assert client.get("/cases/?view=99999").status_code == 404
    assert client.get("/cases/?view=99999999999999999999999").status_code == 404
    assert client.post("/views/99999/tell-no-more/").status_code == 302
