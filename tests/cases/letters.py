"""What tests of letters share: the published template of a kind, and a letter sent in one call."""

from typing import Any
from uuid import UUID, uuid4

from cases.models import Letter, LetterTemplate
from cases.operations.send_letter import send_letter
from cases.operations.write_letter import write_letter
from cases.queries.written import Addressee
from recognition.files.keeping import stored_names

from .journey import Journey


def template(kind: str) -> LetterTemplate:
    return LetterTemplate.objects.get(kind=kind, state="published")


def sent(
    journey: Journey, kind: str = "acknowledgement", *, by: str = "validator", key: UUID | None = None, **typed: Any
) -> Letter:
    made = write_letter(**journey.by(by), template=template(kind), **typed)
    return send_letter(**journey.by(by), template=template(kind), key=key or uuid4(), read=made.mark, **typed)


def elsewhere(email: str = "other@aldbrook.example", name: str = "Other Person") -> Addressee:
    return Addressee(email, name)


def kept(journey: Journey) -> list[str]:
    """The files of the case's reference in the store, which tests share."""
    return sorted(stored_names(f"documents/{journey.case.reference}"))
