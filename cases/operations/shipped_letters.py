"""The letter templates that the application ships with, a file each: lines of what it is, an empty line, its body."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import transaction

from cases.models import LetterTemplate
from recognition.accounts.actors import system

from .letter_templates import publish_shipped_template

FOLDER: Final = Path(__file__).resolve().parent.parent / "fixtures" / "letters"


@transaction.atomic
def load_shipped_letters(*, at: datetime) -> int:
    """Add and publish those that are missing, and change nothing that is there. Returns how many were added."""
    known = set(LetterTemplate.objects.values_list("code", flat=True))
    missing = [path for path in sorted(FOLDER.glob("*.md")) if path.stem not in known]
    for path in missing:
        row = LetterTemplate.objects.create(code=path.stem, **_read(path))
        publish_shipped_template(row, actor=system("load_letters"), at=at)
    return len(missing)


def _read(path: Path) -> dict[str, str]:
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    return {**dict(line.split(": ", 1) for line in head.splitlines()), "body": body.strip()}
