"""The figures of `make reliability`: any test adds lines to one dated report.

    def test_nothing_is_lost(figure):
        figure("Reminders lost, worker killed before the send", 0, goal="0 of 200", passed=lost == 0)

A figure that fails its goal fails its test too, once the test has ended, so that the figures after it still count. A
test that ended before it gave any stands in the report as not measured.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from tests import machine


class Giver(Protocol):
    def __call__(self, name: str, value: object, goal: object, passed: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    value: str
    goal: str
    verdict: str  # pass, FAIL or not measured

    @property
    def row(self) -> str:
        return (
            "| "
            + " | ".join(text.replace("|", "/") for text in (self.name, self.value, self.goal, self.verdict))
            + " |"
        )


FIGURES = pytest.StashKey[list[Figure]]()
FAILED = pytest.StashKey[dict[str, str]]()  # why a test ended, by its name
MISSED = pytest.StashKey[set[str]]()  # tests that failed because a figure missed its goal


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Iterator[Giver]:
    """Adds a line to the report: what was measured, its value with the unit, the goal, and whether it was met."""
    missed: list[str] = []

    def give(name: str, value: object, goal: object, passed: bool) -> None:
        line = Figure(name, _shown(value), _shown(goal), "pass" if passed else "FAIL")
        request.config.stash[FIGURES].append(line)
        if not passed:
            missed.append(f"{name}: {line.value}, and the goal is {line.goal}")

    yield give
    if missed:
        request.config.stash[MISSED].add(request.node.nodeid)
        pytest.fail("\n".join(missed), pytrace=False)


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.2f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--report", type=Path, help="write the figures to this file, as Markdown")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[FIGURES], config.stash[FAILED], config.stash[MISSED] = [], {}, set()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.failed and item.nodeid not in item.config.stash[MISSED]:
        crash = getattr(report.longrepr, "reprcrash", None)
        reason = crash.message if crash else str(report.longrepr)
        item.config.stash[FAILED][item.nodeid] = " ".join(reason.split())[:160]
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    path = config.getoption("report")
    if path is None:
        return
    text = _report(config, passed=len(terminalreporter.stats.get("passed", [])))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    terminalreporter.write(f"\n{text}\n")


def _report(config: pytest.Config, *, passed: int) -> str:
    lines = [figure.row for figure in config.stash[FIGURES]]
    lines += [Figure(test, why, "", "not measured").row for test, why in config.stash[FAILED].items()]
    failed = len(config.stash[FAILED]) + len(config.stash[MISSED])
    return "\n".join(
        [
            *machine.heading("Reliability"),
            f"{passed} tests passed, {failed} failed.",
            "",
            "| Figure | Measured | Goal | |",
            "| --- | --- | --- | --- |",
            *lines,
            "",
        ]
    )
