"""Pages beside the floor, through the whole middleware, as the demonstration's lead sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.conf import settings
from django.test import Client, override_settings

from cases.models import Application
from cases.models.application import DUE
from recognition.accounts.models import ApiClient, User
from tests.cases.api.caller import token_of

from .measure import Figure, median_ms, queries

PLAIN = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
TIMES = 40


def pages() -> Iterator[Figure]:
    with override_settings(STORAGES=PLAIN, ROOT_URLCONF="tests.bench.floor", API_REQUESTS_PER_MINUTE=1_000_000):
        yield from _pages()


def _pages() -> Iterator[Figure]:
    client = _signed_in("lead")
    reference = _busiest().reference
    pairs = (
        ("Worklist of 25", "/cases/?view=open", "/floor/worklist/", 2.5),
        ("Case page", f"/cases/{reference}/", f"/floor/cases/{reference}/", 3.5),
    )
    for name, page, floor, goal in pairs:
        yield from _beside(name, _get(client, page), _get(client, floor), goal)
    deep = _get(client, f"/cases/?view=all&after={_near_the_end()}")
    yield _plain("Worklist, a page near its end", deep)
    own = _get(_signed_in("assessor2"), "/cases/?view=mine")
    yield _plain("  an assessor's own, as many as the load gives one", own)
    search = _get(client, f"/cases/?view=all&q={_mistyped()}")
    yield _plain("Search with a typo", search)
    bearer = {"Authorization": f"Bearer {token_of(ApiClient.objects.get(client_id='demo-company'))}"}
    company = Client(headers=bearer)
    yield from _beside(
        "API list of 25", _get(company, "/api/v1/applications/"), _get(company, "/floor/applications/"), 1.5
    )


def _plain(name: str, page: Callable[[], object]) -> Figure:
    return Figure(name, median_ms(page, times=TIMES), "ms", note=f"{queries(page)} queries")


def _signed_in(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    return client


def _near_the_end() -> str:
    """The cursor behind the last but 50 of all cases by their due dates."""
    rows = Application.objects.filter(form_received_on__isnull=False).annotate(due=DUE).order_by("-due", "-id")
    row = rows[50]
    return f"{row.due}~{row.pk}"  # type: ignore[attr-defined]  # the annotation


def _mistyped() -> str:
    """The name of a product with two of its letters the other way round."""
    name = Application.objects.exclude(product_name="").order_by("pk")[10].product_name.split()[0]
    return f"{name[:3]}{name[4]}{name[3]}{name[5:]}"


def _beside(name: str, page: Callable[[], object], floor: Callable[[], object], goal: float) -> Iterator[Figure]:
    ours, theirs = median_ms(page, times=TIMES), median_ms(floor, times=TIMES)
    yield Figure(name, ours, "ms", note=f"{queries(page)} queries")
    yield Figure("  its floor", theirs, "ms", note=f"{queries(floor)} queries")
    yield Figure("  ratio of the medians", ours / theirs, "x", goal)


def _get(client: Client, path: str) -> Callable[[], object]:
    def get() -> None:
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}: nothing to measure")

    return get


def _busiest() -> Application:
    """An open case that has been through a good deal."""
    cases = Application.objects.filter(state="assessing", information_requests__isnull=False)
    found = cases.order_by("created_at").first()
    if found is None:
        raise RuntimeError("The demonstration has no case that was asked something.")
    return found
