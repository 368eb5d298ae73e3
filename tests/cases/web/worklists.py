"""What the tests of the worklist read from it, and the rows that a busy authority has."""

from __future__ import annotations

import re

from django.db import connection

from cases.models import Application, Deadline

REFERENCE = re.compile(r'cases-list__reference" href="/cases/(IRP-\d{4}-\d{6})/"')


def listed(client, query: str = "") -> list[str]:
    answer = client.get(f"/cases/?{query}")
    assert answer.status_code == 200
    return REFERENCE.findall(answer.content.decode())


def copies(case: Application, count: int) -> None:
    """Rows like the case's, as many as a busy authority has; without a record, so the triggers look away."""
    fields = {f.attname: getattr(case, f.attname) for f in case._meta.concrete_fields if f.name != "id"}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        made = Application.objects.bulk_create(
            Application(**{**fields, "reference": f"IRP-2025-{n:06d}"}) for n in range(1, count + 1)
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
    for row in case.deadlines.all():
        values = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name != "id"}
        Deadline.objects.bulk_create(Deadline(**{**values, "application_id": one.pk}) for one in made)
