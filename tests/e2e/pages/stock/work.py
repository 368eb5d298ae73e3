"""What happens around cases: reminders that came, a person away, a night's check, a simulation, what left by mail."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cases.models import Finding, LetterTemplate, NightCheck
from cases.operations.absences import record_absence
from cases.operations.letter_templates import new_template_from
from cases.operations.simulate import simulate
from cases.operations.sweep import sweep
from cases.simulation.work import work
from recognition.accounts.actors import company
from recognition.accounts.models import User
from recognition.clock import now, today
from recognition.outbox.models import Message
from recognition.routes.document import import_document
from recognition.routes.publishing import propose
from recognition.routes.shipped import shipped_document
from recognition.webhooks.endpoints import make_endpoint
from recognition.webhooks.models import Delivery, Endpoint
from tests.cases.journey import user_of
from tests.cases.letters import template

if TYPE_CHECKING:
    from ..house import House


def told(house: House) -> Any:
    return house.once("told", lambda house: sweep(at=now()))


def away(house: House) -> Any:
    """Who is away for nine days has no case."""
    return house.once("away", lambda house: _absence(house, "manager", "lead", 9))


def away_with_cases(house: House) -> Any:
    return house.once("away with cases", lambda house: _absence(house, "lead", "manager", 365))


def _absence(house: House, who: str, deputy: str, days: int) -> Any:
    people, first = house.people, today() + timedelta(days=2)
    span = {"from_on": first, "until_on": first + timedelta(days=days)}
    given = {"user": people.user(who), "deputy": people.user(deputy), "actor": people.actor("manager")}
    return record_absence(at=now(), **given, **span)


def night(house: House) -> Any:
    def make(house: House) -> NightCheck:
        check = NightCheck.objects.create(on=today(), started_at=now(), finished_at=now(), cases=15)
        stuck = house.case("received").case
        Finding.objects.create(check_of=check, kind="stuck", what="Received for 30 days.", application=stuck)
        return check

    return house.once("night", make)


def draft(house: House) -> Any:
    return house.once("draft", lambda house: import_document(_longer("2026-09-1")))


def proposed(house: House) -> Any:
    def make(house: House) -> Any:
        actor = house.people.actor("administrator")
        return propose(import_document(_longer("2026-10-1")), actor=actor, at=now(), reason="The guidance has changed.")

    return house.once("proposed", make)


def _longer(version: str) -> dict[str, Any]:
    """A version that gives B ten days more."""
    document = shipped_document() | {"version": version}
    for row in document["milestones"]:
        if (row["code"], row["route"]) == ("decision", "B"):
            row["amount"] = 120
    for row in document["routes"]:
        if row["code"] == "B":
            row["length_days"] = 120
    return document


def letter_template(house: House) -> LetterTemplate:
    """A draft of the acknowledgement's words."""

    def make(house: House) -> LetterTemplate:
        actor = house.people.actor("administrator")
        return new_template_from(template("acknowledgement"), "2027-1", actor=actor, at=now())

    return house.once("letter template", make)


def simulated(house: House) -> Any:
    """A proposed version, tried on the cases that there are."""

    def make(house: House) -> Any:
        found = simulate(rule_set=proposed(house), months=0, actor=house.people.actor("administrator"), at=now())
        work(found.pk, now=now)
        return found

    return house.once("simulated", make)


def second_administrator(house: House) -> User:
    return house.once("second administrator", lambda house: user_of("administrator", username="second-administrator"))


def mail(house: House) -> Message:
    """One that was parked, with the mail server's reason."""

    def make(house: House) -> Message:
        house.case("stopped")
        found = Message.objects.order_by("pk")[0]
        Message.objects.filter(pk=found.pk).update(state="parked", attempts=8, last_error="550 5.1.1 no such user")
        return found

    return house.once("mail", make)


def endpoint(house: House) -> Endpoint:
    """Where a company's system is told, with a delivery that was given up."""

    def make(house: House) -> Endpoint:
        client = house.case("stopped").company
        fields = {"url": "https://systems.aldbrook.example/recognition"}
        made, _ = make_endpoint(organisation=client.organisation, actor=company(client), fields=fields, at=now())
        return made

    return house.once("endpoint", make)


def delivery(house: House) -> Delivery:
    def make(house: House) -> Delivery:
        return Delivery.objects.create(
            endpoint=endpoint(house),
            event="0" * 32,
            type="example.information_requested",
            subject=house.case("stopped").case.reference,
            body="{}",
            state="parked",
            attempts=12,
            created_at=now(),
            next_attempt_at=now(),
            last_status=503,
            last_error="503 Service Unavailable",
        )

    return house.once("delivery", make)
