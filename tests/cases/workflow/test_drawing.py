"""The drawn workflow says what the machine says, and a stale one is found."""

import ast
import inspect

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from cases.models import Application, State
from cases.workflow.drawing import document
from cases.workflow.drawn_moves import moves_of
from cases.workflow.drawn_words import refusals, who
from cases.workflow.machine import OPEN, Machine
from recognition.accounts.permissions import COMPANY, LEAD, SYSTEM

pytestmark = pytest.mark.unit


def test_the_committed_drawing_is_fresh():
    call_command("draw_workflow", check=True)


def test_a_changed_file_fails_the_check_and_says_what_to_do(tmp_path):
    stale = tmp_path / "workflow.md"
    stale.write_text(document() + "A line by hand.\n", encoding="utf-8")

    with pytest.raises(CommandError, match=r"make manage CMD=.draw_workflow.") as failed:
        call_command("draw_workflow", check=True, file=stale)

    assert failed.value.returncode == 1
    assert stale.read_text(encoding="utf-8").endswith("A line by hand.\n")


def test_a_missing_file_fails_the_check_and_is_drawn_without_it(tmp_path):
    missing = tmp_path / "docs" / "workflow.md"

    with pytest.raises(CommandError):
        call_command("draw_workflow", check=True, file=missing)
    call_command("draw_workflow", file=missing)

    assert missing.read_text(encoding="utf-8") == document()


def test_every_move_of_the_machine_is_drawn():
    written = [node for node in ast.walk(ast.parse(inspect.getsource(Machine))) if isinstance(node, ast.FunctionDef)]

    assert [move.name for move in moves_of(Application)] == [node.name for node in written]


def test_every_guard_says_how_it_refuses():
    silent = [guard.rule for move in moves_of(Application) for guard in move.guards if not refusals(guard)]

    assert silent == []


def test_every_state_is_drawn_and_the_open_ones_are_those_that_can_be_withdrawn():
    drawn = document()

    assert all(f'state "{state.label}" as {state.value}' in drawn for state in State)
    assert "“Record a withdrawal” leads from every open state to `withdrawn`." in drawn
    assert set(OPEN) <= set(State.values)


def test_permissions_become_roles_each_once():
    assert who([LEAD, COMPANY, SYSTEM, LEAD]) == "Lead assessor, Manager, Company, System"


def test_the_file_stands_where_the_documentation_points():
    assert (settings.BASE_DIR / "docs" / "workflow.md").is_file()
