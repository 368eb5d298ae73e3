"""The page of every act, offered and after a mistake: from the table of acts, so a new one is looked at too."""

from __future__ import annotations

from collections.abc import Iterator

from cases.web.acts import ACTS
from recognition.accounts.models import User
from tests.cases.journey import Journey
from tests.cases.web.journeys_of_acts import TRIES

from ..house import House
from ..look import SEND
from ..row import Row

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


ROWS = [*_rows()]
