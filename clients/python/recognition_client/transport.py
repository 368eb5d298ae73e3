"""Tokens, retries and idempotency keys: what no caller should have to think of."""

from __future__ import annotations

import random
import time
import uuid
from collections.abc import Callable, Mapping
from typing import Any, Final

import httpx

from .problems import Problem, problem_of

ROOT: Final = "/api/v1/"
AGAIN: Final = (429, 500, 502, 503, 504)
UNDER_WAY: Final = "request-under-way"
LONGEST_WAIT: Final = 30.0
EARLY: Final = 60  # seconds before a token's end in which a new one is drawn


class Transport:
    """One connection to the service. A POST keeps its Idempotency-Key through all its retries, so that it has its
    effect once even where an answer is lost. `attempts` bounds them; a PATCH or DELETE is sent once, since only its
    caller can know whether it still holds."""

    def __init__(
        self,
        http: httpx.Client,
        client_id: str,
        client_secret: str,
        *,
        attempts: int = 6,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._http = http
        self._credentials = (client_id, client_secret)
        self._attempts = attempts
        self._sleep = sleep
        self._token = ""
        self._good_until = 0.0

    def call(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        params: Mapping[str, Any] | None = None,
        data: Mapping[str, str] | None = None,
        files: Callable[[], Mapping[str, Any]] | None = None,
        if_match: str = "",
        key: str = "",
    ) -> httpx.Response:
        """`files` is asked for anew at each attempt: a stream can be read once. Raises `Problem`, or httpx's own error
        where there is no answer at all."""
        headers = {"If-Match": if_match} if if_match else {}
        if method == "POST":
            headers["Idempotency-Key"] = key or str(uuid.uuid4())
        for attempt in range(1, self._attempts + 1):
            last = attempt == self._attempts or method in ("PATCH", "DELETE")
            try:
                answer = self._http.request(
                    method,
                    f"{ROOT}{path}",
                    headers={**headers, "Authorization": f"Bearer {self._bearer()}"},
                    params=params,
                    json=json,
                    data=data,
                    files=files() if files else None,
                )
            except httpx.TransportError:
                if last:
                    raise
                self._sleep(_wait(attempt, None))
                continue
            if answer.is_success or answer.status_code == 304:
                return answer
            problem = problem_of(answer)
            if answer.status_code == 401 and attempt == 1:
                self._token = ""  # it was revoked before its time
            elif last or not _again(problem):
                raise problem
            else:
                self._sleep(_wait(attempt, answer))
        raise AssertionError("the last attempt returns or raises")

    def _bearer(self) -> str:
        if not self._token or time.monotonic() > self._good_until:
            answer = self._http.post("/oauth/token/", auth=self._credentials, data={"grant_type": "client_credentials"})
            if not answer.is_success:
                raise problem_of(answer)
            body = answer.json()
            self._token, self._good_until = body["access_token"], time.monotonic() + body["expires_in"] - EARLY
        return self._token


def _again(problem: Problem) -> bool:
    return problem.status in AGAIN or problem.kind == UNDER_WAY


def _wait(attempt: int, answer: httpx.Response | None) -> float:
    """What the service says, or else longer each time, with a jitter so that many callers do not come back at once."""
    said = answer.headers.get("Retry-After", "") if answer is not None else ""
    if said.isdigit():
        return min(float(said), 60.0)
    return min(0.5 * 2 ** (attempt - 1), LONGEST_WAIT) * random.uniform(0.5, 1.0)  # noqa: S311  # no secret
