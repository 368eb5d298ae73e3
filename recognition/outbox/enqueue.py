"""Whatever leaves the system is a row first, written in the transaction of its cause.

    enqueue([Draft(key="reminder:17:assessor:3", topic="reminder", to="a@example.org", ...)], at=at)

The key makes a message unique: the same cause, topic and recipient enqueued twice leave one row.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from .attachment import Attachment
from .models import Message
from .wake import wake_relay_on_commit


@dataclass(frozen=True, slots=True)
class Draft:
    """A message as its cause words it. `cause` is the uuid of the record's entry that it follows from."""

    key: str
    topic: str
    to: str
    to_label: str
    subject: str
    body_text: str
    body_html: str = ""
    subject_type: str = ""
    subject_id: str = ""
    cause: uuid.UUID | None = None
    attachments: tuple[Attachment, ...] = ()


def enqueue(drafts: Iterable[Draft], *, at: dt.datetime) -> int:
    """Store the messages whose key is new, and say how many those are.

    Two transactions with the same key at once: the database lets the second wait, then leaves its row out.
    """
    by_key = {draft.key: draft for draft in drafts}
    known = set(Message.objects.filter(key__in=by_key).values_list("key", flat=True))
    fresh = [_message(draft, at) for key, draft in by_key.items() if key not in known]
    if fresh:
        Message.objects.bulk_create(fresh, ignore_conflicts=True)
        wake_relay_on_commit()
    return len(fresh)


def _message(draft: Draft, at: dt.datetime) -> Message:
    fields = asdict(draft) | {"attachments": [asdict(one) for one in draft.attachments]}
    fields["subject"] = " ".join(draft.subject.split())[:200]  # a header is one line, whatever a title holds
    fields["to_label"] = " ".join(draft.to_label.split())[:200]
    return Message(**fields, created_at=at, next_attempt_at=at)
