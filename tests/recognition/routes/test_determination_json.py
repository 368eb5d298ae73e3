import json

import pytest

from recognition.routes.determination import as_json, hits_as_json

pytestmark = pytest.mark.unit


def test_the_replays_keys_come_first(judge):
    shown = as_json(judge({"comparator_source": "US", "rr_approval_date": "2024-03-02"}))

    assert {key: shown[key] for key in ("outcome", "hits", "flags", "rule_set")} == {
        "outcome": "B",
        "hits": ["B18"],
        "flags": ["boundary"],
        "rule_set": "irp 2026-06-1",
    }


def test_a_hit_says_rule_question_answer_effect_why_and_source(judge):
    assert hits_as_json(judge({"rr_approval_date": "2023-06-10"})) == [
        {
            "rule": "B00",
            "question": "rr_approval_date",
            "answer": "2023-06-10",
            "effect": "B",
            "why": "The reference approval is more than two years old on the day of submission.",
            "source": "[S7]",
        }
    ]


def test_every_rules_verdict_is_kept_and_is_plain_json(judge):
    shown = json.loads(json.dumps(as_json(judge({"comparator_source": None}))))

    assert len(shown["verdicts"]) == 43
    b18 = next(verdict for verdict in shown["verdicts"] if verdict["rule"] == "B18")
    assert (b18["verdict"], b18["answers"]) == ("unanswered", {"comparator_source": None, "legal_basis": "51"})
