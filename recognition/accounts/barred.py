"""What a person may not read of the outbox although they oversee it. Whoever knows says so when the application starts.

The things are named as messages and the record name them: by type, and by the key as text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from .models import User

_rules: dict[str, tuple[Callable[[User], QuerySet[Any]], Callable[[User], list[str]]]] = {}


def bar(subject_type: str, keys: Callable[[User], QuerySet[Any]], labels: Callable[[User], list[str]]) -> None:
    """`keys` are a person's barred ones as a query of one column, `labels` what people call them."""
    _rules[subject_type] = keys, labels


def open_to(user: User) -> Q:
    """Rows with a `subject_type` and a `subject_id` that the person may read."""
    found = Q()
    for subject_type, (keys, _) in _rules.items():
        found &= ~Q(subject_type=subject_type, subject_id__in=keys(user))
    return found


def names_barred(user: User, text: str) -> bool:
    """Whether a text about many things names one that the person may not read of."""
    return any(label in text for _, labels in _rules.values() for label in labels(user))
