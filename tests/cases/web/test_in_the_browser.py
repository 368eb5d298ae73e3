"""The pages as a browser has them: nobody is shut out (axe), nothing runs off a phone, nothing is refused by the CSP.

Where there is a folder `test-results/pages`, each page leaves its picture in it.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from recognition.accounts.models import User
from recognition.clock import today
from tests.browser import RESULTS
from tests.cases.journey import Journey, on_b, user_of

pytestmark = pytest.mark.e2e
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
SHOTS = RESULTS / "pages"
WIDTHS = (320, 1280)
LONG = "Nitrosaminverunreinigungsgrenzwertüberschreitung" * 3


def ago(days: int) -> dict[str, object]:
    return {"day": today() - timedelta(days=days)}


@pytest.fixture
def look(new_page, live_server):
    """Opens a path as a person at both widths, and holds what every page has to keep."""
    page = new_page()
    said: list[str] = []
    problems: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))

    def open_(user: User, path: str, name: str, *, post: dict[str, str] | None = None, opened=False) -> None:
        _enter(page, live_server, user)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(path)
            if post is not None:
                for field, value in post.items():
                    page.fill(f"[name={field}]", value)
                page.click("main form .govuk-button-group button")
            if opened:
                page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
            _shoot(page, name, width)
            problems.extend(_wrong(page, name, width))

    yield open_
    problems += [text for text in said if "422" not in text and "409" not in text]
    assert problems == []


def _enter(page, live_server, user: User) -> None:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])


def _wrong(page, name: str, width: int) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth")
    found = Axe().run(page, options=RULES)
    faults = [f"{name} at {width}: {found.generate_report()}"] if found.violations_count else []
    return faults + ([f"{name} is {wide} wide at {width}"] if wide > width else [])


def _shoot(page, name: str, width: int) -> None:
    if SHOTS.is_dir():
        page.screenshot(path=SHOTS / f"{name}-{width}.png", full_page=True)


def test_a_request_is_sent_without_javascript(db, new_page, live_server):
    journey = on_b(**ago(91)).assessing().after(70)
    page = new_page(javascript=False)
    _enter(page, live_server, journey.people.user("lead"))
    page.goto(f"/cases/{journey.case.reference}/")
    page.click("summary:has-text('actions')")
    page.click("text=Request information")
    page.fill("[name=text_1]", "Which limit?")
    page.click("text=Add another point")
    page.select_option("[name=discipline_6]", "clinical")
    page.fill("[name=text_6]", "Which endpoint?")
    page.click("main form .govuk-button-group button")
    assert "Error: " in page.title()
    page.select_option("[name=discipline_1]", "quality")
    page.click("main form .govuk-button-group button")
    assert "The request has been sent to the company." in page.inner_text("main")
    assert [point.text for point in journey.case.information_requests.get().points.all()] == [
        "Which limit?",
        "Which endpoint?",
    ]


def test_the_worklist_full_filtered_and_empty(db, look):
    people = Journey().people
    manager = user_of("manager", first_name="Miriam", last_name="Okafor")
    look(manager, "/cases/", "worklist-empty")
    for journey in (Journey(**ago(30)).assessing(), Journey(**ago(60)).assessing(), on_b(**ago(91)).asked(),
                    Journey(**ago(3)).received(), Journey(**ago(2)).triaged(), on_b(**ago(200)).overdue(),
                    Journey(facts={"product_name": LONG}, **ago(40)).corrected()):  # fmt: skip
        journey.people = people
    look(manager, "/cases/?view=open", "worklist")
    look(
        manager,
        "/cases/?view=all&q=cardelin&clock=running&due=30&majors=on&state=assessing",
        "worklist-filtered",
        opened=True,
    )


def test_the_pages_of_a_case(db, look):
    case = on_b(**ago(151)).asked()
    lead = case.people.user("lead")
    for part in ("", "clock/", "route/", "application/", "assessment/", "documents/", "decision/", "history/"):
        look(lead, f"/cases/{case.case.reference}/{part}", f"case-{part.strip('/') or 'overview'}")
        look(lead, f"/cases/{case.case.reference}/{part}", f"case-{part.strip('/') or 'overview'}-open", opened=True)


def test_the_pages_of_acts(db, look):
    running = on_b(**ago(91)).assessing().after(70).objected()
    lead = running.people.user("lead")
    path = f"/cases/{running.case.reference}/"
    look(lead, f"{path}request-information/", "act-request-information")
    look(lead, f"{path}recommend-grant/", "act-blocked")
    look(lead, f"{path}revert/", "act-revert-blocked")
    look(lead, f"{path}withdraw/", "act-withdraw-error", post={"reason": " "})
    look(lead, f"{path}assign/", "act-assign")
    look(lead, f"{path}add-document/", "act-add-document")


def test_the_pages_of_validation_reply_and_signature(db, look):
    checked = Journey(**ago(21)).validating()
    look(checked.people.user("validator"), f"/cases/{checked.case.reference}/validate/", "act-validate-blocked")
    look(checked.people.user("validator"), f"/cases/{checked.case.reference}/request-correction/", "act-correction")
    asked = on_b(**ago(101)).asked()
    asked.after(10)
    look(asked.people.user("lead"), f"/cases/{asked.case.reference}/record-reply/", "act-record-reply")
    extend = f"/cases/{asked.case.reference}/extend-reply/"
    look(asked.people.user("lead"), extend, "act-extend-error", post={"reason": "Holidays."})
    signed = Journey(**ago(61)).recommended()
    sign = f"/cases/{signed.case.reference}/sign/"
    look(signed.people.user("signatory"), sign, "act-sign-error", post={"password": "wrong"})


def test_the_pages_of_a_stopped_clock_and_of_a_date(db, look):
    stopped, expired = on_b(**ago(101)).asked(), on_b(**ago(154)).overdue()
    manager = stopped.people.user("manager")
    Journey(facts={"product_name": LONG}, **ago(10)).corrected()
    look(manager, "/stops/", "stops")
    look(manager, f"/cases/{stopped.case.reference}/clock/", "clock-stopped")
    look(manager, f"/cases/{expired.case.reference}/clock/", "clock-expired")
    look(manager, f"/cases/{stopped.case.reference}/clock/decision/1/", "why-decision", opened=True)


def test_a_past_date_is_checked_before_it_is_corrected(db, look):
    received = Journey(**ago(20)).received()
    right = today() - timedelta(days=22)
    typed = {"on_day": str(right.day), "on_month": str(right.month), "on_year": str(right.year), "reason": "A receipt."}
    path = f"/cases/{received.case.reference}/correct-date/"
    look(received.people.user("manager"), path, "act-correct-date-form")
    look(received.people.user("manager"), path, "act-correct-date", post=typed, opened=True)
