"""The page of every act, offered and after a mistake: from the table of acts, so a new one is looked at too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from cases.web.acts import ACTS
from recognition.accounts.models import User
from recognition.clock import today
from tests.cases.journey import Journey
from tests.cases.web.journeys_of_acts import TRIES

from ..house import House
from ..look import SEND
from ..row import Row, case

# The cases of the others were there long ago; these acts are offered while the days for them last.
OF_THE_HOUSE = {"extend-reply": "stopped", "record-extension-request": "stopped", "revert": "objected"}

# What these forms hold already would be sent as it stands.
WRONG = {"change-point": {"text": " "}, "assess-section": {"page": "4" * 41}}


class Tried:
    """An act on a case of its own, on which it can be done."""

    def __init__(self, name: str) -> None:
        self.name, self.how = name, TRIES[name]

    def journey(self, house: House) -> Journey:
        if name := OF_THE_HOUSE.get(self.name):
            return house.case(name)
        return house.once(("act", self.name), lambda house: self.how.begin())

    def who(self, house: House) -> User:
        return self.journey(house).people.user(self.how.role)

    def args(self, house: House) -> tuple[str, ...]:
        case, about = self.journey(house).case, self.how.about
        about = about(case) if callable(about) else about
        return (case.reference, self.name, about) if about else (case.reference, self.name)


def _rows() -> Iterator[Row]:
    for name, act in ACTS.items():
        tried = Tried(name)
        url = "act-about" if tried.how.about else "act"
        yield Row(url, tried.who, args=tried.args, label=name)
        if any(field.required for field in act.form.base_fields.values()):
            wrong = WRONG.get(name, {})
            yield Row(url, tried.who, "error", args=tried.args, label=name, types=wrong, presses=SEND, status=422)


# What bars an act is said on its page, and a date before today is shown for a check before it is put right.
EARLIER = {"on_day": "%d", "on_month": "%m", "on_year": "%Y"}
BARRED_AND_CHECKED = [
    Row("act", "lead", args=lambda house: (*case("objected")(house), "recommend-grant"), label="barred"),
    Row("act", "validator", args=lambda house: (*case("validating")(house), "validate"), label="barred-unpaid"),
    Row("act", "lead", args=lambda house: (*case("running")(house), "revert"), label="barred-revert"),
    Row(
        "act",
        "manager",
        args=lambda house: (*case("received")(house), "correct-date"),
        label="checked",
        types={name: f"{today() - timedelta(days=5):{part}}" for name, part in EARLIER.items()}
        | {"reason": "A receipt."},
        presses=SEND,
        opens=True,
    ),
]

PARTLY_ADDED = Row(
    "act",
    "assessor",
    "error",
    args=lambda house: (*case("running")(house), "add-document"),
    label="partly-added",
    types={"kind": "letter"},
    gives={"a letter.txt": b"Dear company", "not what it says.pdf": b"MZ\x90", f"{'long' * 40}.txt": b""},
    presses=SEND,
    status=422,
    shows="main .cases-papers .govuk-tag--green",
)

ROWS = [*_rows(), PARTLY_ADDED, *BARRED_AND_CHECKED]
