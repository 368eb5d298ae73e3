"""What of a row is searched, as one expression: the index is made of it, and every search asks in the same words."""

from __future__ import annotations

from functools import reduce

from django.contrib.postgres.search import SearchVector
from django.db.models import F, Func, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Concat

from recognition.folding import Fold


def searchable(*fields: str | Combinable) -> SearchVector:
    """The words of these fields, folded, in no language: a product's name has no stem."""
    parts: list[Func] = [
        Coalesce(F(one) if isinstance(one, str) else one, Value(""), output_field=TextField()) for one in fields
    ]
    text = reduce(_beside, parts)
    return SearchVector(Fold(text), config="simple")


def _beside(left: Func, right: Func) -> Func:
    return Concat(left, Value(" "), right, output_field=TextField())
