"""The casework in the Django admin, to be read only: a case changes through `cases.operations` alone."""

from .applications import ApplicationAdmin
from .letters.templates import LetterTemplateAdmin
from .limits import StateLimitAdmin
from .parts import PartAdmin
from .record import VisibleEntryAdmin
from .requests import InformationRequestAdmin
from .simulations import offered

__all__ = [
    "ApplicationAdmin",
    "InformationRequestAdmin",
    "LetterTemplateAdmin",
    "PartAdmin",
    "StateLimitAdmin",
    "VisibleEntryAdmin",
    "offered",
]
