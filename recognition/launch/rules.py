"""The house's own rules that no linter knows: how long a file may be, who reads the clock, what is pinned."""

import ast
import re
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

from recognition.launch import places

LONGEST, MEDIAN = 400, 80
PACKAGES = ("recognition", "cases", "tests")
CLOCK = places.ROOT / "recognition" / "clock.py"
LAUNCHER = places.ROOT / "recognition" / "launch"  # It asks how old a file is, never what day it is for a case.
# What reads the system's clock, by the last two names of the call.
READERS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("timezone", "now"),
    ("timezone", "localdate"),
    ("timezone", "localtime"),
    ("time", "time"),
}


def main() -> int:
    faults = [*sizes(), *clocks(), *pins()]
    print("\n".join(faults))
    return 1 if faults else 0


def sources() -> list[Path]:
    found = (path for package in PACKAGES for path in (places.ROOT / package).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def sizes() -> Iterator[str]:
    """A file that grows without end is where a code base goes wrong."""
    lines = {path: len(path.read_text().splitlines()) for path in sources()}
    for path, count in lines.items():
        if count > LONGEST:
            yield f"{path.relative_to(places.ROOT)} has {count} lines, and {LONGEST} are the most: divide it by topic"
    median = statistics.median([count for path, count in lines.items() if count] or [0])
    if median >= MEDIAN:
        yield f"the median file has {median:.0f} lines, and it should be below {MEDIAN}"


def clocks() -> Iterator[str]:
    """Whoever reads the clock itself cannot be replayed at a past date. Tests may."""
    for path in sources():
        if path != CLOCK and path.relative_to(places.ROOT).parts[0] != "tests" and LAUNCHER not in path.parents:
            for line, call in readings(path.read_text()):
                place = f"{path.relative_to(places.ROOT)}:{line}"
                yield f"{place} reads the clock by {call}: take the time as an argument, or ask recognition.clock"


def readings(source: str) -> Iterator[tuple[int, str]]:
    """Every mention, not only calls: `default=timezone.now` reads the clock too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            owner = node.value
            name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
            if (name, node.attr) in READERS or (name in {"dt", "datetime"} and node.attr in {"utcnow"}):
                yield node.lineno, f"{name}.{node.attr}"
        elif isinstance(node, ast.ImportFrom) and node.module == "django.utils.timezone":
            for alias in node.names:
                if ("timezone", alias.name) in READERS:
                    yield node.lineno, f"timezone.{alias.name}"


def pins() -> Iterator[str]:
    """What requirements.in asks for is pinned, and the pins name no server."""
    pinned = (places.ROOT / "requirements.txt").read_text()
    names = {name.lower().replace("_", "-") for name in re.findall(r"^([A-Za-z0-9._-]+)==", pinned, re.MULTILINE)}
    for line in (places.ROOT / "requirements.in").read_text().splitlines():
        asked = re.match(r"[A-Za-z0-9._-]+", line)
        if asked and asked[0].lower().replace("_", "-") not in names:
            yield f"{asked[0]} is in requirements.in and not in requirements.txt: compile it again"
    if re.search(r"://|--(extra-)?index-url|--find-links", pinned):
        yield "requirements.txt names a server: compile it with --no-emit-index-url"


if __name__ == "__main__":
    sys.exit(main())
