"""One page that is looked at: which address, who looks, and in which state it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from recognition.accounts.models import User

if TYPE_CHECKING:
    from .house import House

FULL, EMPTY, ERROR = "full", "empty", "error"
IN_ROWS = "main tbody tr"  # for `shows` and `lacks` of a list


@dataclass(frozen=True, slots=True)
class Row:
    """`url` is the name in the URL map, `who` a role ("" for somebody who has not signed in), `state` one of full,
    empty and error. An empty page is looked at in a house that has people and the shipped rules, and no case; that of a
    case, at one on which nothing has happened yet. `args` are the address's arguments, `query` what stands after it.
    Where something is sent, `at` is the address of the form (if not the page itself), `types` what is typed into it by
    name, and `presses` the button; `then` is what is typed on the next page and sent too. `blanks` empties every field
    first, and `gives` are files by name and content, for the one field of files. `opens` unfolds details. `shows` is a
    selector of what must be there, `lacks` of what must not: full is full, empty is empty, and an error is one.
    """

    url: str
    who: str | Callable[[House], User]
    state: str = FULL
    args: tuple[Any, ...] | Callable[[House], tuple[Any, ...]] = ()
    query: str = ""
    label: str = ""
    status: int = 200
    at: str = ""
    types: Mapping[str, str] = field(default_factory=dict)
    presses: str = ""
    then: Mapping[str, str] = field(default_factory=dict)
    opens: bool = False
    blanks: bool = False
    gives: Mapping[str, bytes] = field(default_factory=dict)
    shows: str = ""
    lacks: str = ""
    prepares: Callable[[House], object] | None = None

    def __str__(self) -> str:
        return "-".join(part for part in (self.url.replace(":", "."), self.state, self.label) if part)

    @property
    def is_of_an_empty_house(self) -> bool:
        return self.state == EMPTY and not self.args

    @property
    def who_says(self) -> str:
        return self.who if isinstance(self.who, str) and self.who else "someone of its own" if self.who else "nobody"

    def path(self, house: House) -> str:
        """The address is worked out even where another is opened, so that the row is of a page that exists."""
        args = self.args(house) if callable(self.args) else self.args
        return (self.at or reverse(self.url, args=args)) + self.query

    def person(self, house: House) -> User | None:
        if callable(self.who):
            return self.who(house)
        return house.people.user(self.who) if self.who else None


def case(name: str) -> Callable[[House], tuple[str]]:
    """The reference of a case of the house, for `args`."""
    return lambda house: (house.case(name).case.reference,)
