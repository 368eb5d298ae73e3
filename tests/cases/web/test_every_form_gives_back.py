"""Whatever form of the URL map is sent: with an ended session or an old token, what was typed comes back."""

from __future__ import annotations

from html import unescape

import pytest
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, reverse

from recognition.accounts.models import UnsentForm
from recognition.accounts.web.typed import ALL_SECRET
from tests.cases.journey import user_of
from tests.e2e.pages.url_map import ANY, addresses

pytestmark = pytest.mark.django_db
TYPED = "Nobody types this twice <b>& never</b>\r\n\u202ea second line"
SENT = {"reason": TYPED, "grade": "major", "version": "7", "password": "hunter2hunter2", "confirmed": "1"}
HERE = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
# Passwords and codes alone are sent there, or only the key of what is thrown away.
NOTHING_TYPED = {*ALL_SECRET, "sign-out", "signed-out"}


def _path(name: str) -> str:
    arguments = {name: ANY.get(kind, "x") for name, kind in addresses()[name].arguments}
    try:
        return reverse(name, kwargs=arguments)
    except NoReverseMatch:  # the one that takes a word of a list
        return reverse(name, kwargs={"app_label": "cases"})


FORMS = {
    name: _path(name)
    for name, row in addresses().items()
    if not row.is_for_systems and name not in NOTHING_TYPED and getattr(row.view, "login_required", True)
}


def test_it_is_about_every_page_that_one_signs_in_for():
    assert {"act", "act-about", "away", "view-new", "case-reference", "admin:routes_ruleset_move"} < set(FORMS)
    assert len(FORMS) > 150


@pytest.fixture
def manager():
    user = user_of("manager")
    user.set_password("correct horse battery")
    user.save()
    return user


def _enter(client: Client, user) -> str:
    given = {"username": user.username, "password": "correct horse battery"}
    return client.post("/sign-in/", given)["Location"]


def _comes_back(client: Client, user, path: str) -> bool:
    """Sent without a session, shown after signing in again, and thrown away."""
    client.cookies.pop(settings.SESSION_COOKIE_NAME, None)
    if not client.post(path, SENT, headers=HERE)["Location"].startswith("/sign-in/?next="):
        return False
    leads_to = _enter(client, user)
    page = unescape(client.get("/typed/").content.decode())
    whole = TYPED in page and f'action="{path}"' in page and 'name="version" value="7"' in page
    client.post("/typed/", {"drop": UnsentForm.objects.get().pk})
    return whole and leads_to.startswith("/typed/") and "hunter2" not in page and 'name="confirmed"' not in page


def test_after_the_session_has_ended(client, manager):
    _enter(client, manager)

    assert [name for name, path in FORMS.items() if not _comes_back(client, manager, path)] == []
    assert not UnsentForm.objects.exists()


def test_with_the_token_of_another_session(manager):
    client = Client(enforce_csrf_checks=True)
    client.force_login(manager, backend="django.contrib.auth.backends.ModelBackend")
    lost = []
    for name, path in FORMS.items():
        answer = client.post(path, SENT, headers=HERE)
        page = unescape(answer.content.decode())
        if answer.status_code != 403 or TYPED not in page or f'action="{path}"' not in page or "hunter2" in page:
            lost.append(name)

    assert lost == []
