"""The cases of the house by name, each brought to where it stands by its moves, with dates before today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile

from cases.operations.documents import add_document
from cases.operations.notes import add_note
from cases.operations.raise_information_request import raise_information_request
from recognition.clock import today
from tests.cases.journey import POINT, Journey, People, on_b

LONG = "Nitrosaminverunreinigungsgrenzwertüberschreitung" * 3


def _ago(people: People, days: int, **more: Any) -> dict[str, Any]:
    return {"people": people, "day": today() - timedelta(days=days), **more}


def _stopped(people: People) -> Journey:
    """With papers, an objection, a note and a request that stopped the clock ten days ago."""
    journey = on_b(**_ago(people, 101)).assessing().after(70).objected()
    letter = ContentFile(b"Dear company", "letter.txt")
    add_document(**journey.by("assessor"), kind="letter", title="A letter", file=letter)
    add_note(**journey.by("assessor"), text="The reference report is redacted on pages 40 to 52.")
    raise_information_request(**journey.by("lead"), points=[POINT])
    return journey.after(10)


CASES: dict[str, Callable[[People], Journey]] = {
    "stopped": _stopped,
    "overdue": lambda people: on_b(**_ago(people, 160)).overdue(),
    "running": lambda people: Journey(facts={"product_name": "Velmora 10 mg"}, **_ago(people, 40)).assessing(),
    "objected": lambda people: Journey(**_ago(people, 50)).assessing().objected(),
    "received": lambda people: Journey(**_ago(people, 3)).received(),
    "validating": lambda people: Journey(**_ago(people, 12)).validating(),
    "triage": lambda people: Journey(**_ago(people, 2)).triaged(),
    "eligible": lambda people: Journey(**_ago(people, 5)).filed(),
    "correction": lambda people: Journey(facts={"product_name": LONG}, **_ago(people, 30)).corrected(),
    "consulted": lambda people: Journey(**_ago(people, 60)).consulted(),
    "opined": lambda people: Journey(**_ago(people, 80)).opined(),
    "recommended": lambda people: Journey(**_ago(people, 61)).recommended(),
    "granted": lambda people: Journey(**_ago(people, 90)).granted(),
    "refused": lambda people: Journey(**_ago(people, 90)).refused(),
    "withdrawn": lambda people: Journey(**_ago(people, 20)).withdrawn(),
    "draft": lambda people: Journey(**_ago(people, 1)).drafted(),
}
