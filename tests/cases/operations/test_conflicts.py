"""Who has a conflict of interest neither has nor sees the case."""

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from cases.models import Application, Conflict
from cases.operations.assessments import begin_assessment
from cases.operations.assign import assign
from cases.operations.declare_conflict import declare_conflict, declare_conflict_with_company
from cases.operations.end_conflict import end_conflict
from cases.operations.notes import add_note
from cases.queries.visible import sees, visible_to
from cases.workflow.refusals import InvalidInput, NotPermitted, WrongState
from recognition.accounts.actors import person
from recognition.audit.models import Entry
from recognition.outbox.models import Message
from tests.cases.journey import Journey, user_of

pytestmark = pytest.mark.django_db
WORDS = {"kind": "employment", "text": "Worked there until last year."}


def settle() -> None:
    """What the database looks at when a transaction commits."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def declared(journey: Journey, role: str, *, by: str = "") -> Conflict:
    row = declare_conflict(**journey.by(by or role), person=journey.people.user(role), **WORDS)
    settle()
    return row


def test_whoever_declares_one_sees_the_case_no_more():
    journey = Journey().assessing()
    actor = journey.people.actor("validator")
    declared(journey, "validator")
    assert not visible_to(actor).exists()
    assert not sees(actor, journey.case)


def test_others_see_it_as_before():
    journey = Journey().assessing()
    declared(journey, "validator")
    assert sees(journey.people.actor("lead"), journey.case)
    assert visible_to(journey.people.actor("lead")).exists()


def test_a_conflict_with_a_company_bars_every_case_of_it_and_no_other():
    one, another = Journey().received(), Journey().received()
    later = Journey(client=one.company)
    user = user_of("validator")
    declare_conflict_with_company(
        organisation=one.case.organisation, actor=person(user), person=user, at=one.at, **WORDS
    )
    later.received()
    assert [case.pk for case in visible_to(person(user))] == [another.pk]
    assert not sees(person(user), later.case)


def test_who_holds_the_case_is_released_and_lead_and_managers_are_told():
    journey = Journey().assessing()
    manager = journey.people.user("manager")
    begin_assessment(**journey.by("assessor"), discipline="quality")
    Message.objects.all().delete()
    declared(journey, "assessor")
    case = journey.case
    quality = case.assessments.get(discipline="quality")
    entry = Entry.objects.get(action="conflict_declared")
    told = set(Message.objects.filter(topic="conflict_declared").values_list("to", flat=True))

    assert case.assessor is None
    assert (quality.assessor, quality.state) == (None, "not_started")
    assert entry.data["released"] == ["Assessor", "Quality"]
    assert told == {journey.people.user("lead").email, manager.email}


def test_a_lead_who_declares_one_is_not_told_of_it_but_the_managers_are():
    journey = Journey().assessing()
    manager = journey.people.user("manager")
    declared(journey, "lead")
    assert journey.case.lead is None
    assert [row.to for row in Message.objects.filter(topic="conflict_declared")] == [manager.email]


def test_what_waits_in_the_outbox_for_them_does_not_leave():
    journey = Journey().assessing()
    user = journey.people.user("assessor")
    add_note(**journey.by("lead"), text=f"For @{user.username}.")
    assert Message.objects.filter(to=user.email, state="waiting").exists()
    declared(journey, "assessor")
    assert set(Message.objects.filter(to=user.email).values_list("state", flat=True)) == {"called_off"}


def test_a_completed_assessment_keeps_its_author():
    journey = Journey().assessing().assessed()
    author = journey.case.assessments.first().assessor
    declared(journey, "assessor")
    assert {row.assessor for row in journey.case.assessments.all()} == {author}


def test_a_closed_case_keeps_its_people():
    journey = Journey().granted()
    declared(journey, "assessor")
    assert journey.case.assessor == journey.people.user("assessor")
    assert not sees(journey.people.actor("assessor"), journey.case)


def test_a_barred_person_is_not_assigned():
    journey = Journey().assessing()
    other = journey.people.made["other"] = user_of("assessor")
    declared(journey, "other", by="lead")
    with pytest.raises(InvalidInput, match="conflict of interest") as error:
        assign(**journey.by("lead"), assessor=other, lead=None)
    assert [row.field for row in error.value.errors] == ["assessor"]


@pytest.mark.parametrize("column", ["assessor", "lead", "validator"])
def test_the_database_names_nobody_who_is_barred(column):
    journey = Journey().assessing()
    other = journey.people.made["other"] = user_of("lead")
    declared(journey, "other")
    with pytest.raises(IntegrityError, match="conflict of interest"):
        Application.objects.filter(pk=journey.pk).update(**{column: other})


def test_the_database_takes_no_conflict_of_one_who_holds_the_case():
    journey = Journey().assessing()
    user = journey.people.user("assessor")
    Conflict.objects.create(person=user, application=journey.case, declared_by=user, declared_at=journey.at, **WORDS)
    with pytest.raises(IntegrityError, match="still holds"):
        settle()


def test_a_barred_person_who_held_the_page_open_does_nothing_any_more():
    journey = Journey().assessing()
    declared(journey, "assessor")
    for act in (
        lambda: begin_assessment(**journey.by("assessor"), discipline="quality"),
        lambda: add_note(**journey.by("assessor"), text="Still here."),
    ):
        with pytest.raises(NotPermitted, match="conflict of interest"):
            act()


def test_a_barred_signatory_does_not_sign():
    from cases.operations.decisions import recommend_grant, sign_decision

    journey = Journey().assessing().assessed()
    recommend_grant(**journey.by("lead"), reasons="The report is final.")
    declared(journey, "signatory")
    with pytest.raises(NotPermitted, match="conflict of interest"):
        sign_decision(**journey.by("signatory"))


@pytest.mark.parametrize("role", ["validator", "assessor", "signatory", "auditor"])
def test_nobody_declares_for_another_but_leads_and_managers(role):
    journey = Journey().assessing()
    with pytest.raises(NotPermitted):
        declare_conflict(**journey.by(role), person=user_of("lead"), **WORDS)


def test_one_declared_by_a_manager_is_told_to_the_person_by_reference_only():
    journey = Journey(facts={"product_name": "Velmora 10 mg"}).assessing()
    declared(journey, "assessor", by="manager")
    mail = Message.objects.get(topic="conflict_declared_of_yours")
    assert mail.to == journey.people.user("assessor").email
    assert journey.case.reference in mail.body_text
    assert "Velmora" not in mail.body_text + mail.subject + mail.body_html


def test_what_it_is_about_is_not_in_the_record_but_its_hash_is():
    journey = Journey().assessing()
    declared(journey, "assessor")
    entry = Entry.objects.get(action="conflict_declared")
    assert WORDS["text"] not in str(vars(entry))
    assert len(entry.data["words_sha256"]) == 64


def test_one_that_stands_is_not_declared_twice():
    journey = Journey().assessing()
    declared(journey, "assessor")
    with pytest.raises(InvalidInput, match="already"):
        declare_conflict(**journey.by("lead"), person=journey.people.user("assessor"), **WORDS)


def test_one_that_a_conflict_with_the_company_covers_is_not_declared_beside_it():
    journey = Journey().received()
    user = user_of("assessor")
    declare_conflict_with_company(
        organisation=journey.case.organisation, actor=person(user), person=user, at=journey.at, **WORDS
    )
    with pytest.raises(InvalidInput, match="already"):
        declare_conflict(**journey.by("lead"), person=user, **WORDS)


@pytest.mark.parametrize(("field", "wrong"), [("kind", "gossip"), ("text", "  "), ("text", "x" * 10_001)])
def test_what_is_wrong_is_named_and_nothing_is_released(field, wrong):
    journey = Journey().assessing()
    with pytest.raises(InvalidInput) as error:
        declare_conflict(**journey.by("assessor"), person=journey.people.user("assessor"), **{**WORDS, field: wrong})
    assert [row.field for row in error.value.errors] == [field]
    assert journey.case.assessor is not None


def test_a_lead_ends_it_and_the_person_sees_the_case_and_is_given_nothing_back():
    journey = Journey().assessing()
    row = declared(journey, "assessor")
    end_conflict(conflict=row, actor=journey.people.actor("lead"), reason="The shares were sold.", at=journey.at)
    assert sees(journey.people.actor("assessor"), journey.case)
    assert journey.case.assessor is None
    assert Entry.objects.get(action="conflict_ended").reason == "The shares were sold."
    assert Message.objects.filter(topic="conflict_ended_of_yours").exists()


@pytest.mark.parametrize("role", ["lead", "manager"])
def test_nobody_ends_their_own(role):
    journey = Journey().assessing()
    row = declared(journey, role)
    with pytest.raises(NotPermitted, match="never who it is about"):
        end_conflict(conflict=row, actor=journey.people.actor(role), reason="It is over.", at=journey.at)


def test_a_lead_who_is_barred_from_the_case_ends_nobody_elses():
    journey = Journey().assessing()
    row = declared(journey, "assessor")
    declared(journey, "manager")
    with pytest.raises(NotPermitted):
        end_conflict(conflict=row, actor=journey.people.actor("manager"), reason="It is over.", at=journey.at)


def test_one_is_ended_once():
    journey = Journey().assessing()
    row = declared(journey, "assessor")
    act = {"conflict": row, "actor": journey.people.actor("lead"), "reason": "It is over.", "at": journey.at}
    end_conflict(**act)
    with pytest.raises(WrongState, match="already"):
        end_conflict(**act)


@pytest.mark.parametrize("change", [{"text": "Nothing."}, {"person": 0}, {"kind": "other"}])
def test_what_was_declared_is_not_changed(change):
    row = declared(Journey().assessing(), "assessor")
    change = {name: value or row.declared_by_id + 1 for name, value in change.items()}
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        Conflict.objects.filter(pk=row.pk).update(**change)
