"""Letters of a case, their templates, and the templates in the administration."""

from __future__ import annotations

from tests.cases.letters import sent, template

from ..house import House
from ..row import Row, case
from ..stock.work import letter_template
from .administration import SUBMIT


def _sent(house: House) -> tuple[str, int]:
    letter = house.once("letter", lambda house: sent(house.case("received")))
    return letter.application.reference, letter.pk


def _draft(house: House) -> tuple[int]:
    return (letter_template(house).pk,)


def _write(kind: str):
    return lambda house: (*case("received")(house), template(kind).pk)


ROWS = [
    Row("letter-templates", "lead"),
    Row("letter-template", "lead", args=_draft),
    Row("letter-template", "lead", args=_draft, label="tried", prepares=_sent),
    Row("letter-template", "lead", "error", args=_draft, query="?reference=IRP-2000-999999", status=404),
    Row("case-letters", "validator", args=case("received"), label="written", prepares=_sent),
    Row("case-letter-write", "validator", args=_write("acknowledgement")),
    Row("case-letter", "validator", args=_sent),
    Row("case-letter-again", "manager", args=_sent),
    Row("admin:letters_move", "administrator", args=lambda house: (*_draft(house), "propose")),
    Row(
        "admin:letters_move",
        "administrator",
        "error",
        args=lambda house: (*_draft(house), "propose"),
        presses=SUBMIT,
        status=409,
    ),
    Row("admin:letters_compare", "administrator", args=_draft),
    Row("admin:letters_try", "administrator", args=_draft),
]
