"""Papers that staff add, many at once, and the next version of one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404

from cases.models import Document
from cases.operations.add_each_document import Outcome
from cases.operations.documents import MOST_AT_ONCE
from cases.web.papers import kinds_by_module
from recognition.files.arriving import is_too_large, too_large
from recognition.files.limits import TOO_LARGE, TOO_MUCH
from recognition.files.names import one_line

from .base import ActForm

HINT = "PDF, Word (.docx), Excel (.xlsx), PNG, JPEG or plain text, up to 200 MB."


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Every file that was chosen. What each is, the operation looks at."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given or [None]]


class FilesForm(ActForm):
    """What the upload handler has said of a file that was too large is said at the field that it was chosen in."""

    field_with_file = "papers"

    def clean(self) -> dict[str, Any]:
        request = self.asked.request
        said = [TOO_MUCH] if is_too_large(request) else [_said(name, TOO_LARGE) for name in too_large(request)]
        if said and not self.cleaned_data.get(self.field_with_file):
            self.errors.pop(self.field_with_file, None)
            for words in said:
                self.add_error(self.field_with_file, words)
        return self.cleaned_data

    def field_of(self, path: str) -> str | None:
        return super().field_of(self.field_with_file if path == "file" else path)


class DocumentForm(FilesForm):
    """Where a file was not added, the form comes back with what became of each, for the rest to be chosen again."""

    reads = "cases/acts/outcomes.html"
    kind = forms.ChoiceField()
    sequence = forms.CharField(
        required=False, label="Sequence (optional)", help_text="Four digits, such as 0001. Without one, the case's own."
    )
    title = forms.CharField(
        required=False,
        label="Title (optional)",
        help_text="What a colleague would look for. Without one, each paper bears the name of its file.",
    )
    papers = FilesField(
        label="Files",
        help_text=f"{HINT} Up to {MOST_AT_ONCE} at once if of one kind, each for itself.",
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcomes: list[Outcome] = []
        self.fields["kind"].choices = [("", "Select a kind"), *kinds_by_module()]  # type: ignore[attr-defined]

    def tell(self, result: Any) -> bool:
        self.outcomes = [*result, *(Outcome(name, TOO_LARGE) for name in too_large(self.asked.request))]
        for one in self.outcomes:
            if one.why and not one.is_here:
                self.add_error(self.field_with_file, _said(one.name, one.why))
        return any(one.why for one in self.outcomes)

    @property
    def has_added(self) -> bool:
        return any(not one.why for one in self.outcomes)

    def arguments(self) -> dict[str, Any]:
        return {("files" if name == "papers" else name): value for name, value in super().arguments().items()}


class ReplaceForm(FilesForm):
    field_with_file = "file"
    sequence = forms.CharField(
        required=False, label="Sequence (optional)", help_text="Four digits, such as 0001. Without one, the case's own."
    )
    title = forms.CharField()
    file = forms.FileField(help_text=HINT, allow_empty_file=True, max_length=250)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.older = self._older()
        self.fields["title"].initial = self.older.title

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "kind": self.older.kind_id, "replaces": self.older.pk}

    def _older(self) -> Document:
        about = self.asked.about
        key = int(about) if about.isascii() and about.isdigit() and len(about) < 19 else 0
        row = self.asked.application.documents.filter(pk=key).first()
        if row is None:
            raise Http404("There is no such document.")
        return row


def _said(name: str, why: str) -> str:
    return f"{one_line(name)}: {why}"
