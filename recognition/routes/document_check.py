"""A document from outside, checked as a whole: its form, and that what it names is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from .shape import FORMAT, RULE_SET
from .shape_check import Faults, check
from .text import printable


class DocumentError(ValueError):
    """The document is refused and nothing is stored. `faults` holds (place, words) pairs."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{place or 'document'} {words}" for place, words in faults))


def checked(document: object) -> dict[str, Any]:
    """The document's content, dates as dates. Raises DocumentError with every fault's place."""
    faults = Faults()
    if not isinstance(document, Mapping) or document.get("format") != FORMAT:
        raise DocumentError([("format", f'should be "{FORMAT}"')])
    content = check({key: value for key, value in document.items() if key != "format"}, RULE_SET, "", faults)
    if not faults:
        _check_names(content, faults)
    if faults:
        raise DocumentError(list(faults))
    return content


def _check_names(content: dict[str, Any], faults: Faults) -> None:
    """Codes are unique, and what is named is there."""
    for part in ("questions", "rules", "routes", "sections"):
        _check_once(content[part], "code", part, faults)
    for part in ("holidays", "meetings"):
        _check_once(content["calendar"][part], "on", f"calendar.{part}", faults)
    questions = {row["code"] for row in content["questions"]}
    routes = {"", *(row["code"] for row in content["routes"])}
    for number, rule in enumerate(content["rules"]):
        for inner, condition in enumerate(rule["conditions"]):
            if condition["question"] not in questions:
                place = f"rules[{number}].conditions[{inner}].question"
                faults.add(place, f"names {condition['question']}, and there is no such question")
    for number, section in enumerate(content["sections"]):
        for route in section["routes"]:
            if route not in routes:
                faults.add(f"sections[{number}].routes", f"names {printable(route)}, and there is no such route")
    for number, route in enumerate(content["routes"]):
        _check_phases(route, f"routes[{number}]", faults)
    for number, milestone in enumerate(content["milestones"]):
        if milestone["route"] not in routes:
            faults.add(f"milestones[{number}].route", f"names {milestone['route']}, and there is no such route")


def _check_phases(route: dict[str, Any], place: str, faults: Faults) -> None:
    _check_once(route["phases"], "code", f"{place}.phases", faults)
    _check_once(route["stop_rules"], "position", f"{place}.stop_rules", faults)
    phases = {"", *(row["code"] for row in route["phases"])}
    for number, rule in enumerate(route["stop_rules"]):
        if rule["phase"] not in phases:
            words = f"names {rule['phase']}, and the route has no such phase"
            faults.add(f"{place}.stop_rules[{number}].phase", words)


def _check_once(rows: list[dict[str, Any]], key: str, place: str, faults: Faults) -> None:
    for value, times in Counter(row[key] for row in rows).items():
        if times > 1:
            faults.add(place, f"has {value} {times} times")
