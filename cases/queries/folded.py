"""What was typed, folded by the database's own function, so that it meets what is indexed."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

LONGEST = 500


def folded(text: str) -> str:
    """Never more than the first 500 letters: nobody types more to find a case."""
    return folded_all([text])[0]


def folded_all(texts: Sequence[str]) -> list[str]:
    """Each text, in one query; in none where nothing was typed."""
    typed = [text[:LONGEST].replace("\x00", " ") for text in texts]
    if not any(typed):
        return typed
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT recognition_fold(one) FROM unnest(%s::text[]) WITH ORDINALITY AS t(one, n) ORDER BY n", [typed]
        )
        return [str(row[0]) for row in cursor.fetchall()]
