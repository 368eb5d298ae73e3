"""The typed environment: every setting that differs from one installation to the next comes through here.

An installation that lacks one refuses to start, and says in one message which ones and what to do. The
demonstration (`DEMO=1`) and the tests (`TESTING=1`) have stand-ins, so that they need no setting at all.
`.env.example` lists every variable; a `.env` beside `manage.py` is read first, and the environment wins over it.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import SplitResult, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")


class Environment:
    """Reads variables and gathers what is wrong with them, so that one start shows every fault."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._env = environ.Env()
        self._env.ENVIRON = variables
        self._faults: list[str] = []
        self.demo = self.flag("DEMO")
        self.testing = self.flag("TESTING")

    @property
    def production(self) -> bool:
        """Neither trying out nor testing: nothing may be left to a stand-in."""
        return not (self.demo or self.testing)

    def text(self, name: str, default: str = "") -> str:
        return self._read(name, self._env.str, default, "some text")

    def flag(self, name: str, default: bool = False) -> bool:
        return self._read(name, self._env.bool, default, "1 or 0")

    def number(self, name: str, default: int) -> int:
        return self._read(name, self._env.int, default, "a whole number")

    def share(self, name: str, default: float) -> float:
        return self._read(name, self._env.float, default, "a number")

    def names(self, name: str, default: list[str] | None = None) -> list[str]:
        return self._read(name, self._env.list, default or [], "names with commas between")

    def needed(self, name: str, *, stand_in: str, remedy: str) -> str:
        """A setting that production has to give; a default left in place there is as bad as none."""
        value = self.text(name)
        if self.production and value in ("", stand_in):
            self._faults.append(f"{name} is {'not set' if not value else 'still the stand-in'}: {remedy}")
        return value or stand_in

    def database(self, name: str, *, stand_in: str, remedy: str) -> dict[str, Any]:
        url = self.needed(name, stand_in=stand_in, remedy=remedy)
        if not url.startswith(("postgres://", "postgresql://")):  # Nothing else has the locks and triggers we need.
            self._faults.append(f"{name} is not the address of a PostgreSQL: {remedy}")
            return {}
        return self._parse(name, lambda: dict(environ.Env.db_url_config(url)), remedy)

    def mail(self, name: str, *, stand_in: str, remedy: str) -> dict[str, Any]:
        url = self.needed(name, stand_in=stand_in, remedy=remedy)
        return self._parse(name, lambda: dict(environ.Env.email_url_config(url)), remedy)

    def mailbox(self, name: str, *, remedy: str) -> str:
        """The address of a mailbox to be read, empty where none is."""
        url = self.text(name)
        found = urlsplit(url)
        if url and not (found.path.strip("/") and (found.scheme == "maildir" or (_is_imap(found) and found.hostname))):
            self._faults.append(f"{name} is not the address of a mailbox: {remedy}")
        return url

    def fault(self, sentence: str) -> None:
        """Put on record something that the variables say together but must not."""
        self._faults.append(sentence)

    def refuse_if_faulty(self) -> None:
        if self._faults:
            lines = "\n".join(f"  - {fault}" for fault in self._faults)
            raise ImproperlyConfigured(
                f"Recognition does not start like this:\n{lines}\n(.env.example lists every setting.)"
            )

    def _read(self, name: str, read: Callable[..., T], default: T, wanted: str) -> T:
        try:
            return read(name, default=default)
        except (ValueError, TypeError, ImproperlyConfigured):
            self._faults.append(f"{name} should be {wanted}, and is {self._env.ENVIRON.get(name)!r}")
            return default

    def _parse(self, name: str, parse: Callable[[], dict[str, Any]], remedy: str) -> dict[str, Any]:
        try:
            return parse()
        except (ValueError, KeyError, ImproperlyConfigured):
            self._faults.append(f"{name} is not an address that can be read: {remedy}")
            return {}


def _is_imap(url: SplitResult) -> bool:
    return url.scheme in ("imaps", "imap")


def with_file(variables: dict[str, str], path: Path) -> dict[str, str]:
    """The variables with those of a `.env` file below them."""
    if not path.is_file():
        return variables
    from_file: dict[str, str] = {}
    environ.Env.ENVIRON, kept = from_file, environ.Env.ENVIRON
    try:
        environ.Env.read_env(path)
    finally:
        environ.Env.ENVIRON = kept
    return {**from_file, **variables}
