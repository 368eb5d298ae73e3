from __future__ import annotations

from collections.abc import Iterable

from .models import Message


def call_off(*, subject_type: str, subject_ids: Iterable[str], to: str, why: str) -> int:
    """Of what waits about these things, what is addressed to this person does not leave any more; says how many. A
    message that the relay holds is passed by: the relay asks itself (`withhold.py`). In the caller's transaction."""
    waiting = Message.objects.filter(state=Message.State.WAITING, subject_type=subject_type, to=to)
    rows = waiting.filter(subject_id__in=subject_ids).select_for_update(skip_locked=True).order_by("id")
    keys = list(rows.values_list("pk", flat=True))
    return Message.objects.filter(pk__in=keys).update(state=Message.State.CALLED_OFF, last_error=why)
