"""A life that is only tried: its facts, its events, and the day on which the answer is to be true."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.forms.utils import ErrorDict

from cases.models.consultation import Consultation
from cases.models.decision import Decision
from cases.replay.vocabulary import EVENTS, NEEDS, POLICIES
from recognition.forms import GovDateField, GovForm
from recognition.routes.models import Question

from .correction import field_for, value_of

MOST = 60
PARTS: Final = ("on", "event", "route", "until", "advice", "grounds", "reason")
MORE: Final = PARTS[2:]
WORDS: Final = {name: name.replace("_", " ").capitalize() for name in EVENTS}
MISSING: Final = {
    "route": "Select the route that was decided",
    "until": "Enter the new date for the reply",
    "advice": "Select the advice",
    "grounds": "Select the grounds of the refusal",
}
ROUTES: Final = [("A", "A"), ("B", "B"), ("NOT_ELIGIBLE", "Not eligible")]
POLICY_WORDS: Final = {
    "age_boundary": "An approval exactly at the age limit",
    "resume_counts_reply_day": "The day of the reply counts as stopped",
    "reversion": "A reversion",
    "statutory_from": "The statutory date counts from",
}


class TimetableForm(GovForm, forms.Form):
    """Unchecked where only a row is added or taken away: what was typed stays as it was typed."""

    as_of = GovDateField(label="True on", required=False, help_text="Left empty: the day of the last event.")

    def __init__(self, *args: Any, questions: Iterable[Question], unchecked: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        self.unchecked = unchecked
        self.count = _count(self.data.get("rows"))
        for question in self.questions:
            self.fields[f"fact_{question.code}"] = field_for(question)
        for name, choices in POLICIES.items():
            field = forms.ChoiceField(label=POLICY_WORDS[name], required=False)
            field.choices = [("", "As the rules say"), *((one, one.strip('"').replace("_", " ")) for one in choices)]
            self.fields[f"policy_{name}"] = field
        for n in range(1, self.count + 1):
            self.fields |= _event_fields(n)

    def full_clean(self) -> None:
        if self.unchecked:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        before = None
        for n in range(1, self.count + 1):
            self._check_event(n, given)
            on = given.get(f"on_{n}")
            if on and before and on < before:
                self.add_error(
                    f"on_{n}", f"Event {n} comes before the one above it. Put them in the order of their dates"
                )
            before = on or before
        return given

    def _check_event(self, n: int, given: Mapping[str, Any]) -> None:
        name, on = given.get(f"event_{n}"), given.get(f"on_{n}")
        if name and not on and f"on_{n}" not in self.errors:
            self.add_error(f"on_{n}", f"Enter the date of event {n}")
        if on and not name:
            self.add_error(f"event_{n}", f"Select what happened, or take event {n} away")
        for part in NEEDS.get(str(name), ()):
            if not given.get(f"{part}_{n}"):
                self.add_error(f"{part}_{n}", f"{MISSING[part]} of event {n}")

    def sections(self) -> list[tuple[str, list[BoundField], bool]]:
        """For the template: the questions by section, and whether one of them is wrong."""
        found: dict[str, list[BoundField]] = {}
        for question in self.questions:
            found.setdefault(question.section, []).append(self[f"fact_{question.code}"])
        return [(name, fields, any(field.errors for field in fields)) for name, fields in found.items()]

    def policies(self) -> list[BoundField]:
        return [self[f"policy_{name}"] for name in POLICIES]

    def events(self) -> list[tuple[int, list[BoundField], list[BoundField], bool]]:
        """Number, what every event has, what some need, and whether that has to stand open."""
        rows = []
        for n in range(1, self.count + 1):
            more = [self[f"{part}_{n}"] for part in MORE]
            is_open = any(field.errors or field.value() not in (None, "", [None] * 3, ["", "", ""]) for field in more)
            rows.append((n, [self[f"on_{n}"], self[f"event_{n}"]], more, is_open))
        return rows

    def scenario(self) -> dict[str, Any]:
        """As a file would hold it, so that it is read by the same door."""
        given = self.cleaned_data
        facts = {question.code: value_of(question, given[f"fact_{question.code}"]) for question in self.questions}
        plain = {code: getattr(value, "isoformat", lambda v=value: v)() for code, value in facts.items()}
        events = [self._event(n) for n in range(1, self.count + 1) if given.get(f"event_{n}")]
        policy = {name: given[f"policy_{name}"] for name in POLICIES if given[f"policy_{name}"]}
        return {
            "facts": {code: value for code, value in plain.items() if value is not None},
            "events": events,
            "policy": {name: {"true": True, "false": False}.get(one, one.strip('"')) for name, one in policy.items()},
            **({"as_of": given["as_of"].isoformat()} if given["as_of"] else {}),
        }

    def _event(self, n: int) -> dict[str, str]:
        given = {part: self.cleaned_data.get(f"{part}_{n}") for part in PARTS}
        kept = {part: value for part, value in given.items() if value}
        return {part: getattr(value, "isoformat", lambda v=value: str(v))() for part, value in kept.items()}


class PasteForm(GovForm, forms.Form):
    scenario = forms.CharField(
        label="A scenario as JSON",
        help_text="As the replay command reads it: facts, events, and if you like policy and as_of.",
        widget=forms.Textarea({"rows": 8, "spellcheck": "false"}),
        error_messages={"required": "Paste a scenario, or fill in the form below"},
    )


def _count(raw: Any) -> int:
    text = str(raw or "")
    return min(max(int(text), 1), MOST) if text.isdecimal() and len(text) < 4 else 3


def _event_fields(n: int) -> dict[str, forms.Field]:
    def choice(label: str, choices: Iterable[tuple[str, str]]) -> forms.ChoiceField:
        return forms.ChoiceField(label=label, choices=[("", ""), *choices], required=False)

    return {
        f"on_{n}": GovDateField(label="Date", required=False),
        f"event_{n}": choice("What happens", WORDS.items()),
        f"route_{n}": choice("Route decided", ROUTES),
        f"until_{n}": GovDateField(label="New date for the reply", required=False),
        f"advice_{n}": choice("Advice", [(str(code), str(words)) for code, words in Consultation.Advice.choices]),
        f"grounds_{n}": choice("Grounds", [(str(code), str(words)) for code, words in Decision.Grounds.choices]),
        f"reason_{n}": forms.CharField(label="Reason", required=False, max_length=500),
    }
