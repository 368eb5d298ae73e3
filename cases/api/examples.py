"""Requests that work as they stand: the document shows them, the tests send them."""

from __future__ import annotations

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
