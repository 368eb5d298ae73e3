"""Debian's chromium for the browser's tests. One browser for all of them, a fresh profile for each."""

import os
from pathlib import Path

import pytest

RESULTS = Path("test-results")
QUIET = [
    "--no-sandbox",  # Chromium's own refuses to run as root, as it often does in CI.
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright  # Slow to import, and most runs need no browser.

    # Playwright's loop runs in this thread, so Django would take every query here for a mistake.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser, live_server, request):
    """Makes a page with a profile of its own: `javascript=False` for the people who have none."""
    contexts = []

    def make(*, javascript: bool = True):
        context = browser.new_context(base_url=live_server.url, java_script_enabled=javascript, locale="en-GB")
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield make
    for number, context in enumerate(contexts):
        if getattr(request.node, "failed", False):
            RESULTS.mkdir(exist_ok=True)
            for page in context.pages:
                page.screenshot(path=RESULTS / f"{request.node.name}-{number}.png", full_page=True)
        context.close()


@pytest.fixture
def page(new_page):
    return new_page()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Let the fixture above know that the test failed, for its screenshot."""
    report = yield
    if report.when == "call":
        item.failed = report.failed
    return report
