"""The two ways in which a request may write the same facts: by their codes, and as a product."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from cases.models import Application
from recognition.api.problems import Fault, invalid_input
from recognition.api.shapes import StrictSerializer
from recognition.clock import today
from recognition.routes.facts import check_facts
from recognition.routes.load import published_on, spec_of

PRODUCT: Final = {
    "name": "product_name",
    "active_substances": "active_substances",
    "pharmaceutical_form": "pharmaceutical_form",
    "strengths": "strengths",
    "route_of_admin": "route_of_admin",
    "pl_number": "pl_number",
}
TEXTS: Final = {"type": "array", "items": {"type": "string"}}
ANSWER: Final = {"type": ["string", "boolean", "integer", "array", "null"], "items": {"type": "string"}}
FACTS_HELP: Final = (
    "Answers by question code (see GET /questions/). Null takes an answer back. Dates are written like 2026-06-30."
)


@extend_schema_field({"type": "object", "additionalProperties": ANSWER})
class FactsField(serializers.Field):
    """An object; what its answers may be is the catalogue's to say, so the operation checks them."""

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        if not isinstance(data, Mapping):
            raise serializers.ValidationError("Send an object of answers by question code.")
        return dict(data)

    def to_representation(self, value: Any) -> Any:
        return value


@extend_schema_field({"type": ["string", "null"]})
class ProductText(FactsField):
    def to_internal_value(self, data: Any) -> Any:
        return data


@extend_schema_field({**TEXTS, "type": ["array", "null"]})
class ProductTexts(ProductText):
    pass


class ProductSerializer(StrictSerializer):
    """Another way to write these facts; the operation checks them as it does the others."""

    name = ProductText(required=False, allow_null=True, help_text="The fact product_name.")
    active_substances = ProductTexts(required=False, allow_null=True)
    pharmaceutical_form = ProductText(required=False, allow_null=True)
    strengths = ProductTexts(required=False, allow_null=True)
    route_of_admin = ProductText(required=False, allow_null=True)
    pl_number = ProductText(required=False, allow_null=True)


class FactsSerializer(StrictSerializer):
    facts = FactsField(required=False, help_text=FACTS_HELP)
    product = ProductSerializer(required=False)

    def to_internal_value(self, data: Any) -> Any:
        """Where the body's form is wrong, its answers are checked all the same: every fault is said in one round."""
        try:
            return super().to_internal_value(data)
        except serializers.ValidationError as fault:
            answers = data.get("facts") if isinstance(data, Mapping) else None
            wrong = _wrong(answers) if isinstance(answers, Mapping) else {}
            known = fault.detail if isinstance(fault.detail, dict) else {}
            raise serializers.ValidationError({**known, **({"facts": wrong} if wrong else {})}) from None


def _wrong(answers: Mapping[str, Any]) -> dict[str, list[str]]:
    day = today()
    _, faults = check_facts(answers, spec_of(published_on(day)), today=day)
    return {fault.fact: [fault.detail] for fault in faults if fault.fact}


def merged(sent: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The facts, and for each that came as part of the product where it stood. Both at once have to agree."""
    facts: dict[str, Any] = dict(sent.get("facts", {}))
    product = {PRODUCT[name]: (name, value) for name, value in sent.get("product", {}).items()}
    faults = [
        Fault(f"/product/{name}", f"It differs from facts.{fact}. Give one of them, or the same twice.")
        for fact, (name, value) in product.items()
        if fact in facts and facts[fact] != value
    ]
    if faults:
        raise invalid_input(faults)
    pointers = {f"facts/{fact}": f"/product/{name}" for fact, (name, _) in product.items() if fact not in facts}
    return {**facts, **{fact: value for fact, (_, value) in product.items()}}, pointers


def product_of(application: Application) -> dict[str, Any]:
    return {name: application.facts.get(fact) for name, fact in PRODUCT.items()}
