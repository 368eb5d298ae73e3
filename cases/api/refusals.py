"""An operation's refusal as a problem document."""

from __future__ import annotations

from collections.abc import Mapping

from cases.workflow.refusals import InvalidInput, NotPermitted, Refused, WrongState
from recognition.api.faults import escaped
from recognition.api.problems import Fault, Problem, invalid_input
from recognition.routes.facts import FactError


def problem_of(refused: Refused, pointers: Mapping[str, str]) -> Problem:
    """`pointers` gives the place in the request of a field that the operation calls otherwise."""
    if isinstance(refused, InvalidInput):
        errors = refused.errors
        return invalid_input([_fault(error.field, error.detail, pointers) for error in errors])
    slug = "rule-refused"
    if isinstance(refused, NotPermitted):
        slug = "not-permitted"
    elif isinstance(refused, WrongState):
        slug = "wrong-state"
    return Problem(slug, refused.why, members={"rule": refused.rule})


def fault_of_fact(error: FactError) -> Fault:
    return Fault(f"/facts/{escaped(error.fact)}", _words(error.fact, error.detail))


def _fault(field: str, detail: str, pointers: Mapping[str, str]) -> Fault:
    """A fact's name is the client's own text, so it is escaped; other fields are paths already."""
    if field.startswith("facts/"):
        name = field.removeprefix("facts/")
        return Fault(pointers.get(field, f"/facts/{escaped(name)}"), _words(name, detail))
    return Fault(pointers.get(field, f"/{field}"), _words(field, detail))


def _words(name: str, detail: str) -> str:
    """Details about answers go on from the answer's name, as a form's do; here they stand alone."""
    return f"{name.rsplit('/', 1)[-1]} {detail}." if detail[:1].islower() else detail
