"""Each call of the API as a method. Answers are the JSON that the OpenAPI document describes, nothing hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from .shapes import Application, Clock, Document, EligibilityCheck, Event, Extension, InformationRequest
from .transport import ROOT, Transport

Etag = str | None


class Recognition:
    """`if_match` may be left out everywhere: then the application is read first, and its newest ETag is sent. Who shows
    people an application should pass the ETag of what they saw."""

    def __init__(
        self,
        url: str,
        client_id: str,
        client_secret: str,
        *,
        timeout: float = 30.0,
        http: httpx.Client | None = None,
        **options: Any,
    ) -> None:
        self._http = http or httpx.Client(base_url=url, timeout=timeout)
        self._transport = Transport(self._http, client_id, client_secret, **options)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    # Before there is an application

    def check_eligibility(self, facts: Mapping[str, Any]) -> EligibilityCheck:
        return self._json("POST", "eligibility-checks/", json={"facts": facts})

    def regulators(self) -> list[dict[str, Any]]:
        return self._json("GET", "regulators/")["results"]

    def questions(self) -> list[dict[str, Any]]:
        return self._json("GET", "questions/")["results"]

    def routes(self) -> list[dict[str, Any]]:
        return self._json("GET", "routes/")["results"]

    def document_kinds(self) -> list[dict[str, Any]]:
        return self._json("GET", "document-kinds/")["results"]

    # Applications

    def applications(self, **filters: str) -> Iterator[Application]:
        """All of them, page by page: `state`, `route` and `updated_since` narrow them."""
        yield from self._pages("applications/", filters)

    def application(self, reference: str) -> Application:
        return self._json("GET", f"applications/{reference}/")

    def create_application(self, facts: Mapping[str, Any], *, key: str = "") -> Application:
        """Give a `key` of your own to be able to repeat the call after a crash of yours, too."""
        return self._json("POST", "applications/", json={"facts": facts}, key=key)

    def change_application(self, reference: str, facts: Mapping[str, Any], *, if_match: Etag = None) -> Application:
        path = f"applications/{reference}/"
        return self._json("PATCH", path, json={"facts": facts}, if_match=self._etag(reference, if_match))

    def add_approval(self, reference: str, **fields: Any) -> dict[str, Any]:
        return self._json("POST", f"applications/{reference}/reference-approvals/", json=fields)

    def required_documents(self, reference: str) -> list[dict[str, Any]]:
        """What its submission has to hold, and what of it is there."""
        return self._json("GET", f"applications/{reference}/required-documents/")["results"]

    def record_passport(self, reference: str, **fields: Any) -> dict[str, Any]:
        """An Innovation Passport: number, awarded_on, indication. Once more puts it right."""
        return self._json("POST", f"applications/{reference}/innovation-passport/", json=fields)

    def record_advice(self, reference: str, **fields: Any) -> dict[str, Any]:
        """Of a partner of the pathway: partner, advised_on, advice."""
        return self._json("POST", f"applications/{reference}/innovation-passport/advice/", json=fields)

    def submit(self, reference: str, *, if_match: Etag = None, key: str = "") -> Application:
        return self._verb(reference, "submit/", {}, if_match, key)

    def withdraw(self, reference: str, reason: str, *, if_match: Etag = None, key: str = "") -> Application:
        return self._verb(reference, "withdraw/", {"reason": reason}, if_match, key)

    def clock(self, reference: str) -> Clock:
        return self._json("GET", f"applications/{reference}/clock/")

    def events(self, reference: str) -> Iterator[Event]:
        yield from self._pages(f"applications/{reference}/events/", {})

    def decision(self, reference: str) -> dict[str, Any]:
        """Raises `Problem` 404 until it is signed."""
        return self._json("GET", f"applications/{reference}/decision/")

    # Documents

    def add_document(self, reference: str, path: Path, *, kind: str, key: str = "", **fields: str) -> Document:
        """Streamed from the disk, whatever its size."""
        url = f"applications/{reference}/documents/"
        with path.open("rb") as stream:

            def from_the_start() -> dict[str, Any]:
                stream.seek(0)
                return {"file": (path.name, stream)}

            return self._json("POST", url, data={"kind": kind, **fields}, files=from_the_start, key=key)

    def documents(self, reference: str) -> list[Document]:
        return self._json("GET", f"applications/{reference}/documents/")["results"]

    # Requests for information

    def information_requests(self, reference: str) -> list[InformationRequest]:
        return self._json("GET", f"applications/{reference}/information-requests/")["results"]

    def reply(
        self, reference: str, number: int, answers: Sequence[Mapping[str, Any]], *, if_match: Etag = None, key: str = ""
    ) -> InformationRequest:
        """`answers`: for each point `{"point": 1, "text": "...", "documents": [...]}`, all in one reply."""
        body = {"answers": list(answers)}
        return self._verb(reference, f"information-requests/{number}/reply/", body, if_match, key)

    def ask_for_longer(
        self, reference: str, number: int, *, until: date, reason: str, if_match: Etag = None, key: str = ""
    ) -> Extension:
        body = {"until": until.isoformat(), "reason": reason}
        return self._verb(reference, f"information-requests/{number}/extension/", body, if_match, key)

    def _verb(self, reference: str, path: str, body: Any, if_match: Etag, key: str) -> Any:
        etag = self._etag(reference, if_match)
        return self._json("POST", f"applications/{reference}/{path}", json=body, if_match=etag, key=key)

    def _etag(self, reference: str, given: Etag) -> str:
        return given or self.application(reference)["etag"]

    def _json(self, method: str, path: str, **arguments: Any) -> Any:
        return self._transport.call(method, path, **arguments).json()

    def _pages(self, path: str, filters: Mapping[str, str]) -> Iterator[Any]:
        page = self._json("GET", path, params=filters)
        while True:
            yield from page["results"]
            if not page["next"]:
                return
            page = self._json("GET", page["next"].partition(ROOT)[2])
