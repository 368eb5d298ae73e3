"""`docs/workflow.md`: the machines drawn and tabled from their own metadata, never by hand."""

from __future__ import annotations

from django.db import models

from cases.models import Application, Assessment, Decision, ExtensionRequest, InformationRequest
from recognition.routes.models import RuleSet

from .drawn_diagram import diagram
from .drawn_moves import moves_of
from .drawn_tables import code, guards_table, is_from_every_open_state, moves_table, permissions_table, small_table

SMALL = (InformationRequest, ExtensionRequest, Assessment, Decision, RuleSet)
INTRO = """# The workflow

Written by `make manage CMD="draw_workflow"` from `cases/workflow/machine.py`; do not edit. `make check` fails when it
is stale.

Every move goes through `cases/workflow/perform.py`. It checks the state, then the permission, then each guard. A move
that is refused changes nothing. [architecture.md](architecture.md) tells what the clocks are."""
LEGEND = "A line within a box is a move that stays in its state."
GUARDS = "Each refuses with its code and these words; … is filled in from the case."
SMALL_INTRO = "They are moved by the operations that move their case; a rule set by `recognition/routes/publishing.py`."


def document() -> str:
    moves = moves_of(Application)
    apart = [move for move in moves if is_from_every_open_state(move)]  # they would cover the picture
    parts = [
        INTRO,
        f"## A case\n\n{diagram(Application, without=apart)}",
        LEGEND,
        *(f"“{move.label}” leads from every open state to {code(move.target)}." for move in apart),
        f"## Its moves\n\n{moves_table(moves)}",
        f"## Its guards\n\n{GUARDS}\n\n{guards_table(moves)}",
        f"## Who holds which permission\n\n{permissions_table()}",
        f"## The small machines\n\n{SMALL_INTRO}",
        *(_small(model) for model in SMALL),
    ]
    return "\n\n".join(parts) + "\n"


def _small(model: type[models.Model]) -> str:
    name = str(model._meta.verbose_name).capitalize()
    return f"### {name}\n\n{diagram(model)}\n\n{small_table(moves_of(model))}"
