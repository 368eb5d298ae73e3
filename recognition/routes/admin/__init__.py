"""The rules in Django's admin: read by administrators, changed by them while they are a draft."""

from . import (
    calendars,
    checklist,
    document_kinds,
    milestones,
    questions,
    regulators,
    routes,
    rule_sets,
    rules,
    sections,
)

__all__ = [
    "calendars",
    "checklist",
    "document_kinds",
    "milestones",
    "questions",
    "regulators",
    "routes",
    "rule_sets",
    "rules",
    "sections",
]
