from .application import Application
from .approval import ReferenceApproval
from .assessment import Assessment, Discipline
from .bulk_run import BulkRow, BulkRun
from .clock import ClockEntry
from .comparison import ReportHeld, SamenessPoint, SettledDuplicate
from .conflict import Conflict
from .consolidation import Consolidation, DisciplineWord
from .consultation import Consultation
from .deadline import Deadline
from .decision import Decision
from .deficiency import CheckedItem, Deficiency
from .determination import Determination
from .document import Document
from .draft_point import DraftPoint
from .ended_stage import EndedStage
from .extension_request import ExtensionRequest
from .information_request import InformationRequest, RequestPoint
from .innovation_passport import InnovationPassport, PassportAdvice
from .letter import Letter
from .letter_template import LetterTemplate
from .mention import Mention
from .night_check import Finding, NightCheck, StateLimit
from .note import Note
from .notice import Notice
from .objection import Objection
from .peer_check import PeerCheck, PeerComment
from .performance_snapshot import PerformanceSnapshot
from .point_outcome import PointOutcome
from .points_notice import PointsNotice
from .reference_number import ReferenceNumber
from .reminder import Reminder
from .saved_view import SavedView, ViewSubscription
from .search_word import SearchWord
from .section_answer import SectionAnswer
from .simulation import SimulatedCase, Simulation
from .state import CLOSED, State
from .text_draft import TextDraft

__all__ = [
    "CLOSED",
    "Application",
    "Assessment",
    "BulkRow",
    "BulkRun",
    "CheckedItem",
    "ClockEntry",
    "Conflict",
    "Consolidation",
    "Consultation",
    "Deadline",
    "Decision",
    "Deficiency",
    "Determination",
    "Discipline",
    "DisciplineWord",
    "Document",
    "DraftPoint",
    "EndedStage",
    "ExtensionRequest",
    "Finding",
    "InformationRequest",
    "InnovationPassport",
    "Letter",
    "LetterTemplate",
    "Mention",
    "NightCheck",
    "Note",
    "Notice",
    "Objection",
    "PassportAdvice",
    "PeerCheck",
    "PeerComment",
    "PerformanceSnapshot",
    "PointOutcome",
    "PointsNotice",
    "ReferenceApproval",
    "ReferenceNumber",
    "Reminder",
    "ReportHeld",
    "RequestPoint",
    "SamenessPoint",
    "SavedView",
    "SearchWord",
    "SectionAnswer",
    "SettledDuplicate",
    "SimulatedCase",
    "Simulation",
    "State",
    "StateLimit",
    "TextDraft",
    "ViewSubscription",
]
