"""A version beside an earlier one, word by word: what the second person reads before publishing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from cases.models import LetterTemplate
from recognition.routes.admin.compare import marked
from recognition.routes.comparison import Change

from .access import show, template_for

COMPARED = {"name": "Name", "kind": "Kind", "subject": "Subject", "body": "Body"}


class VersionsForm(forms.Form):
    before = forms.ModelChoiceField(LetterTemplate.objects.none(), label="Compare with", empty_label=None)

    def __init__(self, row: LetterTemplate, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["before"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = LetterTemplate.objects.filter(code=row.code).exclude(pk=row.pk)


def compare(request: HttpRequest, pk: int) -> HttpResponse:
    row = template_for(request, pk)
    given = request.GET.dict()
    versions = LetterTemplate.objects.filter(code=row.code).exclude(pk=row.pk)
    newest = versions.filter(pk__lt=row.pk).order_by("-pk").first() or versions.first()
    if "before" not in given and newest is not None:
        given["before"] = str(newest.pk)
    form = VersionsForm(row, given)
    context: dict[str, Any] = {"form": form, "alone": newest is None}
    if newest is not None and form.is_valid():
        before = form.cleaned_data["before"]
        context |= {"before": before, "differences": differences(before, row)}
    return show(request, "compare", f"Compare {row}", row, **context)


def differences(before: LetterTemplate, after: LetterTemplate) -> list[dict[str, Any]]:
    """Of each field that differs, both texts in runs of words, each with whether it differs."""
    found = []
    for name, label in COMPARED.items():
        old, new = str(getattr(before, name)), str(getattr(after, name))
        if old != new:
            old_marks, new_marks = marked(Change(label, _apart(old), _apart(new)))
            found.append({"field": label, "before": old_marks, "after": new_marks})
    return found


def _apart(text: str) -> str:
    """A line's end is a word of its own, so that it is not part of the words beside it."""
    return text.replace("\r\n", "\n").replace("\n", " \n ")
