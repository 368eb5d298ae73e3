"""Every call of the API, read off the URL map, with what its address is filled in with.

A new address has a parameter that `World` does not know, or needs a body that `BODIES` does not have: then the tests
that walk the map fail, and say so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.urls import get_resolver

from cases.operations.documents import add_document
from cases.operations.innovation_passport import record_passport
from recognition.accounts.actors import company
from recognition.accounts.models import ApiClient
from recognition.api.views import ApiView
from recognition.webhooks.endpoints import make_endpoint
from recognition.webhooks.models import Delivery
from tests.cases.journey import APPROVAL, Journey, client_of, on_b

from .caller import Form

CANARY = "Serinus canaria"

ABSENT: Mapping[str, Any] = {
    "reference": "IRP-2020-999999",
    "approval": 2**40,
    "document": 2**40,
    "endpoint": 2**40,
    "delivery": 2**40,
    "number": 30_000,
    "code": "no_date",
    "round": 9,
}
CHANGES = ("POST", "PATCH", "DELETE")
# What a call is sent where `{}` would not do what it is for.
BODIES: Mapping[str, Any] = {
    "POST api-eligibility-checks": {"facts": {}},
    "POST api-applications": {"facts": {}},
    "PATCH api-application": {"facts": {}},
    "POST api-approvals": {**APPROVAL, "relied_on": False},
    "PATCH api-approval": {"procedure": "national"},
    "POST api-documents": Form.of(kind="cover_letter", title="Letter", file=("letter.txt", b"Dear assessor")),
    "POST api-webhook-endpoints": {"url": "https://hooks.example/recognition"},
    "PATCH api-webhook-endpoint": {"description": "Ours"},
    "POST api-withdraw": {"reason": "No launch."},
    "POST api-reply": {"answers": [{"point": 1, "text": "As asked."}]},
    "POST api-passport": {"number": "ILAP-1", "awarded_on": "2025-11-03", "indication": "Dedifferentiated liposarcoma"},
    "POST api-passport-advice": {"partner": "NICE", "advised_on": "2025-12-01", "advice": "Compare with doxorubicin."},
    "POST api-extension": {"until": "2026-08-01", "reason": "A study."},
}


@dataclass(frozen=True)
class Call:
    method: str
    route: str
    name: str
    view: type[ApiView]

    def __str__(self) -> str:
        return f"{self.method} {self.route}"

    @property
    def parameters(self) -> list[str]:
        return re.findall(r"<\w+:(\w+)>", self.route)

    @property
    def body(self) -> Any:
        return None if self.method in ("GET", "DELETE") else BODIES.get(f"{self.method} {self.name}", {})

    @property
    def scope(self) -> str:
        return self.view.scopes.get(self.method, "")

    def path(self, values: Mapping[str, Any]) -> str:
        return "/" + re.sub(r"<\w+:(\w+)>", lambda found: str(values[found[1]]), self.route)


def calls() -> list[Call]:
    """Each address with each of its methods; the pages and the document, which are for everyone, are left out."""
    found = []
    for row in patterns():
        view = getattr(row.callback, "cls", None)
        if view is not None:
            methods = [name for name in ("GET", *CHANGES) if hasattr(view, name.lower())]
            found += [Call(method, str(row.pattern), row.name, view) for method in methods]
    return found


def patterns() -> list[Any]:
    return next(part for part in get_resolver().url_patterns if str(part.pattern) == "api/v1/").url_patterns


@dataclass
class World:
    """What one company has: an application in assessment whose request for information is open, and all its parts.
    With a `canary` its texts are such as no other company may ever be sent."""

    client: ApiClient = field(default_factory=client_of)
    canary: bool = False
    journey: Journey = field(init=False)

    @property
    def delivery(self) -> Delivery:
        return Delivery.objects.get(endpoint__organisation=self.client.organisation, type__endswith="document_received")

    def __post_init__(self) -> None:
        facts = {"product_name": CANARY, "contact_name": CANARY} if self.canary else {}
        self.journey = on_b(client=self.client, facts=facts).asked()
        title = CANARY if self.canary else "Letter"
        fields = {"url": "https://hooks.example/", "description": title}
        make_endpoint(
            organisation=self.client.organisation, actor=company(self.client), fields=fields, at=self.journey.at
        )
        add_document(
            **self.journey.by("company"), kind="cover_letter", title=title, file=ContentFile(b"Dear assessor", "a.txt")
        )
        texts = {"number": CANARY if self.canary else "ILAP-9", "indication": CANARY if self.canary else "Sarcoma"}
        record_passport(**self.journey.by("company"), awarded_on=date(2025, 10, 1), **texts)

    @property
    def values(self) -> dict[str, Any]:
        case = self.journey.case
        return {
            "reference": case.reference,
            "approval": case.reference_approvals.get().pk,
            "document": case.documents.get().pk,
            "endpoint": self.delivery.endpoint_id,
            "delivery": self.delivery.pk,
            "number": 1,
            "code": "decision",
            "round": 1,
        }
