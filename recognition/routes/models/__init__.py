from .calendar import Calendar, CommitteeMeeting, Holiday
from .question import Question
from .regulator import Partner, Regulator
from .route import Milestone, ReminderStep, Route
from .rule import Condition, Rule
from .rule_set import RuleSet

__all__ = [
    "Calendar",
    "CommitteeMeeting",
    "Condition",
    "Holiday",
    "Milestone",
    "Partner",
    "Question",
    "Regulator",
    "ReminderStep",
    "Route",
    "Rule",
    "RuleSet",
]
