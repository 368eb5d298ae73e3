"""What cannot be drawn, as tables of Markdown: moves, guards and permissions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from recognition.accounts.permissions import BY_ROLE, COMPANY, SYSTEM

from .drawn_moves import DrawnMove
from .drawn_words import holders, line_of_ledger, refusals, who
from .machine import OPEN

HEADS = ("move", "from", "to", "who", "guards", "in the ledger", "event", "told")


def moves_table(moves: Sequence[DrawnMove]) -> str:
    return _table(HEADS, (_row(move) for move in moves))


def small_table(moves: Sequence[DrawnMove]) -> str:
    rows = ((code(move.name), _lines(map(code, move.sources)), code(move.target), move.words) for move in moves)
    return _table(("move", "from", "to", "what"), rows)


def is_from_every_open_state(move: DrawnMove) -> bool:
    return set(move.sources) == set(OPEN)


def _row(move: DrawnMove) -> Sequence[str]:
    return (
        _lines(part for part in (f"**{move.label}**", code(move.name), move.words) if part),
        "every open state" if is_from_every_open_state(move) else _lines(map(code, move.sources)),
        code(move.target),
        _lines((who(move.custom["by"]), *map(code, move.custom["by"]))),
        _lines(code(guard.rule) for guard in move.guards),
        _lines(line_of_ledger(act) for act in move.custom["clock"]),
        code(move.custom["event"]),
        ", ".join(move.custom["tells"]),
    )


def guards_table(moves: Sequence[DrawnMove]) -> str:
    guards = dict.fromkeys(guard for move in moves for guard in move.guards)
    names = {guard: [code(move.name) for move in moves if guard in move.guards] for guard in guards}
    rows = ((code(guard.rule), _lines(refusals(guard)), _lines(names[guard])) for guard in guards)
    return _table(("code", "says", "guards"), rows)


def permissions_table() -> str:
    held = {permission for permissions in BY_ROLE.values() for permission in permissions}
    rows = ((code(permission), ", ".join(holders(permission))) for permission in [*sorted(held), COMPANY, SYSTEM])
    return _table(("permission", "held by"), rows)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A vertical bar would end the cell."""
    body = [" | ".join(cell.replace("|", "\\|") for cell in row) for row in rows]
    return "\n".join(f"| {line} |" for line in [" | ".join(heads), " | ".join("---" for _ in heads), *body])


def code(text: str | None) -> str:
    return "unchanged" if text is None else f"`{text}`"


def _lines(cells: Iterable[str]) -> str:
    return "<br>".join(cells)
