"""The browser's fixtures reach the site."""

import pytest

pytestmark = pytest.mark.e2e


def test_chromium_opens_a_page_of_the_site(page):
    answer = page.goto("/healthz")

    assert answer.status == 200
    assert page.inner_text("body").strip() == "ok"


def test_a_page_without_javascript_has_none(new_page):
    page = new_page(javascript=False)

    page.goto("data:text/html,<title>before</title><script>document.title = 'after'</script>")

    assert page.title() == "before"
