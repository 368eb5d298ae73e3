"""Answers that a rule compares with, typed and shown plainly: `yes`, `POM`, `UK, EU, EEA`, never as JSON."""

from __future__ import annotations

import re
from typing import Any, Final

from django import forms

from ..fact_values import Unfit, typed
from ..models import Condition, Question
from ..operators import NOT_OLDER, OLDER
from ..spec import QuestionSpec
from .help import help_for

YES_OR_NO: Final = {"yes": True, "true": True, "no": False, "false": False}
LISTS: Final = ("in", "not in")


class PlainValueField(forms.CharField):
    widget = forms.Textarea(attrs={"rows": 2, "cols": 24})

    def prepare_value(self, value: Any) -> Any:
        if value is None:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        return ", ".join(map(str, value)) if isinstance(value, list) else str(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class ChoicesField(forms.CharField):
    """A question's possible answers, one a line: `POM: Prescription only`."""

    widget = forms.Textarea(attrs={"rows": 5})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(f"{code}: {words}" for code, words in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = [line.strip() for line in str(value or "").splitlines() if line.strip()]
        if wrong := [line for line in lines if not re.fullmatch(r"[^:]+:\s*\S.*", line)]:
            raise forms.ValidationError(
                f"Write “{wrong[0]}” as a code, a colon and its words, like POM: Prescription only."
            )
        return [[part.strip() for part in line.split(":", 1)] for line in lines]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((initial or []) != self.to_python(data))

    def clean(self, value: Any) -> Any:
        return self.to_python(value)


class ConditionForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes no argument when it runs
    value = PlainValueField(required=False, help_text=help_for("condition", "value"))

    class Meta:
        model = Condition
        fields = ("part", "question", "operator", "value")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        question, operator = given.get("question"), given.get("operator")
        if question is not None and operator and "value" in given:
            try:
                given["value"] = compared_with(str(given["value"]), str(operator), question)
            except Unfit as fault:
                self.add_error("value", f"With “{question.code} {operator}”, the value {fault}.")
        return given


class QuestionForm(forms.ModelForm):  # type: ignore[type-arg]
    choices = ChoicesField(required=False, help_text=help_for("question", "choices"))
    value_when_unanswered = PlainValueField(required=False, help_text=help_for("question", "value_when_unanswered"))

    class Meta:
        model = Question
        fields = "__all__"  # noqa: DJ007  # every field of a question is for the administrator

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        text = str(given.get("value_when_unanswered") or "")
        kind = str(given.get("kind", ""))
        try:
            given["value_when_unanswered"] = single(text, kind) if text or self._is_empty_text(given) else None
        except Unfit as fault:
            self.add_error("value_when_unanswered", f"It {fault}.")
        return given

    def _is_empty_text(self, given: dict[str, Any]) -> bool:
        """An optional text that nobody gave counts as an empty one."""
        return bool(given.get("is_optional")) and given.get("kind") == Question.Kind.TEXT


def compared_with(text: str, operator: str, question: Question) -> Any:
    """The condition's value as it is stored. Raises Unfit in words."""
    if operator == Condition.Operator.NOT_RECOGNISED:
        if text:
            raise Unfit("stays empty: the register of regulators is asked")
        return None
    if operator in (OLDER, NOT_OLDER):
        return single(text, Question.Kind.INTEGER)
    if operator in LISTS:
        parts = [part.strip() for part in re.split(r"[,\n]", text) if part.strip()]
        if not parts:
            raise Unfit("should be one or more answers with commas between them")
        return [single(part, question.kind) for part in parts]
    return single(text, question.kind, tuple(code for code, _ in question.choices))


def single(text: str, kind: str, choices: tuple[str, ...] = ()) -> Any:
    """One answer as JSON holds it. A date stays text."""
    if kind == Question.Kind.BOOLEAN:
        if text.casefold() not in YES_OR_NO:
            raise Unfit("should be yes or no")
        return YES_OR_NO[text.casefold()]
    if kind == Question.Kind.TEXT_LIST:
        return [part.strip() for part in re.split(r"[,\n]", text) if part.strip()]
    if kind == Question.Kind.TEXT:
        return text
    is_number = kind == Question.Kind.INTEGER and re.fullmatch(r"-?\d{1,9}", text, re.ASCII)
    value = typed(int(text) if is_number else text, QuestionSpec("value", kind, choices=choices))
    if not text:
        raise Unfit("is missing")
    return text if kind == Question.Kind.DATE else value
