"""What would make a checklist unable to work."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from .fault import Fault
from .spec import RuleSetSpec

SLUG = re.compile(r"[-a-zA-Z0-9_]+")


def section_faults(spec: RuleSetSpec) -> Iterator[Fault]:
    for code, times in Counter(section.code for section in spec.sections).items():
        if times > 1:
            yield Fault(f"Section {code}", f"is there {times} times: give each another code")
    for section in spec.sections:
        place = f"Section {section.code}"
        if not SLUG.fullmatch(section.code):
            yield Fault(place, "has a code that is no address: use letters, digits, hyphens and underscores alone")
        if not section.questions.strip():
            yield Fault(place, "asks nothing: write its questions, one to a line")
        for route in section.routes:
            if route not in spec.routes:
                yield Fault(place, f"is for route {route}, and there is no such route", unfinished=True)
