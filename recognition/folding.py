"""Text as it is searched: without accents, capitals and punctuation, so that `PL 12345/0001` and `pl-12345 0001` meet.

The database folds with a function of its own (`recognition_fold`, see the migration), and what is typed is folded by
the same one, so that the two cannot differ.
"""

from __future__ import annotations

from django.db.models import Func, TextField


class Fold(Func):
    """`recognition_fold(text)`: words of letters and digits, a space between them. Immutable, so it is indexed."""

    function = "recognition_fold"
    arity = 1
    output_field = TextField()
