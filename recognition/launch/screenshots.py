"""`make screenshots`: pictures of the main pages, from the demonstration that runs at PORT, into docs/screenshots."""

import os
from pathlib import Path
from typing import Any, Final
from urllib.error import URLError
from urllib.request import urlopen

from recognition.launch import places
from recognition.launch.stop import Stop
from recognition.launch.testing import CHROMIUM

FOLDER: Final = places.ROOT / "docs" / "screenshots"
PASSWORD: Final = "recognition"
DESK, LONG, PHONE = ({"width": width, "height": height} for width, height in ((1280, 900), (1280, 1600), (320, 640)))
STOPPED: Final = "/cases/?view=open&clock=stopped"
# By person: the picture's name, its address, and what it is seen through. `{case}` is the first stopped case.
PAGES: Final = {
    "lead": [
        ("my-work", "/work/", DESK),
        ("worklist", "/cases/?view=open", DESK),
        ("search", "/search/?q=rivaroxaban", DESK),
        ("case", "{case}", LONG),
        ("clock", "{case}clock/", LONG),
        ("assessment", "{case}assessment/quality/", DESK),
        ("requests", "{case}requests/", DESK),
        ("letters", "{case}letters/", DESK),
        ("my-work-phone", "/work/", PHONE),
        ("case-phone", "{case}", PHONE),
    ],
    "manager": [("team", "/team/", DESK), ("performance", "/performance/", DESK)],
}


def screenshots(arguments: list[str]) -> int:
    from playwright.sync_api import sync_playwright  # only this command needs a browser

    port = os.environ.get("PORT", "8000")
    site = f"http://127.0.0.1:{port}"
    try:
        urlopen(f"{site}/healthz").close()
    except URLError:
        raise Stop(f"Nothing answers at {site}: start the demonstration first, PORT={port} make run.") from None
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        for person, pages in PAGES.items():
            _taken(browser, site, person, pages)
        browser.close()
    return 0


def _taken(browser: Any, site: str, person: str, pages: list[tuple[str, str, Any]]) -> None:
    page = browser.new_context(viewport=DESK, reduced_motion="reduce").new_page()
    page.goto(f"{site}/sign-in/")
    page.fill("[name=username]", person)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda url: "sign-in" not in url)
    page.goto(f"{site}{STOPPED}")
    case = page.locator("main a[href^='/cases/IRP-']").first.get_attribute("href")
    for name, address, window in pages:
        page.set_viewport_size(window)
        answer = page.goto(site + address.format(case=case))
        if answer is None or not answer.ok:
            raise Stop(f"{address} did not answer with a page, so there is no picture of it.")
        _kept(page, FOLDER / f"{name}.png")


def _kept(page: Any, path: Path) -> None:
    page.evaluate("document.fonts.ready")
    path.write_bytes(page.screenshot(animations="disabled", caret="hide"))
    print(path.relative_to(places.ROOT), f"{os.path.getsize(path) // 1024} KB")
