"""The figures of a period as people read them: tables whose cells lead to their cases, and the charts beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.urls import reverse
from django.utils.http import urlencode

from cases.models import State
from cases.queries.performance.behind import EVERY, IN
from cases.queries.performance.definitions import DEFINITIONS, TITLES
from cases.queries.performance.figures import ALL, CAUSE, COUNT, MONTH, ROUTE, SHARE, STATE, Figure
from cases.queries.performance.report import Report

from .charts import FULL, OPEN, STRIPED, Chart, chart

DECIDED: Final = (
    *("decided", "granted", "in_time", "statutory_in_time", "clock_median", "clock_p90", "elapsed_median"),
    *("elapsed_p90", "receipt_median", "receipt_p90", "stopped", "extended", "reverted"),
)
VALIDATION: Final = (
    *("validated", "corrected", "first_time", "validation_in_time", "validation_median", "validation_p90"),
)
BY_MONTH: Final = ("decided", "in_time", "clock_median", "clock_p90", "elapsed_median", "elapsed_p90")
VALIDATION_BY_MONTH: Final = ("validated", "corrected", "validation_in_time", "validation_median")


@dataclass(frozen=True, slots=True)
class Cell:
    words: str
    of: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    cells: tuple[Cell, ...]
    says: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    id: str
    caption: str
    first: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What codes are called today. None of it is frozen: a figure is the same whatever its route is called."""

    routes: Mapping[str, str]
    causes: Mapping[str, str]

    def of(self, by: str, key: str) -> str:
        if by == ROUTE:
            return self.routes.get(key, key) or "No route"
        if by == MONTH:
            return f"{date.fromisoformat(f'{key}-01'):%B %Y}"
        if by == STATE:
            return str(State(key).label) if key in State.values else key
        return self.causes.get(key, key) or "No cause" if by == CAUSE else "All"


