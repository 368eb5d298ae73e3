"""What was typed, folded by the database's own function, so that it meets what is indexed."""

from __future__ import annotations

from django.db import connection

LONGEST = 500


def folded(text: str) -> str:
    """Never more than the first 500 letters: nobody types more to find a case."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT recognition_fold(%s)", [text[:LONGEST].replace("\x00", " ")])
        return str(cursor.fetchone()[0])
