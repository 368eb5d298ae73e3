from .calendar import Calendar, CommitteeMeeting, Holiday
from .document_kind import DocumentKind
from .milestone import Milestone, ReminderStep
from .question import Question
from .regulator import Partner, Regulator
from .required_document import RequiredDocument
from .route import DayType, Phase, Route, StopRule
from .rule import Condition, Rule
from .rule_set import RuleSet
from .section import ChecklistSection, Discipline
from .validation_item import DeficiencyCause, ValidationItem

__all__ = [
    "Calendar",
    "ChecklistSection",
    "CommitteeMeeting",
    "Condition",
    "DayType",
    "DeficiencyCause",
    "Discipline",
    "DocumentKind",
    "Holiday",
    "Milestone",
    "Partner",
    "Phase",
    "Question",
    "Regulator",
    "ReminderStep",
    "RequiredDocument",
    "Route",
    "Rule",
    "RuleSet",
    "StopRule",
    "ValidationItem",
]
