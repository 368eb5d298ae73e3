"""The PDF itself, by typst: one fixed layout, to which everything that is printed goes as values (ADR 0032)."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from . import press
from .characters import breakable, code_of, common, shown
from .tree import blocks_of

MEDIA_TYPE: Final = "application/pdf"
LAYOUT: Final = Path(__file__).with_name("layout.typ").read_text()
STANDARD: Final = "ua-1"
NOT_DRAWN: Final = re.compile(r'the text `"(.+)"` could not be displayed', re.DOTALL)
MOST_NAMED: Final = 20
LONGEST_WAIT: Final = 90  # seconds


class PrintingFailed(Exception):
    """The text could not be set. Says typst's own words."""


def pdf(
    *,
    title: str,
    text: str,
    facts: Sequence[tuple[str, str]],
    at: datetime,
    language: str = "en-GB",
    reference: str = "",
) -> bytes:
    """The same arguments give the same bytes. `at` is the moment written into the file; `reference` stands on top of
    every page. Raises PrintingFailed."""
    document = {
        "title": _one_line(title) or "Untitled",
        "reference": _one_line(reference),
        "facts": [(_one_line(label), [breakable(part, 28) for part in _lines(value)]) for label, value in facts],
        "blocks": blocks_of(text),
        "language": language.partition("-")[0].lower(),
        "region": language.partition("-")[2].upper(),
    }
    return _set(document, round(at.timestamp()))


def _one_line(text: str) -> str:
    return breakable(" ".join(shown(text).split()))


def _lines(text: str) -> list[str]:
    return [line for line in shown(text).splitlines() if line.strip()] or ["–"]


def _set(document: dict[str, Any], timestamp: int) -> bytes:
    """What bold or slanted type lacks shows only here. It is named, and after many of them all that is not common is,
    so that hostile text costs no more than that."""
    for _ in range(MOST_NAMED):
        made, said = _pressed(document, timestamp)
        if not (found := NOT_DRAWN.search(said)):
            break
        document = _changed(document, json.loads(re.sub(r"\\u\{([0-9a-f]+)\}", _escaped, f'"{found[1]}"')))
    else:
        made, said = _pressed(_changed(document, ""), timestamp)
    if said:
        raise PrintingFailed(said)
    return made


def _pressed(document: dict[str, Any], timestamp: int) -> tuple[bytes, str]:
    """The PDF, or why there is none."""
    job = {"layout": LAYOUT, "document": json.dumps(document), "standard": STANDARD, "timestamp": timestamp}
    command = [sys.executable, "-I", press.__file__]
    try:
        done = subprocess.run(
            command, input=json.dumps(job).encode(), capture_output=True, timeout=LONGEST_WAIT, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise PrintingFailed(f"typst took more than {LONGEST_WAIT} seconds") from error
    if done.returncode == 0:
        return done.stdout, ""
    said = done.stderr.decode(errors="replace").strip()
    return b"", said if done.returncode == press.FAULTY else f"typst broke off: {said[-500:] or done.returncode}"


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(chr(int(match[1], 16)))[1:-1]


def _changed(value: Any, culprit: str) -> Any:
    """With the culprit's characters as codes everywhere, or all uncommon ones where none is named."""
    if isinstance(value, str):
        return value.replace(culprit, "".join(map(code_of, culprit))) if culprit else common(value)
    if isinstance(value, dict):
        return {key: _changed(inner, culprit) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_changed(inner, culprit) for inner in value]
    return value
