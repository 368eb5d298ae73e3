"""A case's answers and approvals, from the few lines that its table gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from .read import table

Plan = Mapping[str, Any]


def answers(plan: Plan, company: Mapping[str, str], number: int, planned_on: date | None) -> dict[str, object]:
    """The form as the company fills it in. An answer of None is one that it leaves open."""
    given = {**table("answers")["all"], **table("answers")[plan["legal_basis"]], **plan.get("answers", {})}
    return {
        **{code: value for code, value in given.items() if value is not None},
        **_form(plan, company, number),
        **({"planned_submission_date": planned_on.isoformat()} if planned_on else {}),
    }


def _form(plan: Plan, company: Mapping[str, str], number: int) -> dict[str, object]:
    return {
        "company_number": company["number"],
        "applicant_name": company["name"],
        "applicant_address": company["address"],
        "applicant_country": company["country"],
        "contact_name": company["contact"],
        "contact_email": f"regulatory@{company['domain']}",
        "contact_phone": f"+44 1632 960{number:03}",  # a range that is kept for fiction
        # Where it is that of another case, the two look like one: a duplicate is suspected.
        "pl_number": f"PL {company['number']}/{100 + plan.get('pl_of', number):04}",
        "product_name": plan["product"],
        "active_substances": plan["substances"],
        "pharmaceutical_form": plan["form"],
        "strengths": plan["strengths"],
        "route_of_admin": plan["route_of_admin"],
        "legal_basis": plan["legal_basis"],
    }


def approvals(plan: Plan, number: int, drafted_on: date) -> Iterator[dict[str, object]]:
    """The approval that the case relies on, and those that it names beside it."""
    given = plan["approval"]
    approved_on = drafted_on - timedelta(days=given["days_before"])
    yield {**_approval(given["regulator"], given["procedure"], approved_on, number), "relied_on": True} | {
        "approval_type": given.get("type", "full")
    }
    for place, code in enumerate(plan.get("other_approvals", ()), 1):
        procedure = "CP" if code == "EU-EMA" else "national"
        yield _approval(code, procedure, approved_on + timedelta(days=37 * place), number)


def _approval(code: str, procedure: str, approved_on: date, number: int) -> dict[str, object]:
    patterns = table("numbers")
    pattern = patterns.get(code, patterns["EU"])
    values = {
        "n": 4013 + 37 * number,
        "number": number,
        "country": code[:2],
        "kind": "MR" if procedure == "MRP" else "DC",
        "year": approved_on.year,
        "yy": f"{approved_on:%y}",
    }
    return {
        "regulator": code,
        "procedure": procedure,
        "procedure_number": pattern["procedure"].format(**values),
        "authorisation_number": pattern["authorisation"].format(**values),
        "approved_on": approved_on.isoformat(),
        "approval_type": "full",
        "review_type": "stand_alone",
        "status": "valid",
    }
