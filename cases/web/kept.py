"""Unsaved long text of an act's page: brought back, kept by a button, and dropped once the act is done (ADR 0028)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from cases.operations.text_drafts import drop_text, keep_text
from cases.queries.text_drafts import Other, kept_text
from cases.workflow.refusals import InvalidInput
from recognition.clock import LONDON, now

from .act import Act
from .forms.base import ActForm, Asked

KEEP: Final = "keep"  # the button's name, for those without a script
DROP: Final = "drop"


def place_of(act: Act, asked: Asked) -> str:
    return f"{act.name}/{asked.about}" if asked.about else act.name


def long_fields(form: ActForm) -> list[str]:
    return [name for name, field in form.fields.items() if isinstance(field.widget, forms.Textarea)]


def brought_back(act: Act, asked: Asked, form: ActForm) -> dict[str, Any]:
    """What the page says of it. An unbound form begins with what was typed, on the version that it was typed over."""
    names = long_fields(form)
    if not names:
        return {}
    place, at = place_of(act, asked), now()
    kept = kept_text(asked.application, asked.actor, place, at=at)
    texts = {name: text for name, text in kept.texts.items() if name in names}
    fresh = not form.is_bound and bool(texts)
    if fresh:
        form.initial = {**form.initial, **texts, **({"version": kept.version} if kept.version else {})}
    for name in names:
        form.fields[name].widget.attrs["data-autosave"] = name
    return {
        "place": place,
        "brought_back": kept.saved_at.astimezone(LONDON) if fresh and kept.saved_at else None,
        "others_here": others_in_words(kept.others),
    }


def others_in_words(others: Iterable[Other]) -> str:
    words = [
        f"{one.name} {'is typing here' if one.types else 'has this open'}, since "
        f"{one.since.astimezone(LONDON):%H:%M on} {one.since.astimezone(LONDON).day} "
        f"{one.since.astimezone(LONDON):%B}."
        for one in others
    ]
    return " ".join(words)


def keep_for_later(act: Act, asked: Asked, form: ActForm) -> HttpResponse | None:
    """The answer to “Save and go on later” and to throwing away what was brought back; None for every other press."""
    request, case = asked.request, asked.application
    place = place_of(act, asked)
    if DROP in request.POST:
        drop_text(application=case, actor=asked.actor, place=place)
        messages.success(request, "What you had not saved has been thrown away.")
        return redirect(request.path)
    if KEEP not in request.POST:
        return None
    texts = {name: str(form.data.get(form.add_prefix(name), "")) for name in long_fields(form)}
    at = now()
    try:
        keep_text(
            application=case, actor=asked.actor, place=place, texts=texts, at=at,
            version=str(form.data.get("version", ""))[:20],
        )  # fmt: skip
    except InvalidInput as refused:
        form.is_valid()
        form.say(refused)
        return None
    messages.success(request, f"Saved {at.astimezone(LONDON):%H:%M}. Only you see it until you finish.")
    return redirect(request.path)


def done_with(act: Act, asked: Asked) -> None:
    drop_text(application=asked.application, actor=asked.actor, place=place_of(act, asked))
