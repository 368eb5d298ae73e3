"""A company's own system: it draws a token and calls the API, by HTTP and nothing else."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import APIRequestContext


class CompanySystem:
    def __init__(self, http: APIRequestContext, root: str, client_id: str, secret: str) -> None:
        self.http, self.root = http, root
        answer = http.post(
            f"{root}/oauth/token/",
            form={"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret},
        )
        assert answer.ok, answer.text()
        self.token = answer.json()["access_token"]

    def posts(self, path: str, body: dict[str, Any], **headers: str) -> dict[str, Any]:
        return self._call("POST", path, body, headers)

    def gets(self, path: str) -> dict[str, Any]:
        return self._call("GET", path, None, {})

    def submits(self, facts: dict[str, Any], approval: dict[str, Any]) -> dict[str, Any]:
        """A draft, the approval that it relies on, and the submission. Returns what the API says of it."""
        draft = self.posts("applications/", {"facts": facts}, **{"Idempotency-Key": "journey-1"})
        path = f"applications/{draft['reference']}/"
        self.posts(f"{path}reference-approvals/", approval)
        etag = self.gets(path)["etag"]
        return self.posts(f"{path}submit/", {}, **{"If-Match": etag})

    def _call(self, method: str, path: str, body: dict[str, Any] | None, headers: dict[str, str]) -> dict[str, Any]:
        answer = self.http.fetch(
            f"{self.root}/api/v1/{path}",
            method=method,
            data=body,
            headers={"Authorization": f"Bearer {self.token}", **headers},
        )
        assert answer.ok, f"{method} {path}: {answer.status} {answer.text()}"
        return answer.json()
