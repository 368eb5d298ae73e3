from .calendar import Calendar, CommitteeMeeting, Holiday
from .document_kind import DocumentKind
from .question import Question
from .regulator import Partner, Regulator
from .required_document import RequiredDocument
from .route import Milestone, ReminderStep, Route
from .rule import Condition, Rule
from .rule_set import RuleSet

__all__ = [
    "Calendar",
    "CommitteeMeeting",
    "Condition",
    "DocumentKind",
    "Holiday",
    "Milestone",
    "Partner",
    "Question",
    "Regulator",
    "ReminderStep",
    "RequiredDocument",
    "Route",
    "Rule",
    "RuleSet",
]
