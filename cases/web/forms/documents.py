from __future__ import annotations

from django import forms

from .base import ActForm

KINDS = [
    "Application form",
    "Reference assessment report",
    "Reference approval",
    "Differences from the reference dossier",
    "Product information",
    "Validation",
    "Assessment report",
    "Reply to a request",
    "Commission's advice",
    "Letter",
    "Other",
]


class DocumentForm(ActForm):
    kind = forms.ChoiceField(choices=[("", "Select a kind"), *((kind, kind) for kind in KINDS)])
    title = forms.CharField(help_text="What a colleague would look for.")
    file = forms.FileField(
        help_text="PDF, Word (.docx) or plain text, up to 20 MB.", allow_empty_file=True, max_length=250
    )
