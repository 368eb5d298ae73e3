"""Hostile text in what leaves as a file: a text in every cell that a spreadsheet opens, a text on a letter's paper."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cases.models import Application, PerformanceSnapshot
from cases.operations.deficiencies import raise_deficiency
from cases.operations.freeze_performance import freeze_performance
from cases.operations.prioritise import prioritise
from cases.operations.raise_information_request import raise_information_request
from cases.operations.sections import answer_section
from cases.operations.validation import find_invalid
from cases.queries.performance.period import period
from recognition.accounts.actors import person
from recognition.accounts.models import Organisation
from recognition.clock import now
from recognition.routes.models import DeficiencyCause
from tests.cases.checklists import sections
from tests.cases.journey import POINT, Journey, on_b, user_of
from tests.cases.letters import template
from tests.hostile import EVERYTHING, HOSTILE
from tests.recognition.printed.read import reader, text_of

pytestmark = [pytest.mark.integration, pytest.mark.django_db]
HIDDEN = {sign: f"[U+{ord(sign):04X}]" for sign in "\u202e\u200b\u2060\ufeff"}
UNSEEN = "".join(HIDDEN) + " \t\r\n"
# Its marks change their order on the way through a font, and its end is what can be compared.
OUT_OF_ORDER = {"combining": "algo"}


def is_formula(cell: object) -> bool:
    return isinstance(cell, str) and cell.lstrip(UNSEEN)[:1] in {*"=+-@"}


def cells_of(file: bytes) -> list[Any]:
    return [cell for sheet in load_workbook(io.BytesIO(file)) for row in sheet.iter_rows() for cell in row]


def formulas_of(cells: list[Any]) -> list[Any]:
    return [cell.value for cell in cells if is_formula(cell.value) or cell.data_type == "f" or cell.hyperlink]


def lines_of(file: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))


@pytest.fixture
def written(today) -> Callable[[str], Application]:
    """Hostile text in each field of a case that the worklist's file has, as long as the field takes."""

    def write(name: str) -> Application:
        text = HOSTILE[name]
        journey = Journey(facts={"product_name": text[:200], "active_substances": [text[:200]]}).validating()
        Organisation.objects.filter(pk=journey.case.organisation_id).update(name=text[:200])
        prioritise(**journey.by("lead"), priority="high", reason=text[:500])
        today(journey)
        return journey.case

    return write


@pytest.mark.parametrize("name", HOSTILE)
def test_the_worklists_files_hold_it_as_text(client, sign_in, written, name) -> None:
    case = written(name)
    sign_in("auditor")
    asked = {"asked": "view=open", "case": [case.pk]}

    streamed = client.post("/cases/bulk/", {**asked, "act": "csv"}).streaming_content
    _, row = lines_of(b"".join(streamed))
    cells = cells_of(client.post("/cases/bulk/", {**asked, "act": "xlsx"}).getvalue())

    assert not [cell for cell in row if is_formula(cell)]
    assert formulas_of(cells) == []
    kept = [case.product_name, case.substances, case.organisation.name, case.priority_reason]
    for cell, text in zip([row[1], row[2], row[3], row[7]], kept, strict=True):
        assert cell in (text, f"'{text}")


@pytest.fixture
def frozen(today) -> PerformanceSnapshot:
    """March 2026, frozen by somebody with a hostile name; a submission was invalid for a cause with hostile words."""
    journey = Journey(day=date(2026, 3, 2)).validating()
    cause = DeficiencyCause.objects.order_by("code").values_list("code", flat=True)[0]
    DeficiencyCause.objects.filter(code=cause).update(words=HOSTILE["command"])
    raise_deficiency(**journey.by("validator"), cause=cause, text=HOSTILE["script"])
    find_invalid(**journey.by("validator"), reason="Incomplete.")
    journey.day = date(2026, 5, 4)
    today(journey)
    user = user_of("manager", first_name=HOSTILE["command"], last_name="\u202e")
    march = period("2026-03")
    assert march is not None
    return freeze_performance(period=march, actor=person(user), at=now())


@pytest.mark.parametrize("path", ["/performance/file.{kind}?period=2026-03", "/performance/{pk}/file.{kind}"])
def test_the_files_of_the_figures_hold_it_as_text(client, sign_in, frozen, path) -> None:
    sign_in("manager")

    lines = lines_of(client.get(path.format(kind="csv", pk=frozen.pk)).getvalue())
    cells = cells_of(client.get(path.format(kind="xlsx", pk=frozen.pk)).getvalue())

    words = f"'{HOSTILE['command']}"
    assert words in [cell for line in lines for cell in line]
    assert words in [cell.value for cell in cells]
    texts = [cell for line in lines for cell in line if not re.fullmatch(r"-?[\d.]*", cell)]
    assert not [cell for cell in texts if is_formula(cell)]
    assert formulas_of(cells) == []


def on_paper(text: str) -> str:
    """As it can be read there, without its blanks, which are the layout's."""
    return "".join("".join(HIDDEN.get(sign, sign) for sign in text).split())


def test_a_letters_paper_shows_it_as_text_or_as_codes(client, sign_in, today) -> None:
    journey = on_b(facts={"product_name": HOSTILE["right-to-left override"]}).assessing().after(70)
    points = [replace(POINT, text=text) for text in HOSTILE.values()]
    raise_information_request(**journey.by("lead"), points=points)
    today(journey)
    sign_in(journey.people.user("lead"))
    path = reverse("case-letter-write", args=[journey.case.reference, template("information_request").pk])

    answer = client.post(path, {"do": "pdf", "to_name": HOSTILE["script"], "to_email": "d@aldbrook.example"})

    _check_paper(answer)


def test_an_assessment_reports_paper_shows_it_as_text_or_as_codes(client, sign_in, today) -> None:
    journey = on_b(facts={"product_name": HOSTILE["right-to-left override"]}).assessing().after(70)
    points = [replace(POINT, text=text) for text in HOSTILE.values()]
    raise_information_request(**journey.by("lead"), points=points)
    code = sections(journey, "clinical")[0]
    answer_section(
        **journey.by("assessor"), section=code, reliance="verify", report=HOSTILE["script"][:200],
        page=HOSTILE["command"][:40], findings=EVERYTHING, version=0, is_done=True,
    )  # fmt: skip
    today(journey)
    sign_in(journey.people.user("assessor"))

    answer = client.get(reverse("case-report-pdf", args=[journey.case.reference]))

    paper = _check_paper(answer)
    for text in (HOSTILE["script"][:200], HOSTILE["command"][:40]):
        assert on_paper(text) in paper


def _check_paper(answer: Any) -> str:
    """Every hostile text can be read on it, and nothing of it is run. Its text without blanks."""
    assert answer["Content-Type"] == "application/pdf"
    read = reader(answer.content)
    paper = "".join(text_of(answer.content).split())
    wanted = {name: OUT_OF_ORDER.get(name, text) for name, text in HOSTILE.items() if name != "long"}
    assert [name for name, text in wanted.items() if on_paper(text) not in paper] == []
    assert not set(HIDDEN) & set(paper)
    # A page's foot stands within the word that it divides.
    assert paper.count("Nitrosamin") > 1_000 - len(read.pages)
    assert not [page for page in read.pages if "/Annots" in page]
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(read.trailer["/Root"])
    return paper
