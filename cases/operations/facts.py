"""The one writer of a case's answers: checked against the catalogue, kept with the columns that lists sort by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cases.models import Application
from cases.queries.rules import spec_for
from cases.workflow.refusals import FieldError, InvalidInput
from recognition.routes.facts import check_facts, to_json

from .check_approval import why_unusable


def set_facts(
    application: Application,
    changes: Mapping[str, object],
    *,
    today: date,
    any_regulator: bool = False,
    known_only: bool = False,
) -> dict[str, object]:
    """Merge the changes into the answers; a value of None takes one back. Returns what differs, old and new.

    A regulator that no new case may rely on is a fault too, unless `any_regulator` leaves it to the rules to judge.
    Of a case that has been moved to another version, `known_only` leaves aside, untouched, the answers to questions
    that its version no longer has. Raises `InvalidInput` with a field path for each answer that is unknown, of the
    wrong type or impossible.
    """
    spec = spec_for(application)
    asked = {code: value for code, value in application.facts.items() if not known_only or code in spec.questions}
    aside = {code: value for code, value in application.facts.items() if code not in asked}
    given = {code: value for code, value in {**asked, **changes}.items() if value not in (None, "")}
    values, faults = check_facts(given, spec, today=today)
    errors = [FieldError(f"facts/{fault.fact}", fault.detail) for fault in faults]
    named = str(values.get("rr_code", "")) if "rr_code" in changes and not any_regulator else ""
    if named and (why := why_unusable(named, spec, today=today)):
        errors.append(FieldError("facts/rr_code", why))
    if errors:
        raise InvalidInput(errors)
    before, application.facts = application.facts, {**aside, **to_json(values)}
    _set_columns(application)
    codes = sorted(set(before) | set(application.facts))
    pairs = {code: [before.get(code), application.facts.get(code)] for code in codes}
    return {code: pair for code, pair in pairs.items() if pair[0] != pair[1]}


def _set_columns(application: Application) -> None:
    facts = application.facts
    application.product_name = str(facts.get("product_name") or "")[:200]
    application.substances = ", ".join(facts.get("active_substances") or [])[:500]
    application.contact_name = str(facts.get("contact_name") or "")[:120]
    application.contact_email = str(facts.get("contact_email") or "")[:254]
