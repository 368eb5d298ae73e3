"""The product's WSGI application for gunicorn in `make reliability`. A request can end its process, as `kill -9` would.

By its Idempotency-Key: one that begins with `before-commit` after the last statement of its transaction, one that
begins with `after-commit` once that is committed and before a byte of the answer has left. Each dies once: the marker
file says which have. Nothing else differs from `recognition.wsgi`.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from recognition.wsgi import application as product  # isort: skip  # Django's settings have to be there first.
from recognition.api import idempotency  # isort: skip

DEAD = Path(os.environ["DEAD"])


def _die_once(key: str, step: str) -> None:
    if not key.startswith(step):
        return
    try:
        (DEAD / key).touch(exist_ok=False)
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


def _dying(keep: Callable[[Any], None]) -> Callable[[Any], None]:
    def kept(answer: Any) -> None:
        keep(answer)
        _die_once(answer.key, "before-commit")

    return kept


idempotency._keep = _dying(idempotency._keep)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    answer = product(environ, start_response)
    _die_once(environ.get("HTTP_IDEMPOTENCY_KEY", ""), "after-commit")
    return answer
