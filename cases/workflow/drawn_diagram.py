"""A machine as a mermaid state diagram."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models

from .drawn_moves import DrawnMove, first_state, moves_of, states_of


def diagram(model: type[models.Model], without: Sequence[DrawnMove] = ()) -> str:
    """Every state, and an arrow for each pair of states with the labels of the moves between them."""
    states, moves = states_of(model), moves_of(model)
    arrows: dict[tuple[str, str], list[str]] = {}
    for move in moves:
        for source in move.sources if move not in without else ():
            arrows.setdefault((source, move.target or source), []).append(move.label)
    ends = [state for state in states if not any(state in move.sources for move in moves)]
    lines = [
        *(f'state "{label}" as {state}' for state, label in states.items()),
        f"[*] --> {first_state(model)}",
        *(f"{source} --> {target}: {'<br/>'.join(dict.fromkeys(said))}" for (source, target), said in arrows.items()),
        *(f"{state} --> [*]" for state in ends),
    ]
    return "```mermaid\nstateDiagram-v2\n" + "\n".join(f"    {line}" for line in lines) + "\n```"
