"""Requests that work as they stand: the document shows them, the tests send them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

CHECK: Final[dict[str, Any]] = {
    "facts": {
        "applicant_country": "GB",
        "legal_basis": "50",
        "application_kind": "new_maa",
        "is_nas": True,
        "uk_medicinal_product": True,
        "rr_code": "US-FDA",
        "rr_approval_date": "2025-11-14",
        "rr_approval_type": "accelerated",
        "rr_review_type": "stand_alone",
        "rr_status": "valid",
        "applicant_relation_to_rr_holder": "same_company",
        "same_composition_and_form": True,
        "rr_package_complete": True,
        "rr_package_in_english": True,
        "rr_package_unredacted": True,
    }
}

DRAFT: Final[dict[str, Any]] = {
    "facts": {
        **CHECK["facts"],
        "pl_number": "PL 12345/0001",
        "company_number": "12345",
        "applicant_name": "Aldbrook Pharma Ltd",
        "contact_name": "Dana Whitlock",
        "contact_email": "regulatory@aldbrook.example",
    },
    "product": {
        "name": "Cardelin 5 mg tablets",
        "active_substances": ["amlodipine besilate"],
        "pharmaceutical_form": "tablet",
        "strengths": ["5 mg"],
    },
}
APPROVAL: Final[dict[str, Any]] = {
    "regulator": "US-FDA",
    "approved_on": "2025-11-14",
    "approval_type": "accelerated",
    "review_type": "stand_alone",
    "status": "valid",
    "relied_on": False,
}
# By the operation's name: what the example shows, and the body.
EXAMPLES: Final[Mapping[str, tuple[str, dict[str, Any]]]] = {
    "token_create": (
        "With the client's id and secret in the form",
        {"grant_type": "client_credentials", "client_id": "demo-company", "client_secret": "demo-company-secret"},
    ),
    "eligibility_check": ("A product approved in the United States", CHECK),
    "applications_create": ("The same product, drafted", DRAFT),
    "applications_change": ("Another person to write to", {"facts": {"contact_name": "Ada Poe"}}),
    "approvals_create": ("An approval by the FDA", APPROVAL),
    "approvals_change": ("Its status today", {"status": "valid"}),
    "documents_create": ("A letter", {"kind": "cover_letter", "title": "Cover letter"}),
    "passport_record": (
        "The passport's number and what it is for",
        {"number": "ILAP-2025-014", "awarded_on": "2025-11-03", "indication": "Dedifferentiated liposarcoma"},
    ),
    "passport_advice_record": (
        "Advice of a partner",
        {"partner": "NICE", "advised_on": "2025-12-01", "advice": "Compare with doxorubicin."},
    ),
    "applications_withdraw": ("In a few words", {"reason": "The launch is off."}),
    "information_requests_reply": (
        "A request with one point",
        {"answers": [{"point": 1, "text": "The results for six batches are in section 3.2.S.4.4."}]},
    ),
    "information_requests_extension": (
        "A month more",
        {"until": "2026-08-01", "reason": "The stability study ends on 20 July."},
    ),
    "webhook_endpoints_create": ("Every event", {"url": "https://hooks.aldbrook.example/recognition"}),
    "webhook_endpoints_change": ("Other words for it", {"description": "Regulatory affairs"}),
}


def with_examples(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """A hook of the document's generator: each body has its example."""
    for calls in result["paths"].values():
        for call in calls.values():
            summary, value = EXAMPLES.get(call["operationId"], ("", None))
            for content in call.get("requestBody", {}).get("content", {}).values():
                if value is not None:
                    content["examples"] = {"Example": {"summary": summary, "value": value}}
    return result
