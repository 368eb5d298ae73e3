"""A case's assessment report, assembled from its parts, as values for a page and for paper."""

from .blocks import Block, Part, Report
from .paper import report_pdf
from .report import report_of

__all__ = ["Block", "Part", "Report", "report_of", "report_pdf"]
