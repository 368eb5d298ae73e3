"""The worklist: who sees what, in which order, by which filters, at what cost."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.operations import consultation
from cases.operations.assign import assign
from cases.operations.innovation_passport import record_passport
from cases.operations.saved_views import keep_view
from cases.queries.worklist import Wanted
from cases.web.worklist_form import WorklistForm
from recognition.accounts.actors import person
from tests.cases.journey import Journey, on_b

from .worklists import copies, listed

HOSTILE = "<script>alert(1)</script>\u202egnp.exe"


@pytest.mark.parametrize(("rows", "size"), [(1, 25), (25, 25), (100, 100)])
def test_at_most_twelve_queries(db, client, sign_in, today, rows, size):
    journey = Journey().assessing()
    copies(journey.case, rows - 1)
    today(journey)
    sign_in("manager")
    client.get("/cases/")  # The session is read from the cache from here on.

    with CaptureQueriesContext(connection) as seen:
        found = listed(client, f"view=open&size={size}")

    assert len(found) == rows
    assert len(seen) <= 12, "\n".join(query["sql"] for query in seen)


def test_everything_that_a_row_can_show_costs_no_more(db, client, sign_in, today):
    """Suspected duplicates, open majors, a passport beside a stopped clock, and a view of all that."""
    user, journey = sign_in("manager"), on_b().asked().objected()
    twins = [Journey(facts={"pl_number": "PL 77777/0001"}).received() for _ in range(2)]
    passport = {"number": "ILAP/2026/0001", "awarded_on": date(2026, 1, 12), "indication": "Asthma."}
    record_passport(**twins[0].by("validator"), **passport)
    for name in ("majors", "passport"):
        keep_view(actor=person(user), name=name, share=False, wanted=Wanted(**{name: True}), at=journey.at)
    today(journey)
    client.get("/cases/")

    with CaptureQueriesContext(connection) as seen:
        page = client.get("/cases/?view=open").content.decode()

    assert page.count("May be a duplicate") == 2
    assert len(seen) <= 12, "\n".join(query["sql"] for query in seen)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("view=open", {"triage", "validating", "running", "stopped", "overdue"}),
        ("view=all", {"triage", "validating", "running", "stopped", "overdue", "granted"}),
        ("view=unassigned", {"triage"}),
        ("view=open&state=triage&state=validating", {"triage", "validating"}),
        ("view=open&route=B", {"stopped", "overdue"}),
        ("view=open&clock=stopped", {"stopped", "overdue"}),
        ("view=open&clock=overdue", {"validating", "running"}),
        ("view=open&regulator=US-FDA", {"overdue"}),
        ("view=open&majors=on", {"running", "stopped", "overdue"}),
        ("view=open&q=VELMORA", {"running"}),
        ("view=open&q=zidovudine", {"stopped"}),
        ("view=open&q=aldbrook+velmora", {"running"}),
        ("view=open&q=no-such-thing", set()),
        ("view=open&due=30", set()),
        ("view=open&due=nonsense&owner=-&state=nowhere&route=Z&size=7&page=x&sort=;", None),
    ],
)
def test_filters(many, client, sign_in, query, names):
    sign_in("manager")
    found = set(listed(client, query))

    if names is not None:
        by_reference = {journey.case.reference: name for name, journey in many.items()}
        assert {by_reference[reference] for reference in found} == names


def test_a_chosen_filter_can_be_taken_away(many, client, sign_in):
    sign_in("manager")

    said = client.get("/cases/?view=open&state=triage&state=validating&q=cardelin").content.decode()

    assert 'href="?view=open&amp;state=validating&amp;q=cardelin"' in said
    assert 'href="?view=open&amp;state=triage&amp;state=validating"' in said


def test_mine_are_those_that_bear_my_name(many, client, sign_in):
    lead = many["running"].people.user("lead")
    sign_in(lead)

    assert listed(client) == [many["running"].case.reference]
    assign(**many["running"].by("lead"), assessor=None, lead=None)
    assert listed(client, "view=mine") == []
    assert "No open case bears your name" in client.get("/cases/?view=mine").content.decode()


def test_what_waits_for_a_signature_is_the_signatorys(db, client, sign_in, today):
    journey = Journey().recommended()
    today(journey)
    sign_in("signatory")

    assert listed(client) == [journey.case.reference]


def test_the_earliest_date_comes_first_and_other_orders_hold(many, client, sign_in):
    sign_in("manager")
    references = sorted(listed(client, "view=open"))

    assert listed(client, "view=open")[0] in {many["validating"].case.reference, many["running"].case.reference}
    assert listed(client, "view=open")[-1] == many["triage"].case.reference
    assert listed(client, "view=open&sort=reference") == references
    assert listed(client, "view=open&sort=-reference") == references[::-1]


def test_dates_stand_in_words(many, client, sign_in):
    sign_in("manager")

    said = client.get("/cases/?view=open").content.decode()

    assert "Due in 60 days" in said
    assert re.search(r"Overdue by \d+ days", said)
    assert "Clock stopped" in said
    assert "1 major objection open" in said


def test_hostile_text_is_text(db, client, sign_in, today):
    journey = Journey(facts={"product_name": HOSTILE, "active_substances": ["<b>x</b>"]}).received()
    today(journey)
    sign_in("manager")

    said = client.get("/cases/?view=open&q=%3Cscript%3E").content.decode()

    assert journey.case.reference in said
    assert "<script>alert" not in said
    assert "&lt;script&gt;alert(1)" in said


def test_nothing_at_all_is_said_in_a_sentence(db, client, sign_in):
    sign_in("manager")

    assert "There are no open cases." in client.get("/cases/").content.decode()


def test_a_reference_leads_to_its_case_wherever_it_is(many, client, sign_in):
    sign_in(many["running"].people.user("validator"))
    granted = many["granted"].case.reference

    for text in (granted, f" {granted.lower()} ", granted.removeprefix("IRP-"), granted[-6:]):
        assert client.get("/cases/", {"view": "mine", "q": text})["Location"] == f"/cases/{granted}/"
    draft = client.get("/cases/", {"view": "all", "q": many["draft"].case.reference})
    assert "No case fits all of these" in draft.content.decode()


def test_a_search_that_finds_nothing_here_says_where_it_does(many, client, sign_in):
    sign_in("manager")
    closed = many["granted"].case.organisation.name

    said = client.get("/cases/", {"view": "open", "q": closed}).content.decode()

    assert "Nothing under “All open” fits." in said
    assert "1 case fits under “All, with closed”" in said
    assert "view=all&amp;q=" in said
    nowhere = client.get("/cases/", {"view": "open", "q": "no-such-thing"}).content.decode()
    assert "No case fits all of these" in nowhere


def test_a_validators_cases_are_those_that_wait_for_validation(many, client, sign_in):
    people = many["running"].people  # who validated it, long ago
    many["corrected"] = Journey(day=many["stopped"].day, people=people).corrected()
    sign_in(people.user("validator"))

    assert listed(client, "view=mine") == [many["corrected"].case.reference]


def test_in_a_consultation_its_own_date_is_the_next(db, client, sign_in, today):
    journey = on_b().overdue().after(20)
    consultation.start_consultation(**journey.by("lead"), reason="A refusal is proposed.")
    journey.after(3)
    other = Journey(day=journey.day).received()
    today(journey)
    sign_in("manager")

    said = client.get("/cases/?view=open").content.decode()
    page = client.get(f"/cases/{journey.case.reference}/").content.decode()

    assert "Overdue" not in said
    assert listed(client, "view=open&clock=overdue") == []
    assert "Consultation of the Commission on Human Medicines, " in said
    assert "<dt>Next date</dt><dd>Consultation of the Commission" in page
    assert "Overdue by 24 days" in page  # further down: it still stands
    assert set(listed(client, "view=open")) == {journey.case.reference, other.case.reference}


def test_what_is_overdue_beside_the_next_date_is_said(db, client, sign_in, today):
    """Why a case is among the overdue ones although its next date is to come."""
    journey = Journey().opined()
    decision = journey.case.deadlines.get(code="decision").due_on
    journey.day = decision + timedelta(days=1)
    today(journey)
    sign_in("manager")

    said = f"<strong>Overdue: Decision, {decision.day} {decision:%B %Y}</strong>"
    assert listed(client, "view=open&clock=overdue") == [journey.case.reference]
    assert said in client.get("/cases/?view=open").content.decode()
    assert said in client.get(f"/cases/{journey.case.reference}/").content.decode()


def test_regulators_of_one_name_are_told_apart(db, client, sign_in):
    sign_in("manager")
    said = client.get("/cases/").content.decode()
    names = re.findall(r"<option value=\"[A-Z]{2}-[^\"]*\">([^<]+)</option>", said.replace("\n", ""))

    assert len(names) > 10
    assert len(set(names)) == len(names)


def test_a_chip_a_value_and_each_takes_away_its_own_alone(many, client, sign_in):
    sign_in("manager")
    answer = client.get("/cases/?view=open&route=A&route=B&due=0&majors=on&q=velmora&after=x&sort=-reference")
    chips = {chip["words"]: chip["without"] for chip in answer.context["chips"]}
    assert set(chips) == {
        "Search: velmora",
        "Due: Today",
        "Route: Recognition A",
        "Route: Recognition B",
        chips_label("majors"),
    }
    assert "route=B" in chips["Route: Recognition A"]
    assert "route=A" not in chips["Route: Recognition A"]
    assert "route=A" in chips["Due: Today"]
    assert "due=" not in chips["Due: Today"]
    assert not [way for way in chips.values() if "after=" in way or "sort=-reference" not in way]


def chips_label(name: str) -> str:
    return str(WorklistForm.base_fields[name].label)
