"""The four journeys by keyboard alone, each with JavaScript and without it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.urls import reverse

from cases.models import Simulation
from cases.simulation.work import work
from recognition.clock import now, today
from recognition.routes.document import import_document
from recognition.routes.models import RuleSet
from recognition.routes.shipped import shipped_document
from tests.cases.journey import Journey, on_b, user_of

from .fingers import Fingers

pytestmark = pytest.mark.e2e


@pytest.fixture(params=[True, False], ids=["with-javascript", "without"])
def at_keyboard(request, new_page, people):
    """Each person with a browser of their own, at the page that is named."""

    def enter(who, path: str) -> Fingers:
        user = people.user(who) if isinstance(who, str) else who
        return Fingers(new_page(javascript=request.param)).signs_in(user, path)

    return enter


def test_a_submission_is_validated(at_keyboard, people):
    case = Journey(people=people, day=today() - timedelta(days=5)).validating().case

    validator = at_keyboard("validator", f"/cases/{case.reference}/")
    validator.begins("record-fee").types("[name=fee_reference]", "FEE-26-70131").sends().reads("FEE-26-70131")
    validator.begins("validate").sends().reads("In assessment")


def test_information_is_requested_and_the_reply_recorded(at_keyboard, people):
    case = on_b(people=people, day=today() - timedelta(days=91)).assessing().case

    lead = at_keyboard("lead", f"/cases/{case.reference}/")
    lead.begins("request-information").chooses("discipline_1", "quality").chooses("grade_1", "other")
    lead.types("[name=text_1]", "Which limit?").sends().reads("Awaiting information")
    lead.begins("record-reply").types("[name=answer_1]", "Below 0.03 ppm.").sends().reads("In assessment")


def test_a_decision_is_recommended_and_signed(at_keyboard, people):
    journey = Journey(people=people, day=today() - timedelta(days=61)).assessing().after(40).assessed()
    path = f"/cases/{journey.case.reference}/"

    lead = at_keyboard("lead", path)
    lead.begins("recommend-grant").types("[name=reasons]", "The benefit is shown.").sends().reads("Awaiting signature")
    signatory = at_keyboard("signatory", path)
    signatory.begins("sign").reads("The benefit is shown.").types("[name=password]", "recognition").sends()
    signatory.reads("Granted")


@pytest.fixture
def rule_sets_stay(transactional_db):
    """The tables of the rules outlive a test, so what this one publishes is taken away again."""
    before = [*RuleSet.objects.values_list("pk", flat=True)]
    yield
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Simulation.objects.all().delete()
        RuleSet.objects.exclude(pk__in=before).delete()


def test_a_rule_set_is_proposed_by_one_and_published_by_another(at_keyboard, rule_sets_stay, people):
    draft = import_document(shipped_document() | {"version": "2026-09-1"})
    first, second = (user_of("administrator", username=f"administrator-{n}") for n in (1, 2))

    one = at_keyboard(first, reverse("admin:routes_ruleset_change", args=[draft.pk]))
    one.presses("a[href$='/move/propose/']").types("[name=reason]", "The guidance has changed.")
    one.presses("#content form input[type=submit], #content form button[type=submit]")
    one.presses(f"a[href='{reverse('simulations-of', args=[draft.pk])}']")
    one.presses("#content form input[type=submit], #content form button[type=submit]")
    simulation = Simulation.objects.get()
    work(simulation.pk, now=now)

    two = at_keyboard(second, reverse("simulation-publish", args=[simulation.pk]))
    two.types("[name=reason]", "Read and agreed.").presses("#content form .submit-row input[type=submit]")

    published = RuleSet.objects.get(pk=draft.pk)
    assert published.state == "published"
    assert (published.proposed_by, published.published_by) == (first, second)
