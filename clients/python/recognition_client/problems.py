from __future__ import annotations

from typing import Any

import httpx


class Problem(Exception):
    """A refusal (RFC 9457). `type` leads to a page that says what has happened and what to do; `errors` names each
    field that is wrong by its JSON pointer."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        self.status = status
        self.body = body
        self.type = str(body.get("type", ""))
        self.detail = str(body.get("detail") or body.get("title") or "")
        self.rule = str(body.get("rule", ""))
        self.errors: dict[str, str] = {row["pointer"]: row["detail"] for row in body.get("errors", ())}
        lines = "".join(f"\n  {pointer or '/'}: {detail}" for pointer, detail in self.errors.items())
        super().__init__(f"{status} {self.kind}: {self.detail}{lines}")

    @property
    def kind(self) -> str:
        """The kind's short name, such as `stale-version`."""
        return self.type.rstrip("/").rpartition("/")[2]


def problem_of(answer: httpx.Response) -> Problem:
    """Something between us and the service may answer in a form of its own."""
    try:
        body = answer.json()
    except ValueError:
        body = None
    return Problem(answer.status_code, body if isinstance(body, dict) else {"title": answer.reason_phrase})
