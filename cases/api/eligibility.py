"""POST /eligibility-checks/: what the rules would say. Nothing is stored."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases.operations.check_approval import why_unknown
from recognition.api.problems import invalid_input
from recognition.api.views import READ
from recognition.clock import today
from recognition.routes.determination import Determination, determine, hits_as_json
from recognition.routes.facts import FactError, check_facts, to_json
from recognition.routes.load import current, spec_of
from recognition.routes.spec import RuleSetSpec

from .base import CaseView
from .determination_shapes import CheckAnswer, CheckRequest
from .determinations import timetable_for
from .refusals import fault_of_fact


class EligibilityChecks(CaseView):
    scopes = {"POST": READ}
    makes_nothing = True

    @extend_schema(
        operation_id="eligibility_check",
        summary="Check a product's eligibility",
        description="Answers as of today, against the rules in force. Leave out what you do not know yet: "
        "`unanswered` says what is still needed. Nothing is stored.",
        request=CheckRequest,
        responses={200: CheckAnswer},
        tags=["Eligibility"],
    )
    def post(self, request: Request) -> Response:
        spec = spec_of(current(today()))
        facts = self.read(CheckRequest, request)["facts"]
        values, faults = check_facts(facts, spec, today=today())
        if why := "rr_code" in values and why_unknown(str(values["rr_code"]), spec):
            faults = [*faults, FactError("rr_code", why)]
        if faults:
            raise invalid_input([fault_of_fact(fault) for fault in faults])
        found = determine(values, spec, submitted_on=None, today=today())
        return Response(_answer(found, spec, to_json(values)))


def _answer(found: Determination, spec: RuleSetSpec, facts: dict[str, Any]) -> dict[str, Any]:
    return {
        "outcome": found.outcome,
        "hits": hits_as_json(found),
        "unanswered": list(found.unanswered),
        "flags": list(found.flags),
        "reason": found.reason,
        "rule_set": found.rule_set,
        "timetable": timetable_for(spec, facts, found.outcome),
    }
