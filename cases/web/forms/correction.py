"""One answer put right: the question in its own words, what it says now, and what it should say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404

from cases.queries.answers import answers_of
from cases.queries.case_page import questions
from cases.queries.worklist_rows import known_regulators
from cases.web.answers import in_words
from recognition.forms import GovDateField
from recognition.routes.models import Question

from .base import ActForm, long_text

MOST_RADIOS = 8
YES_OR_NO = [("yes", "Yes"), ("no", "No")]
NOT_ANSWERED = ("", "Not answered")


class CorrectionForm(ActForm):
    """Left empty, the answer is taken back."""

    reason = long_text("Why it is corrected", "It is recorded with the correction.", rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        question = questions(self.asked.application).filter(code=self.asked.about).first()
        if question is None:
            raise Http404("There is no such question.")
        self.question = question
        given = answers_of(self.asked.application).get(question.code)
        field = field_for(question)
        now = in_words(given, question) or "Not answered"
        field.help_text = f"Now: {now}. {_how(question)}"
        self.fields = {"answer": field, **self.fields}
        self.initial["answer"] = _initial(question, given)

    def arguments(self) -> dict[str, Any]:
        value = self.cleaned_data["answer"]
        return {"changes": {self.question.code: value_of(self.question, value)}, "reason": self.cleaned_data["reason"]}

    def field_of(self, path: str) -> str | None:
        return "answer" if path == f"facts/{self.question.code}" else super().field_of(path)

    def said(self) -> list[tuple[str, str]]:
        """For the check before it is done: each field's label, and what was typed."""
        value = self.arguments()["changes"][self.question.code]
        plain = value.isoformat() if hasattr(value, "isoformat") else value
        answer = in_words(plain, self.question) or "Not answered"
        return [(self.question.wording, answer), ("Why it is corrected", self.cleaned_data["reason"])]


def field_for(question: Question) -> forms.Field:
    """A field of the question's kind. What is wrong with a value beyond that is the operation's to say."""
    label = question.wording
    if question.kind == Question.Kind.DATE:
        return GovDateField(label=label, required=False)
    if question.kind == Question.Kind.BOOLEAN:
        return _choice(label, YES_OR_NO)
    choices = [(str(code), str(words)) for code, words in question.choices]
    if question.code == "rr_code":
        choices = known_regulators()
    if choices:
        return _choice(label, choices)
    rows = {Question.Kind.TEXT_LIST: 5, Question.Kind.TEXT: 2}.get(Question.Kind(question.kind), 0)
    return forms.CharField(label=label, required=False, widget=forms.Textarea({"rows": rows}) if rows else None)


def _choice(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    few = len(choices) <= MOST_RADIOS
    widget = forms.RadioSelect if few else forms.Select
    return forms.ChoiceField(label=label, choices=[*choices, NOT_ANSWERED], required=False, widget=widget)


def _how(question: Question) -> str:
    return "One to a line." if question.kind == Question.Kind.TEXT_LIST else ""


def _initial(question: Question, given: Any) -> Any:
    if isinstance(given, bool):
        return "yes" if given else "no"
    if isinstance(given, list):
        return "\n".join(given)
    if question.kind == Question.Kind.DATE and given:
        return forms.DateField().to_python(given)
    return "" if given is None else str(given)


def value_of(question: Question, typed: Any) -> Any:
    """As the operation takes it: None for what was left empty, and as typed where it is not of the kind."""
    if typed in (None, ""):
        return None
    if question.kind == Question.Kind.BOOLEAN:
        return typed == "yes"
    if question.kind == Question.Kind.TEXT_LIST:
        return [line.strip() for line in typed.splitlines() if line.strip()]
    if question.kind == Question.Kind.INTEGER and typed.strip().isdecimal():
        return int(typed)
    return typed
