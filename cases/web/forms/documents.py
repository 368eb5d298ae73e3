"""Papers that staff add, many at once, and the next version of one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404

from cases.models import Document
from cases.web.papers import kinds_by_module
from recognition.files.limits import TOO_LARGE

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
        if getattr(self.asked.request, "file_too_large", False):
            self.errors.pop(self.field_with_file, None)
            self.add_error(self.field_with_file, TOO_LARGE)
        return self.cleaned_data

    def field_of(self, path: str) -> str | None:
        return super().field_of(self.field_with_file if path == "file" else path)


class DocumentForm(FilesForm):
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
        help_text=f"{HINT} Several at once if of one kind: all are added, or none.",
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Select a kind"), *kinds_by_module()]  # type: ignore[attr-defined]

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
