"""How long the demonstration takes to load: once, because it loads into an empty database only."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from cases.demo.load import load
from cases.demo.send import send_all
from cases.models import Application
from recognition.audit.models import Entry
from recognition.clock import now

from .measure import Figure, say, seconds


def demonstration() -> Iterator[Figure]:
    if Application.objects.exists():
        say("(The demonstration is there already: its loading is not measured.)")
        return
    sent: list[int] = []
    played = seconds(lambda: load(now=now(), stream=sys.stderr))
    mailed = seconds(lambda: sent.append(send_all(sys.stderr)))
    entries = f"{Entry.objects.count():,} entries"
    yield Figure("load_demo: the past of 60 cases played (once)", played, "s", note=entries)
    yield Figure("load_demo: its mails sent (once)", mailed, "s", note=f"{sent[0]:,} mails")
    yield Figure("load_demo in all", played + mailed, "s", 60)
