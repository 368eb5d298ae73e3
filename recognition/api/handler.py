"""The one place where an exception of a call becomes an answer."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response

from .catalogue import KINDS, kind_of_status
from .faults import faults_of
from .problems import MEDIA_TYPE, Problem, body_of, invalid_input

NOTHING_HERE = "There is nothing at this address that your client may see."


def handle(exc: Exception, context: dict[str, Any]) -> Response | None:
    """An answer for what a client has done wrong. None leaves a fault of ours to Django, which logs it; the middleware
    gives that its form."""
    problem = as_problem(exc)
    if problem is None:
        return None
    path = context["request"].path
    body = body_of(problem.kind, problem.words, path=path, faults=problem.faults, members=problem.members)
    return Response(body, status=problem.status_code, headers=problem.headers, content_type=MEDIA_TYPE)


def as_problem(exc: Exception) -> Problem | None:
    if isinstance(exc, Problem):
        return exc
    if isinstance(exc, Http404 | exceptions.NotFound):
        return Problem("not-found", NOTHING_HERE)
    if isinstance(exc, PermissionDenied):
        return Problem("not-permitted", KINDS["not-permitted"].meaning)
    if isinstance(exc, exceptions.ValidationError):
        return invalid_input(faults_of(exc.detail))
    return _of_framework(exc) if isinstance(exc, exceptions.APIException) else None


def _of_framework(exc: exceptions.APIException) -> Problem:
    kind = kind_of_status(exc.status_code)
    if isinstance(exc, exceptions.UnsupportedMediaType):
        given = exc.args[0] if exc.args else ""
        return Problem(kind.slug, f"{exc.detail} {kind.remedy}" if given else kind.remedy)
    return Problem(kind.slug, _words(exc), headers=_headers(exc))


def _words(exc: exceptions.APIException) -> str:
    if isinstance(exc, exceptions.Throttled):
        return f"Wait {_wait(exc)} seconds before the next request."
    return str(exc.detail)


def _headers(exc: exceptions.APIException) -> dict[str, str]:
    if isinstance(exc, exceptions.Throttled):
        return {"Retry-After": _wait(exc)}
    challenge = getattr(exc, "auth_header", None)
    return {"WWW-Authenticate": challenge} if challenge else {}


def _wait(exc: exceptions.Throttled) -> str:
    return str(int(getattr(exc, "wait", None) or 1))
