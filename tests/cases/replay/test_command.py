"""The command as its users call it: JSON on one hand, one line that helps and status 2 on the other."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from cases.models import Application
from recognition.audit.models import Entry

SCENARIOS = Path(__file__).parent / "scenarios"
ONE = SCENARIOS / "no-stop-on-a.json"


def _run(*arguments):
    out, err = StringIO(), StringIO()
    try:
        call_command("replay", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as end:
        return end.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_one_file_gives_one_object(db):
    _, out, _ = _run(ONE)
    assert json.loads(out)["route"] == "A"


def test_several_files_give_an_object_a_line_in_their_order(db):
    _, out, _ = _run(ONE, SCENARIOS / "comparator-from-the-us.json")
    assert [json.loads(line)["route"] for line in out.splitlines()] == ["A", "B"]


def test_nothing_is_stored(db):
    _run(ONE)
    assert (Application.objects.count(), Entry.objects.filter(subject_type="application").count()) == (0, 0)


def test_as_of_shows_an_earlier_day(db):
    _, out, _ = _run(ONE, "--as-of", "2026-02-10")
    answer = json.loads(out)
    assert (answer["clock"]["days_used"], [row["code"] for row in answer["deadlines"]].count("information_reply")) == (
        8,
        0,
    )


FAULTS = {
    "not json": ("{", "is not JSON in UTF-8"),
    "a list": ("[]", "one JSON object"),
    "an unknown key": ({"facts": {}, "evnts": []}, "evnts"),
    "an unknown event": ({"events": [{"on": "2026-03-02", "event": "arrived"}]}, "events[0].event"),
    "a wrong date": ({"events": [{"on": "2026-02-30", "event": "submitted"}]}, "events[0].on"),
    "a year that deadlines would leave": ({"events": [{"on": "9999-12-30", "event": "submitted"}]}, "events[0].on"),
    "no order": (
        {"events": [{"on": "2026-03-02", "event": "submitted"}, {"on": "2026-03-01", "event": "validated"}]},
        "events[1].on",
    ),
    "an unknown policy": ({"policy": {"reversal": 1}}, "policy.reversal"),
    "a policy's wrong value": ({"policy": {"resume_counts_reply_day": "yes"}}, "policy.resume_counts_reply_day"),
    "an unknown fact": ({"facts": {"rr_cod": "US-FDA"}}, "facts.rr_cod"),
    "a fact's wrong type": ({"facts": {"atmp": "perhaps"}}, "facts.atmp"),
    "no date of extension": ({"events": [{"on": "2026-03-02", "event": "extension_granted"}]}, "events[0].until"),
    "a day before the rules": ({"events": [{"on": "2019-03-02", "event": "submitted"}]}, "2019-03-02"),
    "deep nesting": ("[" * 100_000, ""),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_file_that_is_not_of_this_form_gets_one_line_and_status_2(db, tmp_path, fault):
    content, place = FAULTS[fault]
    path = tmp_path / "scenario.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    code, out, err = _run(path)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert str(path) in err
    assert place in err


def test_a_missing_file_is_said(db, tmp_path):
    code, _, err = _run(tmp_path / "none.json")
    assert (code, "No such file" in err) == (2, True)
