"""Acts on many cases in the browser, without a script: tick, count, press, see each result."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from cases.models import Application, BulkRun
from cases.operations.bulk.work import work
from cases.operations.prioritise import prioritise
from recognition.audit.models import Entry
from recognition.clock import now
from tests.cases.journey import Journey, user_of

from .worklists import copies, listed


def post(client, **given):
    return client.post("/cases/bulk/", {"asked": "view=open", **given})


def keys(many, *names: str) -> list[int]:
    return [many[name].pk for name in names]


def test_tick_count_press_and_see_each_result(many, client, sign_in):
    sign_in("manager")
    page = client.get("/cases/?view=open").content.decode()
    assert f'name="case" value="{many["running"].pk}"' in page

    answer = post(client, act="release", case=keys(many, "running", "triage", "granted"))

    said = client.get(answer["Location"]).content.decode()
    assert "<strong>1 of 3 can be done.</strong>" in said
    assert "It is closed (Granted)." in said
    assert "Nobody is on it." in said
    assert "who assesses a discipline stays" in said
    assert Application.objects.get(pk=many["running"].pk).assessor

    assert client.post(answer["Location"], {"parts": ["assessor"]})["Location"] == answer["Location"]
    run = BulkRun.objects.get()
    assert "3 waiting" in client.get(answer["Location"]).content.decode()
    work(run.pk, now=now)
    said = client.get(answer["Location"]).content.decode()
    assert "<strong>1 of 3 done</strong>, 2 not done" in said
    assert "Retry the 2 that failed" in said
    assert Application.objects.get(pk=many["running"].pk).assessor is None

    client.post(f"/cases/bulk/{run.pk}/again/")
    assert "2 waiting" in client.get(answer["Location"]).content.decode()


def test_all_that_match_are_chosen_on_every_page(db, client, sign_in, today):
    journey = Journey().assessing()
    copies(journey.case, 29)
    other = Journey(day=journey.day, facts={"product_name": "Velmora"}).assessing()
    today(other)
    sign_in("manager")

    answer = post(client, act="prioritise", all="on", asked="view=open&q=cardelin")

    assert BulkRun.objects.get().rows.count() == 30
    assert "Change the priority: 30 cases" in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("given", [{}, {"case": ["x", "-1", "99999999999999999999"]}])
def test_nothing_ticked_is_said_and_the_list_stays(many, client, sign_in, given):
    sign_in("manager")

    answer = post(client, act="assign", asked="view=open&route=B", **given)

    assert answer["Location"] == "/cases/?view=open&route=B"
    assert "Tick a case first" in client.get(answer["Location"]).content.decode()
    assert not BulkRun.objects.exists()


def test_what_the_act_needs_is_asked_for(many, client, sign_in):
    sign_in("manager")
    for act, says in (
        ("assign", "Choose a person for at least one"),
        ("release", "Tick at least one role"),
        ("prioritise", "Enter the reason"),
    ):
        at = post(client, act=act, case=keys(many, "running"))["Location"]
        answer = client.post(at, {})
        assert answer.status_code == 422
        assert says in answer.content.decode()
    assert set(BulkRun.objects.values_list("state", flat=True)) == {"chosen"}


def test_a_draft_is_never_among_them(many, client, sign_in):
    sign_in("manager")

    post(client, act="release", case=keys(many, "draft", "running"))

    assert list(BulkRun.objects.get().rows.values_list("application", flat=True)) == keys(many, "running")


@pytest.mark.parametrize("role", ["assessor", "validator", "signatory", "auditor"])
def test_who_may_not_assign_is_not_offered_it_and_refused(many, client, sign_in, role):
    sign_in(role)

    assert 'value="assign"' not in client.get("/cases/?view=open").content.decode()
    assert post(client, act="assign", case=keys(many, "running")).status_code == 403


def test_a_run_of_another_is_not_there(many, client, sign_in):
    sign_in("manager")
    at = post(client, act="release", case=keys(many, "running"))["Location"]
    sign_in("manager")

    assert client.get(at).status_code == 404
    assert client.post(at).status_code == 404
    for path in ("again/", "go-on/"):
        assert client.post(f"{at}{path}").status_code == 404


def test_a_priority_is_shown_sorted_and_filtered(many, client, sign_in):
    case = many["running"]
    prioritise(**case.by("lead"), priority="high", reason="<b>Shortage</b>")
    sign_in("manager")

    assert listed(client, "view=open&priority=high") == [case.case.reference]
    assert listed(client, "view=open&sort=priority")[0] == case.case.reference
    said = client.get(f"/cases/{case.case.reference}/").content.decode()
    assert "High priority" in said
    assert "&lt;b&gt;Shortage" in said


HOSTILE = ("=cmd()", "+1", "-2", "@SUM(A1)", "\u202e=1", "<script>", "x")


def test_an_export_is_text_on_record_and_of_what_may_be_seen(db, client, sign_in, today):
    journeys = [Journey(facts={"product_name": name}).validating() for name in HOSTILE]
    draft = Journey().drafted()
    today(journeys[-1])
    sign_in("auditor")
    chosen = [journey.pk for journey in (*journeys, draft)]

    text = b"".join(post(client, act="csv", case=chosen).streaming_content).decode()
    book = load_workbook(io.BytesIO(post(client, act="xlsx", case=chosen).getvalue()))

    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    assert [row[1] for row in rows[1:]] == ["'=cmd()", "'+1", "'-2", "'@SUM(A1)", "'\u202e=1", "<script>", "x"]
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert book.active.max_row == len(rows) == len(HOSTILE) + 1
    assert [entry.data for entry in Entry.objects.filter(action="cases_exported")] == [
        {"kind": "csv", "cases": len(HOSTILE)},
        {"kind": "xlsx", "cases": len(HOSTILE)},
    ]


def test_a_run_takes_more_than_a_thousand_and_says_how_the_rest_is_done_where_it_is_too_many(
    db, client, sign_in, today, monkeypatch
):
    journey = Journey().assessing()
    copies(journey.case, 1_100)
    today(journey)
    sign_in("lead")
    with CaptureQueriesContext(connection) as queries:
        said = client.get(post(client, act="prioritise", all="on")["Location"]).content.decode()
    assert "1101 of 1101 can be done" in said
    assert len(queries) <= 30

    monkeypatch.setattr("cases.operations.bulk.choose.MOST", 1_000)
    refused = client.get(post(client, act="prioritise", all="on")["Location"]).content.decode()
    assert "a run takes 1,000 at most. Narrow the filters" in refused


def test_on_the_cases_own_page_a_validator_is_chosen_until_day_0(db, client, sign_in, today):
    journey = Journey().received()
    today(journey)
    sign_in(journey.people.user("lead"))
    other = user_of("validator")
    at = f"/cases/{journey.case.reference}/assign/"
    assert 'name="validator"' in client.get(at).content.decode()

    assert (
        client.post(at, {"validator": other.pk, "assessor": "", "lead": journey.case.lead_id or ""}).status_code == 302
    )

    assert Application.objects.get(pk=journey.case.pk).validator == other
    assessed = Journey(people=journey.people).assessing()
    assert 'name="validator"' not in client.get(f"/cases/{assessed.case.reference}/assign/").content.decode()
