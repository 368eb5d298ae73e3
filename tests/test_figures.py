"""The report of `make reliability`: what a test gives it, and what becomes of a test that fails."""

from __future__ import annotations

import pytest

from tests import figures, machine

pytest_plugins = ["pytester"]
pytestmark = pytest.mark.unit


@pytest.fixture
def report(pytester, monkeypatch):
    """Runs tests with the plugin and reads the report that they leave."""
    monkeypatch.setattr(machine, "heading", lambda title: [f"# {title}"])

    def run(source: str) -> tuple[pytest.RunResult, str]:
        pytester.makepyfile(source)
        options = ("-p", "no:django", "-p", "no:cacheprovider", "--report", "report.md")
        result = pytester.inline_run(*options, plugins=[figures])
        return result, (pytester.path / "report.md").read_text()

    return run


def test_a_figure_stands_in_the_report_with_its_goal(report):
    result, text = report("def test_it(figure): figure('Lost', 0, goal='0 of 1,000', passed=True)")

    result.assertoutcome(passed=1)
    assert "| Lost | 0 | 0 of 1,000 | pass |" in text


def test_a_missed_goal_fails_the_test_and_hides_no_figure_after_it(report):
    result, text = report(
        "def test_it(figure):\n"
        "    figure('Lost', 3, goal=0, passed=False)\n"
        "    figure('Sent', 1997, goal=2000, passed=False)\n"
    )

    assert result.ret == 1
    assert "| Lost | 3 | 0 | FAIL |" in text
    assert "| Sent | 1,997 | 2,000 | FAIL |" in text
    assert "not measured" not in text


def test_a_test_that_ended_before_its_figure_is_said_not_to_be_measured(report):
    _, text = report("def test_it(figure): raise OSError('no server')")

    assert "test_it | OSError: no server |  | not measured |" in text
