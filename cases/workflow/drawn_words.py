"""What a machine's facts are called in words: who may, what the ledger gets, how a guard refuses."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterable
from typing import Final

from recognition.accounts.models import Role
from recognition.accounts.permissions import BY_ROLE, COMPANY, SYSTEM
from recognition.routes import ledger

from .checks import Check
from .moves import EVERY_OPEN, ClockAct

OUTSIDE_ROLES: Final = {COMPANY: "Company", SYSTEM: "System"}
ACTS: Final = {
    ledger.STARTED: "starts",
    ledger.STOPPED: "stops",
    ledger.RESUMED: "runs again",
    ledger.EXTENDED: "is extended",
    ledger.RE_ROUTED: "goes over to the new route",
    ledger.CORRECTED: "is corrected",
}


def holders(permission: str) -> list[str]:
    """The roles that hold it, or the company or the system."""
    if permission in OUTSIDE_ROLES:
        return [OUTSIDE_ROLES[permission]]
    return [str(Role(role).label) for role, held in BY_ROLE.items() if permission in held]


def who(permissions: Iterable[str]) -> str:
    """Everyone who holds one of the permissions, each once."""
    return ", ".join(dict.fromkeys(name for permission in permissions for name in holders(permission)))


def line_of_ledger(act: ClockAct) -> str:
    if act.act != ledger.ENDED:
        return f"{act.clock} {ACTS[act.act]}"
    if act.clock != EVERY_OPEN:
        return f"{act.clock} ends ({act.outcome})"
    if act.outcome == ledger.DECIDED:
        return "route and statutory end (decided), every other open clock ends (cancelled)"
    return f"every open clock ends ({act.outcome})"


def refusals(guard: Check) -> list[str]:
    """The sentences that the guard refuses with, read from its source. What it fills in is shown as …."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(guard.why)))
    returned = [node.value for node in ast.walk(tree) if isinstance(node, ast.Return) and node.value]
    parts = [part for value in returned for part in _branches(value)]
    return [text for part in parts if (text := _sentence(part))]


def _branches(value: ast.expr) -> list[ast.expr]:
    return [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]


def _sentence(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return part.value if isinstance(part.value, str) else ""
    if not isinstance(part, ast.JoinedStr):
        return ""
    return "".join(_sentence(one) or "…" for one in part.values)