class Shown:
    """One report, and the address of the cases behind each figure; `frozen` is the key of the row that keeps it."""

    def __init__(self, report: Report, names: Names, *, this_month: str, frozen: int | None = None) -> None:
        self.report, self.names, self.frozen, self.this_month = report, names, frozen, this_month
        self.known = report.by_key()

    @property
    def tables(self) -> dict[str, Table]:
        return {
            "overall": self._overall("overall", "Cases decided", DECIDED),
            "routes": self._across("routes", "By route of the decision", DECIDED, ROUTE, self._keys("decided", ROUTE)),
            "months": self._down("months", "By month of the decision", BY_MONTH, MONTH, "Month"),
            "states": self._down("states", "Time in each state", ("state_share", "state_median"), STATE, "State"),
            "validation": self._overall("validation", "Cases whose validation ended", VALIDATION),
            "validations": self._down(
                "validations", "By month of the validation’s end", VALIDATION_BY_MONTH, MONTH, "Month"
            ),
            "causes": self._down("causes", "What was deficient", ("cause",), CAUSE, "Cause"),
        }

    @property
    def charts(self) -> dict[str, Chart]:
        return {"in_time": self._in_time(), "days": self._days(), "states": self._states(), "causes": self._causes()}

    def _overall(self, name: str, caption: str, codes: tuple[str, ...]) -> Table:
        lines = tuple(Line(TITLES[code], (self._cell(code, ALL, ""),), DEFINITIONS[code]) for code in codes)
        return Table(name, caption, "Figure", ("Value",), lines)

    def _across(self, name: str, caption: str, codes: tuple[str, ...], by: str, keys: list[str]) -> Table:
        lines = tuple(Line(TITLES[code], tuple(self._cell(code, by, key) for key in keys)) for code in codes)
        return Table(name, caption, "Figure", tuple(self.names.of(by, key) for key in keys), lines if keys else ())

    def _down(self, name: str, caption: str, codes: tuple[str, ...], by: str, first: str) -> Table:
        lines = tuple(
            Line(self.names.of(by, key), tuple(self._cell(code, by, key) for code in codes))
            for key in self._keys(codes[0], by)
        )
        return Table(name, caption, first, tuple(TITLES[code] for code in codes), lines)

    def _keys(self, code: str, by: str) -> list[str]:
        return [one.key for one in self._of(code, by)]

    def _cell(self, code: str, by: str, key: str) -> Cell:
        figure = self.known[code, by, key]
        asked = {"period": self.report.period.code, "figure": code, "by": by, "key": key}
        asked["which"] = IN if figure.numerator else EVERY
        if self.frozen is not None:
            asked["frozen"] = str(self.frozen)
        behind = figure.value if figure.kind == COUNT else figure.denominator
        url = f"{reverse('performance-cases')}?{urlencode(asked)}" if behind else ""
        return Cell(value_words(figure), of_words(figure), url)

    def _in_time(self) -> Chart:
        rows = []
        for one in self._of("in_time", MONTH):
            good = one.numerator or 0
            words = f"{good} of {one.denominator}" if one.denominator else "None decided"
            rows.append((self.names.of(MONTH, one.key), words, ((FULL, good), (STRIPED, one.denominator - good))))
        total = self.known["in_time", ALL, ""]
        says = f"In the whole period {of_words(total)} cases were decided in time." if total.denominator else ""
        key = ((FULL, "In time"), (STRIPED, "Late"))
        return chart("chart-in-time", "Decided in time, by month", says, key, rows)

    def _days(self) -> Chart:
        rows = []
        for one in self._of("clock_median", MONTH):
            high = self.known["clock_p90", MONTH, one.key].value
            low, top = one.value or Decimal(0), high or Decimal(0)
            words = f"{plain(low)}, {plain(top)}" if one.value is not None else "None"
            rows.append((self.names.of(MONTH, one.key), words, ((FULL, float(low)), (OPEN, float(top - low)))))
        total = self.known["clock_median", ALL, ""]
        says = f"In the whole period the median is {value_words(total)}." if total.denominator else ""
        key = ((FULL, "Median"), (OPEN, "from there to the 90th percentile"))
        return chart("chart-days", "Clock-on days of the decisions, by month", says, key, rows)

    def _states(self) -> Chart:
        rows = self._bars("state_share", STATE)
        return chart("chart-states", "Where the days went", "The share of all days in each state.", (), rows)

    def _causes(self) -> Chart:
        rows = self._bars("cause", CAUSE)
        return chart("chart-causes", "Causes of deficiencies", "How many deficiencies had each cause.", (), rows)

    def _bars(self, code: str, by: str) -> list[Any]:
        found = self._of(code, by)
        return [(self.names.of(by, one.key), value_words(one), ((FULL, one.numerator or 0),)) for one in found]

    def _of(self, code: str, by: str) -> list[Figure]:
        """Months that have not begun are left out."""
        found = [one for one in self.report.figures if (one.code, one.by) == (code, by)]
        return [one for one in found if by != MONTH or one.key <= self.this_month]


def plain(value: Decimal) -> str:
    """52 rather than 52.0, and 52.5."""
    return f"{value:,f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"


def value_words(figure: Figure) -> str:
    if figure.value is None:
        return "None"
    if figure.kind == COUNT:
        return plain(figure.value)
    if figure.kind == SHARE:
        return f"{plain(figure.value)}%"
    return f"{plain(figure.value)} day{'' if figure.value == 1 else 's'}"


def of_words(figure: Figure) -> str:
    if figure.kind == COUNT or not figure.denominator:
        return ""
    if figure.numerator is None:
        return f"of {figure.denominator:,} case{'' if figure.denominator == 1 else 's'}"
    return f"{figure.numerator:,} of {figure.denominator:,}"


__all__ = ["Cell", "Line", "Names", "Shown", "Table", "of_words", "plain", "value_words"]
