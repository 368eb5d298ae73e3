from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet

from recognition.forms import GovForm
from recognition.outbox.models import Message
from recognition.outbox.topics import in_words


class FilterForm(GovForm, forms.Form):
    """`?state=parked&topic=reminder&q=aldbrook`. A value nobody offers is left out, since an address may be old."""

    q = forms.CharField(label="Recipient or subject", max_length=200, required=False)

    state = forms.ChoiceField(required=False, choices=[("", "All"), *Message.State.choices])
    topic = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topics = list(Message.objects.order_by("topic").values_list("topic", flat=True).distinct())
        named = {in_words(topic): topic for topic in reversed(self.topics)}  # several may have the same words
        choices = [("", "All"), *((named[words], words) for words in sorted(named))]
        self.fields["topic"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def matching(self, messages: QuerySet[Message]) -> QuerySet[Message]:
        chosen = self.chosen
        found = messages.filter(_is_like(chosen.get("q", "")))
        if topic := chosen.get("topic"):
            found = found.filter(topic__in=[one for one in self.topics if in_words(one) == in_words(topic)])
        return found.filter(state=chosen["state"]) if "state" in chosen else found


def _is_like(text: str) -> Q:
    """Every word has to occur in the recipient's name or address, or in the subject."""
    found = Q()
    for word in text.split()[:10]:
        found &= Q(to__icontains=word) | Q(to_label__icontains=word) | Q(subject__icontains=word)
    return found


def counts(messages: QuerySet[Message]) -> list[dict[str, Any]]:
    """How many stand in each state, those with none included."""
    found = dict(messages.order_by().values_list("state").annotate(Count("id")))
    return [{"state": state, "label": label, "count": found.get(state, 0)} for state, label in Message.State.choices]
