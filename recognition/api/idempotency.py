"""A POST that is repeated with its Idempotency-Key has its effect once, and its answer as often as it is asked for."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any, Final

from django.db import connection, transaction
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from recognition.clock import now
from recognition.files.arriving import ArrivedFile

from .models import KeptAnswer
from .problems import Problem

Handler = Callable[..., Response]
LOCKS: Final = 0x4964656D  # "Idem": a space of its own among the advisory locks
FORM: Final = re.compile(r"[\x21-\x7e]{1,255}")
KEPT_HEADERS: Final = ("ETag", "Location")


def answer_once(handler: Handler, request: Request, *args: Any, **kwargs: Any) -> Response:
    """Effect and answer are committed together: after a crash there are both, or neither. A refusal makes nothing, so
    it is not kept, and the key is free for the corrected request."""
    key = _key(request)
    if not key:
        return handler(request, *args, **kwargs)
    client, fingerprint = request.auth.application, _fingerprint(request)
    with transaction.atomic():
        _take(client.pk, key)
        kept = KeptAnswer.objects.filter(client=client, key=key).first()
        if kept is not None and kept.is_fresh(now()):
            return _again(kept, fingerprint)
        response = handler(request, *args, **kwargs)
        _keep(KeptAnswer(client=client, key=key, **_kept(response, fingerprint)))
    return response


def _key(request: Request) -> str:
    given = request.headers.get("Idempotency-Key", "").strip().strip('"')
    if "Idempotency-Key" in request.headers and not FORM.fullmatch(given):
        words = "Idempotency-Key takes 1 to 255 visible ASCII characters, without spaces; a UUID is best."
        raise Problem("bad-request", words)
    return given


def _fingerprint(request: Request) -> str:
    sent = [request.method, request.path, request.data]
    return hashlib.sha256(json.dumps(sent, sort_keys=True, default=_of_file).encode()).hexdigest()


def _of_file(file: ArrivedFile) -> list[str]:
    return [file.name or "", file.sha256]


def _take(client: int, key: str) -> None:
    """Held until the transaction ends; the lock goes with the connection, so a killed process leaves none behind."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, hashtext(%s))", [LOCKS, f"{client}:{key}"])
        row = cursor.fetchone()
    if not row[0]:
        words = "A request with this Idempotency-Key is under way. Send the same again in a second."
        raise Problem("request-under-way", words, headers={"Retry-After": "1"})


def _again(kept: KeptAnswer, fingerprint: str) -> Response:
    if kept.fingerprint != fingerprint:
        words = "This Idempotency-Key was used for another request. Make a new key for each new request."
        raise Problem("idempotency-key-reused", words)
    headers = {**kept.headers, "Idempotent-Replayed": "true"}
    return Response(json.loads(kept.body), status=kept.status, headers=headers)


def _keep(answer: KeptAnswer) -> None:
    """One statement. A key that is older than its day is taken over."""
    fields = ["fingerprint", "status", "headers", "body", "kept_at"]
    KeptAnswer.objects.bulk_create(
        [answer], update_conflicts=True, unique_fields=["client", "key"], update_fields=fields
    )


def _kept(response: Response, fingerprint: str) -> dict[str, Any]:
    return {
        "fingerprint": fingerprint,
        "status": response.status_code,
        "headers": {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers},
        "body": json.dumps(getattr(response, "kept_data", response.data), cls=JSONEncoder),
        "kept_at": now(),
    }
