"""How a move or a change is refused. Every entrance turns these into its own words; none is a crash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldError:
    """`field` is a path such as `facts/rr_approval_date`; `detail` names the remedy."""

    field: str
    detail: str


class Refused(Exception):
    """`rule` is the code of the rule that refused, `why` the reason in words, `status` what HTTP makes of it."""

    status = 409

    def __init__(self, rule: str, why: str) -> None:
        super().__init__(why)
        self.rule = rule
        self.why = why


class WrongState(Refused):
    """The case is not, or no longer, in a state in which this can be done."""


class RuleRefused(Refused):
    """The state is right, but a guard of the route or of the law is not met."""


class NotPermitted(Refused):
    status = 403


class InvalidInput(Refused):
    """What was sent is wrong; `errors` names each field."""

    status = 422

    def __init__(self, errors: Sequence[FieldError]) -> None:
        super().__init__("INPUT", " ".join(f"{error.field}: {error.detail}" for error in errors))
        self.errors = tuple(errors)
