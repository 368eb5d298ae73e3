"""Every scenario holds: each is a life under the law and the guidance, with the dates that must come out."""

import json
from pathlib import Path

import pytest

from cases.replay import play
from cases.replay.play import replay
from cases.replay.scenario import read
from cases.workflow.keep_stages import kept_wrongly
from recognition.clock import today

FILES = sorted(Path(__file__).parent.glob("scenarios/*.json"))
KEYS = {"deadlines": ("code",), "reminders": ("deadline", "step"), "refused": ("event", "on")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_dates_and_the_route_come_out(db, path):
    expected = json.loads(path.read_text())["expect"]

    answer = replay(read(path), today=today())

    assert _named(answer, expected) == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_kept_of_stages_that_are_over_is_what_the_record_gives(db, path, monkeypatch):
    kept = []
    monkeypatch.setattr(play, "answer", lambda case, *_: kept.append(kept_wrongly([case.pk])) or {})

    replay(read(path), today=today())

    assert kept == [[]]


def _named(answer, expected):
    """The part of the answer that the scenario names."""
    if isinstance(expected, dict):
        return {
            key: _rows(answer[key], value, KEYS[key]) if key in KEYS else _named(answer[key], value)
            for key, value in expected.items()
        }
    return answer


def _rows(rows, expected, key):
    by_key = {tuple(row[name] for name in key): row for row in rows}
    if not expected:
        return rows
    return [_named(by_key.get(tuple(row[name] for name in key), {}), {k: row[k] for k in row}) for row in expected]
