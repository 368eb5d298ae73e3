"""Why a case was found: in which of its fields and notes the words of a search stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from unicodedata import normalize

from django.contrib.postgres.search import SearchQuery
from django.db.models.fields.json import KT

from cases.models import Application, Note, ReferenceApproval
from cases.models.note import TEXT

from .folded import folded_all
from .search import Search

FIELDS: Final = {
    "reference": "Reference",
    "product_name": "Product",
    "substances": "Substance",
    "pl_number": "PL number",
    "fee_reference": "Fee reference",
    "company": "Company",
    "procedure_number": "Reference procedure number",
    "authorisation_number": "Reference authorisation number",
    "passport_number": "Innovation Passport",
}
WORD: Final = re.compile(r"\w+")
BEFORE, LONGEST, NOTES = 60, 200, 200  # letters before the mark, letters of an excerpt, notes read for a page


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Match:
    """Where, and the text there as it stands, cut into what is marked and what is not."""

    label: str
    pieces: tuple[Piece, ...]


def matched(cases: Sequence[Application], search: Search) -> dict[int, list[Match]]:
    """By case; in three queries. A field's text is folded by the database, as the index has it."""
    words = {one for word in search.words for one in search.instead.get(word, (word,))}
    texts = [one for one in _texts(cases) if one[2]]
    found: dict[int, list[Match]] = defaultdict(list)
    for (key, name, text), folded in zip(texts, folded_all([text for *_, text in texts]), strict=True):
        if any(_stands(word, folded, anywhere=name == "company") for word in words):
            match = Match(FIELDS[name], tuple(marked(text, words)))
            found[key] += [] if match in found[key] else [match]
    for note in _notes(cases, words):
        if not any(one.label == "Note" for one in found[note.application_id]):
            found[note.application_id].append(Match("Note", tuple(marked(excerpt(note.text, words), words))))
    return found


def _texts(cases: Sequence[Application]) -> list[tuple[int, str, str]]:
    rows = [(case.pk, name, str(getattr(case, name))) for case in cases for name in list(FIELDS)[:3]]
    rows += [(case.pk, "fee_reference", case.fee_reference) for case in cases]
    rows += [(case.pk, "company", case.organisation.name) for case in cases]
    for name in ("pl_number", "passport_number"):
        rows += [(case.pk, name, getattr(case, name, None) or "") for case in cases]
    approvals = ReferenceApproval.objects.filter(application__in=[case.pk for case in cases]).order_by("pk")
    for key, procedure, authorisation in approvals.values_list(
        "application_id", "procedure_number", "authorisation_number"
    ):
        rows += [(key, "procedure_number", procedure), (key, "authorisation_number", authorisation)]
    return rows


def with_numbers(cases: Sequence[Application]) -> Sequence[Application]:
    """What lists leave out: the PL number, which stands among the company's answers, and the passport's."""
    rows = Application.objects.filter(pk__in=[case.pk for case in cases])
    found = rows.values_list("pk", KT("facts__pl_number"), "innovation_passport__number")
    numbers = {key: more for key, *more in found}
    for case in cases:  # read here, and only to be shown
        case.pl_number, case.passport_number = numbers.get(case.pk, (None, None))  # type: ignore[attr-defined]
    return cases


def _notes(cases: Sequence[Application], words: Iterable[str]) -> list[Note]:
    query = None
    for word in words:
        one = SearchQuery(f"{word}:*", config="simple", search_type="raw")
        query = one if query is None else query | one
    notes = Note.objects.filter(application__in=[case.pk for case in cases])
    return list(notes.alias(words=TEXT).filter(words=query).order_by("-pk")[:NOTES])


def _stands(word: str, folded: str, *, anywhere: bool) -> bool:
    """As the search looks: for the beginning of a word, in a company's name for any part."""
    return word in folded if anywhere else any(one.startswith(word) for one in folded.split())


def excerpt(text: str, words: Iterable[str]) -> str:
    """Around the first word that was found."""
    places = [one.start() for one in WORD.finditer(text) if _is(one[0], words)]
    start = max(places[0] - BEFORE, 0) if places else 0
    end = start + LONGEST
    return f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"


def marked(text: str, words: Iterable[str]) -> list[Piece]:
    pieces, at = [], 0
    for one in WORD.finditer(text):
        if _is(one[0], words):
            pieces += [Piece(text[at : one.start()], False), Piece(one[0], True)]
            at = one.end()
    return [piece for piece in [*pieces, Piece(text[at:], False)] if piece.text]


def _is(word: str, words: Iterable[str]) -> bool:
    """Only to mark it: what was found is the database's to say."""
    plain = "".join(one for one in normalize("NFKD", word).casefold() if one.isalnum())
    return any(plain.startswith(one) for one in words)
