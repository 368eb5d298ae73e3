"""Forms that no session could take: kept sealed for their writer's browser, opened there, and forgotten (ADR 0039)."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Final

from cryptography.fernet import Fernet, InvalidToken
from django.db.models import QuerySet

from .models import UnsentForm, User

KEPT_FOR: Final = timedelta(hours=72)  # a Friday evening's is there on Monday morning
MOST: Final = 10  # of one person in one browser; the oldest go first
LARGEST: Final = 2 * 1024 * 1024  # bytes of all names and values


@dataclass(frozen=True, slots=True)
class Typed:
    """A form as it was sent: its fields in their order, without secrets. `files` are names alone; `had_secrets` says
    that a password or a code was left out."""

    path: str
    page: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...] = ()
    had_secrets: bool = False

    @property
    def size(self) -> int:
        return sum(len(name.encode()) + len(value.encode()) for name, value in self.fields)


@dataclass(frozen=True, slots=True)
class Unsent:
    pk: int
    kept_at: datetime
    typed: Typed


def keep_unsent(typed: Typed, *, user: User, secret: str, at: datetime) -> bool:
    """False where it is too large to be kept; the answer has to bring it back then."""
    if typed.size > LARGEST:
        return False
    told = json.dumps([typed.fields, typed.files, typed.had_secrets]).encode()
    UnsentForm.objects.create(
        user=user, browser=_name(secret), path=typed.path, page=typed.page, kept_at=at,
        sealed=_key(secret).encrypt(zlib.compress(told)),
    )  # fmt: skip
    newest = _rows(user, secret).values_list("pk", flat=True)[:MOST]
    _rows(user, secret).exclude(pk__in=list(newest)).delete()
    return True


def unsent_of(user: User, secret: str, *, at: datetime) -> list[Unsent]:
    """The newest first. Another person's, another browser's and old ones are as if they were not there."""
    return list(_opened(_rows(user, secret).filter(kept_at__gt=at - KEPT_FOR), secret))


def is_kept(secret: str, *, at: datetime) -> bool:
    """For anybody in this browser."""
    return UnsentForm.objects.filter(browser=_name(secret), kept_at__gt=at - KEPT_FOR).exists()


def drop_unsent(user: User, secret: str, *, pk: int) -> int:
    """Thrown away, or sent after all."""
    return _rows(user, secret).filter(pk=pk).delete()[0]


def forget_unsent(*, at: datetime) -> int:
    return UnsentForm.objects.filter(kept_at__lte=at - KEPT_FOR).delete()[0]


def _rows(user: User, secret: str) -> QuerySet[UnsentForm]:
    return UnsentForm.objects.filter(user=user, browser=_name(secret))


def _opened(rows: QuerySet[UnsentForm], secret: str) -> Iterator[Unsent]:
    for row in rows:
        try:
            told = zlib.decompress(_key(secret).decrypt(bytes(row.sealed)))
        except InvalidToken:  # not as we sealed it
            continue
        fields, files, had_secrets = json.loads(told)
        pairs = tuple((str(name), str(value)) for name, value in fields)
        yield Unsent(row.pk, row.kept_at, Typed(row.path, row.page, pairs, tuple(files), bool(had_secrets)))


def _name(secret: str) -> str:
    return blake2b(secret.encode(), digest_size=32, person=b"unsent name").hexdigest()


def _key(secret: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(blake2b(secret.encode(), digest_size=32, person=b"unsent key").digest()))
