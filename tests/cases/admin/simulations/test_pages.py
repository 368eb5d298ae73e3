"""The pages of a simulation and of a publication, as an administrator walks them."""

import csv
from datetime import date

import pytest
from django.urls import reverse

from cases.models import SimulatedCase, Simulation
from cases.operations.declare_conflict import declare_conflict
from cases.operations.move_cases import move_cases
from cases.simulation.work import work
from recognition import clock
from recognition.accounts.models import Role, User
from recognition.routes.models import RuleSet
from tests.cases.journey import FACTS, Journey, on_b

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


@pytest.fixture
def today():
    return clock.now()


@pytest.fixture
def case(db):
    return on_b(day=date(2026, 4, 1)).assessing()


@pytest.fixture
def pages(client, administrators):
    client.force_login(administrators[0].user)
    return client


@pytest.fixture
def second(client, administrators):
    """The client, signed in as the second administrator."""

    def _second():
        client.force_login(administrators[1].user)
        return client

    return _second


def text(response):
    return " ".join(response.content.decode().split())


def test_a_draft_is_simulated_watched_and_read(pages, case, draft):
    of_version = reverse("simulations-of", args=[draft.pk])
    assert of_version in text(pages.get(reverse("admin:routes_ruleset_change", args=[draft.pk])))

    started = pages.post(of_version, {"months": "0"})
    own = Simulation.objects.get()
    assert started.url == reverse("simulation", args=[own.pk])
    running = text(pages.get(started.url))
    assert "Running: 0 of 1 cases" in running
    assert "Show where it stands now" in running

    work(own.pk, now=clock.now)

    page = text(pages.get(started.url))
    assert "1 case in" in page
    assert case.case.reference in page
    assert "B17: met, now no part" in page


def test_no_row_says_more_of_a_case_than_its_reference(pages, case, draft, simulated):
    own = simulated(draft)

    page = text(pages.get(reverse("simulation", args=[own.pk])))

    told = [FACTS["product_name"], FACTS["active_substances"][0], case.case.organisation.name, FACTS["pl_number"]]
    assert [word for word in told if word in page] == []
    assert reverse("case", args=[case.case.reference]) not in page


def test_an_auditor_reads_it_with_links_and_changes_nothing(client, case, draft, simulated):
    own = simulated(draft)
    client.force_login(User.objects.create_user("auditor", role=Role.AUDITOR, is_staff=True))

    assert reverse("case", args=[case.case.reference]) in text(client.get(reverse("simulation", args=[own.pk])))
    assert client.post(reverse("simulations-of", args=[draft.pk]), {"months": "0"}).status_code == 403
    for name in ("simulation-stop", "simulation-again", "simulation-publish"):
        assert client.post(reverse(name, args=[own.pk])).status_code == 403
    assert Simulation.objects.count() == 1


def test_totals_count_a_case_that_the_reader_is_barred_from_and_say_so(client, case, draft, simulated):
    own = simulated(draft)
    auditor = User.objects.create_user("auditor", role=Role.AUDITOR, is_staff=True)
    client.force_login(auditor)
    assert "a conflict of interest bars you" not in text(client.get(reverse("simulation", args=[own.pk])))
    declare_conflict(**case.by("manager"), person=auditor, kind="financial", text="Holds shares.")

    page = text(client.get(reverse("simulation", args=[own.pk])))

    assert "Open cases (1)" in page
    assert "1 of them is not in your list or its file: a conflict of interest bars you from it." in page
    assert case.case.reference not in page


@pytest.mark.parametrize("role", [Role.LEAD, Role.MANAGER, Role.ASSESSOR])
def test_who_is_not_let_into_the_administration_is_not_let_in_here(client, draft, role):
    client.force_login(User.objects.create_user("other", role=role))

    response = client.get(reverse("simulations-of", args=[draft.pk]))

    assert (response.status_code, response.url.split("?")[0]) == (302, "/admin/login/")


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("", 2),
        ("show=route", 1),
        ("rule=b17", 1),
        ("rule=B99", 0),
        ("cases=decided", 0),
        ("days=9999", 0),
        ("days=x", 2),
    ],
)
def test_rows_are_filtered(pages, case, draft, simulated, query, listed):
    Journey(day=date(2026, 5, 20)).received()
    own = simulated(draft)

    assert f"{listed} listed." in text(pages.get(f"{reverse('simulation', args=[own.pk])}?{query}"))


def test_the_listed_rows_are_taken_as_csv(pages, case, draft, simulated):
    own = simulated(draft)

    response = pages.get(f"{reverse('simulation-csv', args=[own.pk])}?show=route")

    lines = list(csv.DictReader(b"".join(response.streaming_content).decode().splitlines()))
    assert {line["reference"] for line in lines} == {case.case.reference}
    assert {"rule", "deadline", "reminder"} == {line["difference"] for line in lines}
    assert {(line["route"], line["route then"]) for line in lines} == {("B", "A")}


def test_published_by_the_second_person_with_the_cases_moved(pages, second, case, proposed, simulated, today):
    own = simulated(proposed, at=today)
    url = reverse("simulation-publish", args=[own.pk])
    given = {"open_cases": "move", "listed": "1", "reason": "Read and agreed."}

    refused = pages.post(url, given)
    assert (refused.status_code, "a second person has to publish it" in text(refused)) == (409, True)

    page = text(second().get(url))
    assert "Rule B17" in page or "B17" in page
    assert 'value="keep" required id="id_open_cases_0" checked' in page or "checked" in page
    assert second().post(url, given).url == reverse("simulation", args=[own.pk])
    assert RuleSet.objects.get(pk=proposed.pk).state == "published"
    assert move_cases(own.pk, now=clock.now) == 1
    assert "1 moved" in text(second().get(reverse("simulation", args=[own.pk])))


def test_open_cases_are_kept_unless_it_is_said(second, case, proposed, simulated, today):
    own = simulated(proposed, at=today)
    page = second().get(reverse("simulation-publish", args=[own.pk]))

    assert page.context["form"]["open_cases"].value() == "keep"
    second().post(
        reverse("simulation-publish", args=[own.pk]), {"open_cases": "keep", "listed": "1", "reason": "Agreed."}
    )

    assert RuleSet.objects.get(pk=proposed.pk).state == "published"
    assert not SimulatedCase.objects.exclude(move="").exists()


def test_a_list_that_is_another_than_the_one_seen_is_not_moved(second, case, proposed, simulated, today):
    own = simulated(proposed, at=today)

    response = second().post(
        reverse("simulation-publish", args=[own.pk]), {"open_cases": "move", "listed": "7", "reason": "Agreed."}
    )

    assert "There were 7 cases to move, and now there are 1" in text(response)
    assert RuleSet.objects.get(pk=proposed.pk).state == "proposed"


def test_a_changed_case_is_named_on_the_page(second, case, proposed, simulated, today):
    own = simulated(proposed, at=today)
    case.objected()

    response = second().post(
        reverse("simulation-publish", args=[own.pk]), {"open_cases": "move", "listed": "1", "reason": "Agreed."}
    )

    assert response.status_code == 409
    assert f"Changed since the simulation: {case.case.reference}" in text(response)


def test_the_page_costs_the_same_queries_for_one_case_and_for_many(
    pages, case, draft, simulated, django_assert_num_queries
):
    few = reverse("simulation", args=[simulated(draft).pk])
    for _ in range(24):
        Journey(day=date(2026, 5, 20)).received()
    many = reverse("simulation", args=[simulated(draft).pk])
    pages.get(few)

    with django_assert_num_queries(9):
        pages.get(few)
    with django_assert_num_queries(9):
        pages.get(many)
