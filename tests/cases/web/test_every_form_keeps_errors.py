"""Forms that are no act: what was typed stands in the page that says what is wrong. The list is held to the URL map."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from cases.operations.declare_conflict import declare_conflict
from cases.operations.saved_views import keep_view
from cases.queries.worklist import Wanted
from recognition.accounts.actors import person
from tests.cases.journey import Journey, user_of
from tests.cases.letters import sent as a_letter
from tests.cases.letters import template

from .test_every_form_gives_back import FORMS

pytestmark = pytest.mark.django_db
TYPED = "Nobody types <this> twice"
LONG = TYPED + "x" * 200_001
Made = tuple[str, dict[str, Any]]
WHO = {"case-validation": "validator", "case-reference": "assessor", "case-related": "lead", "timetable": "assessor"}


def _case(name: str, /, **typed: str) -> Callable[[Journey, Any], Made]:
    return lambda journey, user: (reverse(name, args=[journey.case.reference]), typed)


def _plain(name: str, /, **typed: str) -> Callable[[Journey, Any], Made]:
    return lambda journey, user: (reverse(name), typed)


def _a_view(journey: Journey, user: Any) -> Made:
    view = keep_view(actor=person(user), wanted=Wanted(), at=journey.at, name="Mine", share=False)
    return reverse("view", args=[view.pk]), {"name": TYPED * 20}


def _a_conflict(journey: Journey, user: Any) -> Made:
    other = user_of("assessor")
    row = declare_conflict(
        application=journey.case, actor=person(other), person=other, kind="family", text="A cousin.", at=journey.at
    )
    return reverse("conflict-end", args=[row.pk]), {"reason": LONG}


def _many(journey: Journey, user: Any) -> Made:
    from cases.operations.bulk.choose import choose

    run = choose(actor=person(user), act="prioritise", cases=[journey.case.pk], at=journey.at)
    return reverse("bulk-run", args=[run.pk]), {"reason": TYPED}


def _to_write(journey: Journey, user: Any) -> Made:
    typed = {"about": TYPED, "free_part": TYPED, "to_email": "nobody"}
    return reverse("case-letter-write", args=[journey.case.reference, template("free").pk]), typed


def _again(journey: Journey, user: Any) -> Made:
    letter = a_letter(journey, "free", about="A meeting", free_part="On Monday.")
    return reverse("case-letter-again", args=[journey.case.reference, letter.pk]), {"to_name": TYPED, "to_email": "x"}


TYPED_INTO: dict[str, Callable[[Journey, Any], Made]] = {
    "timetable": _plain("timetable", fact_product_name=TYPED, rows="1", as_of_day="99"),
    "view-new": _plain("view-new", name=TYPED * 20),
    "view": _a_view,
    "away": _plain("away", from_on_day=TYPED),
    "conflict-declare": _plain("conflict-declare", text=TYPED),
    "case-conflict": _case("case-conflict", text=TYPED),
    "conflict-end": _a_conflict,
    "bulk-run": _many,
    "case-reference": _case("case-reference", **{"verdict-form": "differs", "reference_says-form": TYPED}),
    "case-related": _case("case-related", other="IRP-2026-999999", verdict="same", reason=TYPED),
    "case-validation": _case("case-validation", **{"outcome-VAL-42": "deficient", "remark-VAL-42": TYPED}),
    "case-letter-write": _to_write,
    "case-letter-again": _again,
}
OF_ACTS = "held for every act in test_nothing_typed_is_lost.py"
CHOSEN = "takes a choice or a press, and no text"
NOTHING = "reads nothing of what is sent"
WITHOUT_TEXT = {
    "act": OF_ACTS,
    "act-about": OF_ACTS,
    "case-keep-text": "what the script sends; a refusal leaves the text in the browser",
    "unsent": CHOSEN,
    "sessions-end": CHOSEN,
    "bulk": CHOSEN,
    "bulk-again": CHOSEN,
    "bulk-go-on": CHOSEN,
    "view-replace": CHOSEN,
    "view-delete": CHOSEN,
    "view-subscribe": CHOSEN,
    "view-unsubscribe": CHOSEN,
    "webhooks-retry": CHOSEN,
    "reminders-done": CHOSEN,
    "settings-delivery": CHOSEN,
    "settings-keys": CHOSEN,
    "settings-feed": CHOSEN,
    "settings-feed-end": CHOSEN,
    "away-end": CHOSEN,
    "team-cover": CHOSEN,
    "performance-freeze": CHOSEN,
    "performance-cases-file": CHOSEN,
    "case-mentions-read": CHOSEN,
    "case-points-read": CHOSEN,
    "case-evidence": CHOSEN,
    "outbox-retry": CHOSEN,
    "simulations-of": CHOSEN,
    "simulation-stop": CHOSEN,
    "simulation-again": CHOSEN,
    "simulation-publish": "a reason, whose only error is that it is missing",
    "home": NOTHING,
    "my-account": NOTHING,
    "more": NOTHING,
    "simulation": NOTHING,
    "simulation-csv": NOTHING,
    "admin:index": "Django's own forms come back with what was typed; ours of rules: tests/recognition/routes/admin",
}


@pytest.mark.parametrize("name", TYPED_INTO)
def test_what_was_typed_stands_beside_the_error(client, sign_in, today, settings, tmp_path, name):
    settings.MEDIA_ROOT = tmp_path
    journey = Journey().validating() if name == "case-validation" else Journey().assessing()
    today(journey)
    user = sign_in(journey.people.user(WHO.get(name, "manager")))
    path, typed = TYPED_INTO[name](journey, user)

    headers = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
    answer = client.post(path, typed, headers=headers)

    page = unescape(answer.content.decode())
    assert 400 <= answer.status_code < 500 or "There is a problem" in page, answer.status_code
    for value in typed.values():
        assert value in page if TYPED in value else True


def test_every_form_of_the_url_map_is_in_one_of_the_lists(client, sign_in):
    known = {*TYPED_INTO, *WITHOUT_TEXT}
    takes = set()
    for name, path in FORMS.items():
        if name.startswith("admin:"):
            continue
        sign_in("manager")
        client.raise_request_exception = False
        if client.post(path).status_code != 405:
            takes.add(name)
    assert takes - known == set(), "Say above what is typed into it, or why nothing is."
    assert known - takes == {"admin:index"}
