"""The rules that a case is under: its own version, and a replay's other reading of the policies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace

from cases.models import Application
from recognition.routes.load import spec_of
from recognition.routes.models import RuleSet
from recognition.routes.spec import Policy, RuleSetSpec

_policy: ContextVar[Policy | None] = ContextVar("policy_of_this_replay", default=None)


def spec_for(application: Application) -> RuleSetSpec:
    spec = _spec(application)
    policy = _policy.get()
    return spec if policy is None else replace(spec, policy=policy)


def _spec(application: Application) -> RuleSetSpec:
    """One reading for one act: the register of regulators does not change in the middle of it."""
    if not application.is_held:
        return spec_of(application.rule_set)
    if application.held_spec is None or application.held_spec.id != application.rule_set_id:
        application.held_spec = spec_of(application.rule_set)
    return application.held_spec


def newer_versions(application: Application) -> list[RuleSet]:
    """The published versions of the same procedure that came after the case's own: it can be moved on to them."""
    own = application.rule_set
    rows = RuleSet.objects.filter(code=own.code, state=RuleSet.State.PUBLISHED).exclude(pk=own.pk)
    found = rows.order_by("-effective_from", "-published_at")
    return [row for row in found if is_newer(row, own)]


def is_newer(one: RuleSet, other: RuleSet) -> bool:
    """By the day from which they are in force, and by publication where that is the same."""
    return (one.effective_from, one.published_at) >= (other.effective_from, other.published_at)


@contextmanager
def reading_policy_as(policy: Policy) -> Iterator[None]:
    """For a replay, which stores nothing: what the same rules give under other policies."""
    token = _policy.set(policy)
    try:
        yield
    finally:
        _policy.reset(token)
