"""The performance page, the cases behind a figure, a frozen period, and the files: the same figures in all of them."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from cases.models import PerformanceSnapshot
from cases.operations.correct_date import correct_date
from cases.operations.declare_conflict import declare_conflict
from cases.operations.freeze_performance import freeze_performance
from cases.queries.performance.period import period
from cases.workflow.refusals import InvalidInput, NotPermitted
from recognition.audit.models import Entry
from recognition.clock import now
from tests.cases.journey import Journey
from tests.cases.queries.test_performance import granted_on

pytestmark = [pytest.mark.integration, pytest.mark.django_db]
MARCH = "/performance/?period=2026-03"
CASES = "/performance/cases/?period=2026-03&figure=in_time"


@pytest.fixture
def decided(today) -> Journey:
    """One granted in March 2026 on day 40 of route A; it is May."""
    journey = granted_on(40, day_zero=date(2026, 2, 2))
    journey.day = date(2026, 5, 4)
    today(journey)
    return journey


def frozen_march(journey: Journey) -> PerformanceSnapshot:
    march = period("2026-03")
    assert march is not None
    return freeze_performance(period=march, actor=journey.people.actor("manager"), at=now())


def test_the_page_shows_each_figure_with_what_it_is_made_of(client, sign_in, decided) -> None:
    sign_in("assessor")
    said = client.get(MARCH).content.decode()

    assert "100%" in said
    assert "1 of 1" in said
    assert "40 days" in said
    assert "Freeze this period" not in said


@pytest.mark.parametrize("code", ["fy1999", "=cmd()", "<script>", "2026-02-09..2026-01-01", "x" * 500])
def test_what_is_no_period_is_said_and_breaks_nothing(client, sign_in, code) -> None:
    sign_in("manager")
    answer = client.get("/performance/", {"period": code})

    said = answer.content.decode()
    assert answer.status_code == 200
    assert '<a href="#id_period">' in said
    assert "is no period. Choose one from the list" in said
    assert "Error:" in said[: said.index("</title>")]
    assert "<script>”" not in said


def test_dates_that_were_typed_become_a_code_in_the_address(client, sign_in) -> None:
    sign_in("manager")
    dates = {"from_on_day": "5", "from_on_month": "1", "from_on_year": "2026"}
    dates |= {"until_on_day": "9", "until_on_month": "2", "until_on_year": "2026"}

    assert (
        client.get("/performance/", {"period": "dates", **dates}).url == "/performance/?period=2026-01-05..2026-02-09"
    )


def test_a_day_that_is_missing_is_named_and_the_other_stays(client, sign_in) -> None:
    sign_in("manager")
    dates = {"from_on_day": "5", "from_on_month": "1", "from_on_year": "2026"}
    answer = client.get("/performance/", {"period": "dates", **dates})

    assert answer.status_code == 200
    assert "Enter the last day" in answer.content.decode()
    assert 'value="2026"' in answer.content.decode()


def test_a_figure_leads_to_its_cases(client, sign_in, decided) -> None:
    sign_in("auditor")
    at = {"period": "2026-03", "figure": "in_time", "by": "month", "key": "2026-03"}

    assert decided.case.reference in client.get("/performance/cases/", {**at, "which": "in"}).content.decode()
    assert decided.case.reference not in client.get("/performance/cases/", {**at, "which": "out"}).content.decode()


@pytest.mark.parametrize(
    "asked", [{}, {"figure": "x"}, {"figure": "in_time", "which": "x"}, {"figure": "in_time", "period": "\x00"}]
)
def test_a_figure_that_is_not_there_is_not_found(client, sign_in, asked) -> None:
    sign_in("auditor")
    assert client.get("/performance/cases/", {"period": "2026-03", **asked}).status_code == 404


def test_every_figure_has_its_list(client, sign_in, decided) -> None:
    sign_in("manager")
    tables = client.get(MARCH).context["tables"].values()
    urls = [cell.url for table in tables for line in table.lines for cell in line.cells if cell.url]

    assert len(urls) > 30
    for url in urls:
        answer = client.get(url)
        assert (url, answer.status_code) == (url, 200)
        assert decided.case.reference in answer.content.decode() or "figure=valid" in url


@pytest.mark.parametrize("path", ["/performance/", "/performance/cases/?period=2026-03&figure=in_time"])
def test_who_reads_no_cases_sees_no_figures(client, sign_in, path) -> None:
    sign_in("administrator")
    assert client.get(path).status_code == 403


def test_only_a_manager_freezes(client, sign_in, decided) -> None:
    sign_in("lead")

    assert client.post("/performance/freeze/", {"period": "2026-03"}).status_code == 403
    assert not PerformanceSnapshot.objects.exists()
    march = period("2026-03")
    assert march is not None
    with pytest.raises(NotPermitted):
        freeze_performance(period=march, actor=decided.people.actor("assessor"), at=now())


def test_a_period_that_is_not_over_cannot_be_frozen(client, sign_in, decided) -> None:
    may = period("2026-05")
    assert may is not None
    with pytest.raises(InvalidInput, match="is not over"):
        freeze_performance(period=may, actor=decided.people.actor("manager"), at=now())


def test_a_frozen_period_is_the_same_byte_for_byte_after_cases_moved_on_and_dates_were_corrected(
    client, sign_in, decided
) -> None:
    validated = Journey(day=date(2026, 3, 2)).assessing()  # on 23 March
    row = frozen_march(decided)
    granted_on(70, day_zero=date(2026, 1, 10))  # recorded late: its legal day lies in March
    validated.day = date(2026, 5, 4)
    correct_date(**validated.by("manager"), which="validation-1", on=date(2026, 4, 2), reason="Recorded too early.")
    sign_in("manager")
    answer = client.get(f"/performance/{row.pk}/")

    assert answer.context["is_same"]
    assert answer.context["seal_fits"]
    moved = {(one.name, one.part): (one.frozen, one.by_today) for one in answer.context["moved"]}
    assert moved["Decided", ""] == ("1", "2")
    assert moved["Decided in time", ""] == ("100% (1 of 1)", "50% (1 of 2)")
    assert moved["Validated", ""] == ("100% (1 of 1)", "None")


def test_its_cases_are_those_of_its_cut_off(client, sign_in, decided) -> None:
    row = frozen_march(decided)
    later = granted_on(70, day_zero=date(2026, 1, 10))
    sign_in("manager")
    at = {"period": "2026-03", "figure": "decided", "which": "every"}

    assert later.case.reference in client.get("/performance/cases/", at).content.decode()
    frozen = client.get("/performance/cases/", {**at, "frozen": row.pk}).content.decode()
    assert later.case.reference not in frozen
    assert decided.case.reference in frozen


def test_the_database_keeps_a_frozen_period_as_it_is(decided) -> None:
    row = frozen_march(decided)
    rows = PerformanceSnapshot.objects.filter(pk=row.pk)

    for act in (lambda: rows.update(read_to=F("read_to") + 1), rows.delete):
        with pytest.raises(ProgrammingError), transaction.atomic():
            act()
    assert Entry.objects.get(action="performance_frozen").data["sha256"] == row.sha256


@pytest.mark.parametrize("path", ["/performance/file.{kind}?period=2026-03", "/performance/{pk}/file.{kind}"])
def test_page_csv_and_xlsx_have_the_same_figures(client, sign_in, decided, path) -> None:
    row = frozen_march(decided)
    sign_in("manager")
    text, sheet = (client.get(path.format(kind=kind, pk=row.pk)).getvalue() for kind in ("csv", "xlsx"))
    lines = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    book: Any = load_workbook(io.BytesIO(sheet))
    head, *rows = book["Figures"].iter_rows(values_only=True)

    def same(name: str, value: Any) -> Any:
        if name not in ("value", "numerator", "denominator"):
            return value or ""
        return None if value in (None, "") else Decimal(str(value))

    known = [tuple(same(name, line[name]) for name in head) for line in lines]
    assert [tuple(same(name, value) for name, value in zip(head, one, strict=True)) for one in rows] == known
    kept = [(c, b, k, same("value", v), n, d) for c, b, k, v, n, d in row.figures]
    assert [(one[1], one[3], one[4], one[6], one[8], one[9]) for one in known] == kept


def test_another_kind_of_file_is_not_found(client, sign_in) -> None:
    sign_in("manager")
    assert client.get("/performance/file.exe?period=2026-03").status_code == 404


def test_the_cases_behind_a_figure_leave_as_a_file_of_what_may_be_seen_and_stand_on_record(
    client, sign_in, decided
) -> None:
    other = granted_on(61, day_zero=date(2026, 1, 20))
    user = sign_in("auditor")
    declare_conflict(**other.by("manager"), person=user, kind="financial", text="Holds shares.")
    assert "All of them as XLSX" in client.get(f"{CASES}&which=every").content.decode()

    at = f"{CASES}&which=every".replace("/cases/", "/cases/file/")
    text, sheet = (client.post(at, {"kind": kind}).getvalue() for kind in ("csv", "xlsx"))
    (line,) = csv.DictReader(io.StringIO(text.decode("utf-8-sig")))
    book: Any = load_workbook(io.BytesIO(sheet))
    head, row = book["Cases"].iter_rows(values_only=True)

    assert (line["Reference"], line["Clock-on days"], line["In time"]) == (decided.case.reference, "40", "yes")
    assert {name: str(value or "") for name, value in zip(head, row, strict=True)} == {
        name: "" if value == "0" else value for name, value in line.items()
    }
    assert [one.data for one in Entry.objects.filter(action="cases_exported")] == [
        {"kind": "csv", "cases": 1},
        {"kind": "xlsx", "cases": 1},
    ]
    assert client.post(at, {"kind": "exe"}).status_code == 404


def test_25_decided_cases_cost_the_page_no_more_statements_than_one(client, sign_in, decided) -> None:
    sign_in("manager")
    paths = (MARCH, f"/performance/{frozen_march(decided).pk}/", f"{CASES}&which=every")

    def asked() -> list[int]:
        found = []
        for path in paths:
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            found.append(len(queries))
        return found

    one = asked()
    for n in range(24):
        granted_on(40, day_zero=date(2026, 2, 2) + timedelta(days=n % 14))
    many = asked()

    assert client.get(f"{CASES}&which=every").context["page_obj"].paginator.count == 25
    assert all(more <= few <= 20 for more, few in zip(many, one, strict=True)), (one, many)
