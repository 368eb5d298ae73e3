"""The formatted part of a mail says what its text says, and does nothing."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string

from recognition.outbox.formatted import formatted

pytestmark = pytest.mark.unit
SITE = "https://recognition.example.org"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></style><svg onload=alert(1)>",
    "javascript:alert(1)",
    "https://evil.example/sign-in",
    "www.evil.example",
    "https://recognition.example.org.evil.example/",
    f'{SITE}/"onmouseover="alert(1)',
    f"{SITE}/'><script>alert(1)</script>",
    "{{ settings.SECRET_KEY }}{% debug %}",
]


def test_paragraphs_lists_and_line_breaks_are_kept():
    html = formatted("Dear Dana,\n\nDates now:\n- Decision: 1 May\n- Reply: 2 May\n\nYours\nthe regulator", site=SITE)

    plain = re.sub(r' style="[^"]*"', "", html)
    assert plain == (
        "<p>Dear Dana,</p>\n<p>Dates now:</p>\n<ul><li>Decision: 1 May</li><li>Reply: 2 May</li></ul>\n"
        "<p>Yours<br>the regulator</p>"
    )


def test_an_address_of_this_service_is_a_link():
    html = formatted(f"Open the case: {SITE}/cases/IRP-2026-000017/ now", site=SITE)

    assert f'href="{SITE}/cases/IRP-2026-000017/">{SITE}/cases/IRP-2026-000017/</a> now' in html


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    html = formatted(f"The product {text} was named.", site=SITE)

    assert set(re.findall(r"<(\w+)", html)) <= {"p", "a"}
    assert all(target.startswith(f"{SITE}/") for target in re.findall(r'href="([^"]*)"', html))
    assert not re.search(r"<[^>]*\son\w+\s*=", html)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_the_subject_stays_text(text):
    html = render_to_string("emails/base.html", {"subject": text, "body": text})

    assert set(re.findall(r"<(\w+)", html)) <= {"html", "head", "meta", "title", "body", "div", "h1", "p", "a"}
    assert html.count("<title>") == html.count("</title>") == 1


def test_a_mail_fetches_nothing():
    html = render_to_string("emails/base.html", {"subject": "A reminder", "body": "Please reply."})

    assert not re.search(r"\b(src|background|srcset|poster)\s*=|url\(|@import|<link|<script|<img", html)
