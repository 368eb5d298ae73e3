"""What the documents of a case are narrowed to, all of it in the address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django import forms

from cases.models import Document
from recognition.routes.models import DocumentKind

from .narrowing import NarrowingForm

MODULES: Final = [("", "All"), *((str(number), name) for number, name in DocumentKind.Module.choices)]
SOURCES: Final = [("", "Anybody"), ("company", "The company"), ("staff", "Staff")]
HIDDEN: Final = "hidden"


class DocumentsForm(NarrowingForm):
    """Each value is held against the newest version of a document; the earlier ones go with it. Of the kinds, those
    are offered of which the case has one."""

    module = forms.ChoiceField(required=False, choices=MODULES)
    kind = forms.ChoiceField(required=False)
    scan = forms.ChoiceField(required=False, choices=[("", "Any"), *Document.Scan.choices])
    source = forms.ChoiceField(label="From", required=False, choices=SOURCES)
    replaced = forms.ChoiceField(
        label="Replaced versions", required=False, choices=[("", "Shown, folded"), (HIDDEN, "Not shown")]
    )

    def __init__(self, *args: Any, rows: Iterable[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = {row.kind_id: row.kind for row in rows}
        found = sorted(kinds.values(), key=lambda kind: (kind.module, kind.order, kind.code))
        self.fields["kind"].choices = [("", "All"), *((kind.code, kind.name) for kind in found)]  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def hides_replaced(self) -> bool:
        return self.cleaned_data.get("replaced") == HIDDEN

    def takes(self, row: Document) -> bool:
        has = {
            "module": str(row.kind.module),
            "kind": row.kind_id,
            "scan": row.scan,
            "source": "company" if row.from_company else "staff",
        }
        return all(self.cleaned_data.get(name) in ("", None, value) for name, value in has.items())
