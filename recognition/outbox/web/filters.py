from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Count, QuerySet

from recognition.forms import GovForm
from recognition.outbox.models import Message


class FilterForm(GovForm, forms.Form):
    """`?state=parked&topic=reminder`. A value nobody offers is left out, since an address may be old."""

    state = forms.ChoiceField(required=False, choices=[("", "All"), *Message.State.choices])
    topic = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = Message.objects.order_by("topic").values_list("topic", flat=True).distinct()
        self.fields["topic"].choices = [("", "All"), *((topic, in_words(topic)) for topic in topics)]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def matching(self, messages: QuerySet[Message]) -> QuerySet[Message]:
        return messages.filter(**self.chosen)


def counts() -> list[dict[str, Any]]:
    """How many stand in each state, those with none included."""
    found = dict(Message.objects.order_by().values_list("state").annotate(Count("id")))
    return [{"state": state, "label": label, "count": found.get(state, 0)} for state, label in Message.State.choices]


def in_words(name: str) -> str:
    return name.replace("_", " ").capitalize()
