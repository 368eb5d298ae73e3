"""A machine as a mermaid state diagram."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models

from .drawn_moves import DrawnMove, first_state, moves_of, states_of


def diagram(model: type[models.Model], without: Sequence[DrawnMove] = ()) -> str:
    """An arrow for each pair of states, with the labels of the moves between them; a move that stays in its state is
    a line in the state's own box."""
    states, moves = states_of(model), moves_of(model)
    arrows: dict[tuple[str, str], list[str]] = {}
    for move in moves:
        for source in move.sources if move not in without else ():
            arrows.setdefault((source, move.target or source), []).append(move.label)
    ends = [state for state in states if not any(state in move.sources for move in moves)]
    lines = [
        *(f'state "{label}" as {state}' for state, label in states.items()),
        f"[*] --> {first_state(model)}",
        *(line for (source, target), labels in arrows.items() for line in _drawn(source, target, labels)),
        *(f"{state} --> [*]" for state in ends),
    ]
    return "```mermaid\nstateDiagram-v2\n" + "\n".join(f"    {line}" for line in lines) + "\n```"


def _drawn(source: str, target: str, labels: Sequence[str]) -> list[str]:
    said = list(dict.fromkeys(labels))
    if source == target:
        return [f"{source} : {label}" for label in said]
    return [f"{source} --> {target}: {'<br/>'.join(said)}"]
