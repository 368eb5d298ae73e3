"""Search among the cases that a person may see: by reference, numbers, product, substance, company and notes.

Every word must be found somewhere in a case; its last letters may be missing. The rows that a word is in are found by
an index in each table, then put together. A word that nothing has is matched to the words it may have been meant for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery, TrigramSimilarity, TrigramWordSimilarity
from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import Combinable

from cases.models import Application, InnovationPassport, Note, ReferenceApproval, SearchWord
from cases.models.application import WORDS
from cases.models.approval import NUMBERS
from cases.models.innovation_passport import PASSPORT
from cases.models.note import TEXT
from recognition.accounts.models import Organisation
from recognition.folding import Fold

from .folded import folded

MOST_WORDS, FEW, GUESSES = 10, 2000, 5
ALIKE = 0.3


@dataclass(frozen=True, slots=True)
class Search:
    """What was typed, word by word, each with the words that are looked for instead of it; empty where it stands."""

    words: tuple[str, ...]
    instead: dict[str, tuple[str, ...]]

    @property
    def is_guess(self) -> bool:
        return bool(self.instead)


def matching(cases: QuerySet[Application], text: str) -> tuple[QuerySet[Application], Search]:
    """The cases that have every word of the text. Where none has, those that have what may have been meant."""
    words = tuple(folded(text).split()[:MOST_WORDS])
    if not words:
        return cases, Search((), {})
    search = Search(words, {})
    found = _having(cases, search)
    if found is None:
        search = Search(words, _meant(words))
        found = (_having(cases, search) if search.is_guess else None) or cases.none()
    return found, search


def exactly(cases: QuerySet[Application], text: str) -> QuerySet[Application]:
    """The cases that have every word of the folded text, found by the query that reads them: to be counted."""
    for word in text.split()[:MOST_WORDS]:
        cases = cases.filter(_has_one_of((word,)))
    return cases


def _having(cases: QuerySet[Application], search: Search) -> QuerySet[Application] | None:
    """None where no case has them. A few keys are looked up first: the database would else walk through an order,
    looking for a rare word, to its end."""
    found = cases
    for word in search.words:
        found = found.filter(_has_one_of(search.instead.get(word, (word,))))
    keys = list(found.order_by().values_list("pk", flat=True)[: FEW + 1])
    if not keys:
        return None
    return found if len(keys) > FEW else cases.filter(pk__in=keys)


def _has_one_of(words: tuple[str, ...]) -> Q:
    found = Q()
    for word in words:
        found |= Q(pk__in=_rows(word))
    return found


def _rows(word: str) -> QuerySet[Application, dict[str, int]]:
    query = SearchQuery(f"{word}:*", config="simple", search_type="raw")  # folded: letters and digits only
    companies = Organisation.objects.alias(folded=Fold("name")).filter(folded__contains=word)
    return _keys(Application, WORDS, query, "pk").union(
        Application.objects.order_by().filter(organisation__in=companies).values("pk"),
        _keys(ReferenceApproval, NUMBERS, query, "application"),
        _keys(InnovationPassport, PASSPORT, query, "application"),
        _keys(Note, TEXT, query, "application"),
        all=True,
    )


def _keys(model: type[Model], words: Combinable, query: SearchQuery, key: str) -> QuerySet[Any, dict[str, int]]:
    rows = model._default_manager.alias(words=words).filter(words=query)
    return rows.order_by().values(key)


def _meant(words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """For each word that none has, the words most like it."""
    guesses = {word: _alike(word) for word in words if len(word) > 2 and not _is_known(word)}
    return {word: found for word, found in guesses.items() if found}


def _is_known(word: str) -> bool:
    """Asked whether one row exists, the database would read them one by one for a word that none has."""
    return len(_rows(word)[:FEW]) > 0


def _alike(word: str) -> tuple[str, ...]:
    known = SearchWord.objects.filter(word__trigram_similar=word).annotate(like=TrigramSimilarity("word", word))
    names = Organisation.objects.annotate(name_words=Fold("name")).alias(
        like=TrigramWordSimilarity(word, F("name_words"))
    )
    close = names.filter(name_words__trigram_word_similar=word).order_by("-like", "id")[:GUESSES]
    companies = [part for name in close.values_list("name_words", flat=True) for part in name.split()]
    found = list(known.order_by("-like", "word").values_list("word", flat=True)[:GUESSES])
    return tuple(dict.fromkeys([*found, *(part for part in companies if _is_close(part, word))]))


def _is_close(left: str, right: str) -> bool:
    """As the database's trigrams would say; of a company's name only the word that was meant is looked for."""
    ours, theirs = _trigrams(left), _trigrams(right)
    return len(ours & theirs) / len(ours | theirs) >= ALIKE


def _trigrams(word: str) -> set[str]:
    padded = f"  {word} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}
