from __future__ import annotations

from django import forms
from django.forms.widgets import Input

OURS: dict[type[forms.Widget], str] = {
    forms.RadioSelect: "workplace/forms/radios.html",
    forms.Select: "workplace/forms/select.html",
    forms.CheckboxSelectMultiple: "workplace/forms/checkboxes.html",
}
CHOSEN = (forms.FileInput, forms.Select, forms.RadioSelect, forms.CheckboxSelectMultiple)
WHOLE = frozenset({"a", "an", "the", "your", "what", "why", "how", "who", "when", "where", "which"})
CLASSES: dict[type[forms.Widget], str] = {
    forms.Textarea: "govuk-textarea",
    forms.Select: "govuk-select",
    forms.FileInput: "govuk-file-upload",
    forms.CheckboxInput: "govuk-checkboxes__input",
    Input: "govuk-input",
}


def dress(name: str, field: forms.Field) -> None:
    """Our templates, and a message that says what to do: "Enter the reason", "Select a route"."""
    field.widget.template_name = OURS.get(type(field.widget), field.widget.template_name)
    field.label = name.replace("_", " ").capitalize() if field.label is None else field.label
    if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
        field.error_messages["required"] = _what_to_do(field.widget, str(field.label))
    if isinstance(field.widget, forms.Textarea):
        field.widget.attrs.pop("maxlength", None)  # the count warns; a pasted text is not cut off in silence
        field.widget.attrs |= {"rows": 5} if field.widget.attrs.get("rows") == "10" else {}


def class_of(widget: forms.Widget, *, wrong: bool) -> str:
    """The GOV.UK class of a widget's input, with its error variant."""
    own = next((name for kind, name in CLASSES.items() if isinstance(widget, kind)), "")
    marked = wrong and own and not isinstance(widget, forms.CheckboxInput)
    return f"{own} {own}--error" if marked else own


def _what_to_do(widget: forms.Widget, label: str) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return f"Tick “{label}” to go on"
    return f"Select {_article(label, 'a')}" if isinstance(widget, CHOSEN) else f"Enter {_article(label, 'the')}"


def _article(label: str, article: str) -> str:
    """A label that is a clause, or has its own article, stays as it is; of several things none is "a"."""
    text, first, last = _in_a_sentence(label), label.split(" ")[0].lower(), label.split(" ")[-1]
    if first in WHOLE:
        return text
    if article == "a" and last.endswith("s"):
        return f"the {text}"
    return f"an {text}" if article == "a" and text[:1] in "aeiou" else f"{article} {text}"


def _in_a_sentence(label: str) -> str:
    """The label without its capital, unless it begins with an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
