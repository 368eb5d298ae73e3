"""The fields that a letter may name, and no others. Their values are computed in `cases.queries.letter_values`.

None is a person of the staff: what a company is told, the authority tells it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class LetterField:
    """`example` is what a test merge shows where no case may be seen. A block may have several paragraphs. What is
    `typed` is written by whoever writes the letter."""

    name: str
    words: str
    example: str
    is_block: bool = False
    is_typed: bool = False


_ALL: Final = (
    LetterField("reference", "Our reference", "IRP-2026-000017"),
    LetterField("letter_date", "The day on which the letter is written", "14 March 2026"),
    LetterField("product_name", "The product, as the form names it", "Cardelin 5 mg tablets"),
    LetterField("substances", "The active substances", "amlodipine besilate"),
    LetterField("company_name", "The applicant", "Aldbrook Pharma Ltd"),
    LetterField("contact_name", "Whom the letter addresses; the company where no person is named", "Dana Whitlock"),
    LetterField("route", "The route that it is on", "Recognition A"),
    LetterField("reference_regulator", "Whose approval is relied on", "Federal Institute for Drugs"),
    LetterField("sequence", "The eCTD sequence", "0000"),
    LetterField("fee_reference", "The reference of the fee", "FEE-2026-1"),
    LetterField("submitted_on", "The day of the submission", "2 February 2026"),
    LetterField("day_zero", "Day 0 of the assessment clock", "23 February 2026"),
    LetterField("decision_due", "When the decision is due; a forecast while the clock stands", "24 April 2026"),
    LetterField("correction_due", "When a corrected sequence has to arrive", "16 March 2026"),
    LetterField("validation_outcome", "What validation found", "The submission is valid.", is_block=True),
    LetterField("request_number", "The number of the newest request for information", "1"),
    LetterField("request_date", "The day on which it was sent", "4 May 2026"),
    LetterField("reply_due", "When the reply is due, with what was granted beyond", "3 July 2026"),
    LetterField("points", "Its points, each with number, discipline and grade", "1. Quality, major: the limit.", True),
    LetterField("decision_date", "The day of the decision", "20 April 2026"),
    LetterField("grounds", "The grounds of a refusal", "Safety, quality or efficacy"),
    LetterField("reasons", "The reasons of the decision, as they are signed", "The report is final.", is_block=True),
    LetterField("conditions", "The conditions of a grant, or that there are none", "There are none.", is_block=True),
    LetterField("about", "What the letter is about: typed by whoever writes it", "A meeting", is_typed=True),
    LetterField("free_part", "A part typed by whoever writes it", "We should like to meet.", True, is_typed=True),
)
FIELDS: Final = {field.name: field for field in _ALL}
LINES: Final = [field.name for field in _ALL if not field.is_block]
BLOCKS: Final = [field.name for field in _ALL if field.is_block]
