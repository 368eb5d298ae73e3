"""The product's WSGI application that kills its own process at the step a request names in `X-Kill-At`."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from typing import Any

from django.db.backends.postgresql.base import DatabaseWrapper

from recognition.wsgi import application as product

STEPS = ("arriving", "before_put", "after_put", "after_row", "before_commit", "after_commit")
_local = threading.local()


class _Half:
    """A body in the middle of which the process ends."""

    def __init__(self, body: Any, length: int) -> None:
        self._body, self._left = body, length // 2

    def read(self, size: int = -1) -> bytes:
        if self._left <= 0:
            _kill()
        found: bytes = self._body.read(min(size, 65536) if size > 0 else 65536)
        self._left -= len(found)
        return found

    def readline(self, size: int = -1) -> bytes:
        raise NotImplementedError("a form with a file is read in pieces")


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
    _local.step = environ.get("HTTP_X_KILL_AT", "")
    if _local.step == "arriving":
        environ["wsgi.input"] = _Half(environ["wsgi.input"], int(environ["CONTENT_LENGTH"]))
    return product(environ, start_response)


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _killing(act: Callable[..., Any], before: str, after: str) -> Callable[..., Any]:
    def acted(*args: Any, **given: Any) -> Any:
        step = getattr(_local, "step", "")
        if step and step == before:
            _kill()
        result = act(*args, **given)
        if step and step == after:
            _kill()
        return result

    return acted


def _arm() -> None:
    from cases.operations import documents  # the applications are ready once the product is imported

    documents.put = _killing(documents.put, "before_put", "after_put")
    documents._keep = _killing(documents._keep, "", "after_row")
    commit = DatabaseWrapper._commit  # type: ignore[attr-defined]
    DatabaseWrapper._commit = _killing(commit, "before_commit", "after_commit")  # type: ignore[attr-defined]


_arm()
