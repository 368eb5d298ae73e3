"""Two versions of the rules side by side: what was added, removed and changed, in words. Pure."""

from .compare import compare
from .difference import ADDED, CHANGED, REMOVED, Change, Comparison, Difference

__all__ = ["ADDED", "CHANGED", "REMOVED", "Change", "Comparison", "Difference", "compare"]
