"""Permanent references, distinct however many arrive at once."""

from __future__ import annotations

from django.db import connection

TAKE = """
INSERT INTO cases_referencenumber (year, last) VALUES (%s, 1)
ON CONFLICT (year) DO UPDATE SET last = cases_referencenumber.last + 1
RETURNING last
"""


def next_reference(year: int) -> str:
    """`IRP-2026-000001`. The row's lock is held until the caller's transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [year])
        row = cursor.fetchone()
    return f"IRP-{year}-{row[0]:06d}"
