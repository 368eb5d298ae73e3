"""Who is told of a peer check, and who is not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError

from cases.models import PeerCheck
from cases.operations.absences import record_absence
from cases.operations.assessments import complete_assessment
from cases.operations.assign import assign
from cases.operations.close import withdraw
from cases.operations.declare_conflict import declare_conflict, declare_conflict_with_company
from cases.operations.peer_checks import ask_peer_check, return_assessment, sign_off_assessment, take_back_check
from cases.queries.peer_checks import SHOWN_FOR, asked_of, came_back_to
from cases.workflow.refusals import NotPermitted, WrongState
from recognition.accounts.actors import person
from recognition.audit.models import Entry
from recognition.outbox.models import Message
from tests.cases.checklists import by, colleague, completed
from tests.cases.journey import Journey, user_of

pytestmark = pytest.mark.django_db
CONFLICT = {"kind": "employment", "text": "Worked there until last year."}


@pytest.fixture
def journey() -> Journey:
    made = completed(Journey(facts={"product_name": "Velmora 10 mg"}).assessing().after(20))
    Message.objects.all().delete()
    return made


def _ask(journey, checker, role="assessor"):
    return ask_peer_check(**journey.by(role), discipline="clinical", checker=checker.pk)


def _mails(topic: str) -> dict[str, Message]:
    return {row.to: row for row in Message.objects.filter(topic=topic)}


def _away(journey, user, deputy):
    days = {"from_on": journey.day, "until_on": journey.day + timedelta(days=9)}
    record_absence(user=user, deputy=deputy, actor=person(user), at=journey.at, **days)


def _asked(user):
    return [row.assessment.discipline for row in asked_of(person(user))]


def _back(journey, user, *, days=0):
    return [row.state for row in came_back_to(person(user), at=journey.at + timedelta(days=days))]


def test_the_colleague_has_a_mail_and_a_line_and_nobody_else_has(journey):
    checker, other = colleague(), colleague()
    _ask(journey, checker)
    (mail,) = _mails("peer_check_asked").values()
    assert (mail.to, mail.subject_id) == (checker.email, str(journey.pk))
    assert "asks you to check the clinical assessment" in mail.subject
    assert f"/cases/{journey.case.reference}/assessment/clinical/" in mail.body_text
    assert (_asked(checker), _asked(other), _asked(journey.people.user("assessor"))) == (["clinical"], [], [])


def test_what_comes_back_with_comments_is_told_with_them_and_stays_until_it_is_complete_again(journey):
    checker, author = colleague(), journey.people.user("assessor")
    _ask(journey, checker)
    said = {"clinical-safety": "Which population?"}
    return_assessment(**by(journey, checker), discipline="clinical", comment="Not yet.", comments=said)
    (mail,) = _mails("assessment_returned").values()
    assert mail.to == author.email
    assert "Not yet." in mail.body_text
    assert ": Which population?" in mail.body_text
    assert _back(journey, author, days=90) == ["returned"]
    assert _asked(checker) == _back(journey, checker) == []
    complete_assessment(**journey.by("assessor"), discipline="clinical", findings="Acceptable now.")
    assert _back(journey, author) == []


def test_a_sign_off_is_told_to_who_asked_and_to_who_wrote_and_shown_for_a_week(journey):
    checker, author, lead = colleague(), journey.people.user("assessor"), journey.people.user("lead")
    _ask(journey, checker, "lead")
    sign_off_assessment(**by(journey, checker), discipline="clinical", comment="Well argued.")
    mails = _mails("assessment_signed_off")
    assert set(mails) == {author.email, lead.email}
    assert "Well argued." in mails[author.email].body_text
    assert _back(journey, author) == _back(journey, lead) == ["signed_off"]
    assert _back(journey, author, days=SHOWN_FOR.days) == []


def test_who_was_asked_first_is_told_that_it_went_to_another(journey):
    first, second = colleague(), colleague()
    _ask(journey, first)
    _ask(journey, second)
    assert list(_mails("peer_check_replaced")) == [first.email]
    assert set(_mails("peer_check_asked")) == {first.email, second.email}
    assert (_asked(first), _asked(second)) == ([], ["clinical"])


def test_who_is_asked_no_more_is_told_why_and_it_leaves_their_list(journey):
    checker = colleague()
    _ask(journey, checker)
    take_back_check(**journey.by("assessor"), discipline="clinical", reason="A table has to be put right.")

    (mail,) = _mails("peer_check_called_off").values()
    assert mail.to == checker.email
    assert "A table has to be put right." in mail.body_text
    assert _asked(checker) == []
    entry = Entry.objects.get(action="peer_check_taken_back")
    assert (entry.reason, entry.data["checker"]) == ("A table has to be put right.", str(checker))


def test_who_was_asked_returns_it_and_does_not_take_it_back(journey):
    checker = colleague()
    _ask(journey, checker)
    with pytest.raises(NotPermitted, match="returns the assessment or signs it off"):
        take_back_check(**by(journey, checker), discipline="clinical", reason="I am away.")
    assert _asked(checker) == ["clinical"]


def test_what_is_with_nobody_cannot_be_taken_back(journey):
    with pytest.raises(WrongState, match="with no colleague"):
        take_back_check(**journey.by("assessor"), discipline="clinical", reason="It was asked by mistake.")


def test_the_same_colleague_asked_twice_is_told_once(journey):
    checker = colleague()
    _ask(journey, checker)
    with pytest.raises(WrongState, match="already, since"):
        _ask(journey, checker, "lead")
    assert len(_mails("peer_check_asked")) == Message.objects.count() == 1


def test_a_refused_answer_tells_nobody(journey):
    _ask(journey, colleague())
    with pytest.raises(NotPermitted):
        sign_off_assessment(**by(journey, colleague()), discipline="clinical")
    assert not _mails("assessment_signed_off")


def test_a_case_that_was_withdrawn_waits_for_nobodys_check(journey):
    checker = colleague()
    _ask(journey, checker)
    withdraw(**journey.by("company"), reason="Commercial reasons.")
    assert _asked(checker) == []


def test_a_conflict_declared_in_between_takes_the_check_back_and_tells_who_asked(journey):
    checker, author = colleague(), journey.people.user("assessor")
    check = _ask(journey, checker)
    declare_conflict(**by(journey, checker), person=checker, **CONFLICT)
    check = PeerCheck.objects.get(pk=check.pk)
    assert (check.state, check.closed_at) == ("taken_back", journey.at)
    assert Entry.objects.get(action="conflict_declared").data["released"] == ["Peer check: Clinical"]
    assert Message.objects.get(topic="peer_check_asked").state == "called_off"
    assert list(_mails("peer_check_taken_back")) == [author.email]
    assert (_asked(checker), _back(journey, author)) == ([], ["taken_back"])
    with pytest.raises(WrongState, match="with no colleague"):
        sign_off_assessment(**by(journey, checker), discipline="clinical")
    _ask(journey, colleague())
    assert _back(journey, author) == []


def test_a_conflict_with_the_company_does_the_same(journey):
    checker = colleague()
    check = _ask(journey, checker)
    company = journey.case.organisation
    declare_conflict_with_company(
        organisation=company, actor=person(checker), person=checker, at=journey.at, **CONFLICT
    )
    assert PeerCheck.objects.get(pk=check.pk).state == "taken_back"


def test_the_database_gives_no_check_to_who_is_barred(journey):
    checker = colleague()
    declare_conflict(**by(journey, checker), person=checker, **CONFLICT)
    row = journey.case.assessments.get(discipline="clinical")
    with pytest.raises(IntegrityError, match="conflict of interest"):
        PeerCheck.objects.create(
            assessment=row, asked_by=journey.people.user("lead"), checker=checker, asked_at=journey.at
        )


def test_an_author_who_may_not_know_of_the_case_any_more_is_not_told_and_the_lead_is(journey):
    checker, author, lead = colleague(), journey.people.user("assessor"), journey.people.user("lead")
    _ask(journey, checker)
    declare_conflict(**journey.by("lead"), person=author, **CONFLICT)
    return_assessment(**by(journey, checker), discipline="clinical", comment="Not yet.")
    row = journey.case.assessments.get(discipline="clinical")
    assert (row.state, row.assessor) == ("not_started", None)
    assert list(_mails("assessment_returned")) == [lead.email]
    assert _back(journey, author) == []


def test_who_stands_in_for_somebody_away_is_told_beside_them(journey):
    checker, deputy = colleague(), user_of("assessor")
    _away(journey, checker, deputy)
    _ask(journey, checker)
    mails = _mails("peer_check_asked")
    assert set(mails) == {checker.email, deputy.email}
    assert f"you stand in for {checker}, who is away. Only {checker} can answer it" in mails[deputy.email].body_text
    assert "stand in" not in mails[checker.email].body_text
    assert _asked(deputy) == []


def test_a_deputy_with_a_conflict_is_not_told(journey):
    checker, deputy = colleague(), user_of("assessor")
    declare_conflict(**by(journey, deputy), person=deputy, **CONFLICT)
    _away(journey, checker, deputy)
    _ask(journey, checker)
    assert set(_mails("peer_check_asked")) == {checker.email}


def test_who_has_left_is_not_told(journey):
    checker, author = colleague(), journey.people.user("assessor")
    _ask(journey, checker)
    author.is_active = False
    author.save(update_fields=["is_active"])
    assign(**journey.by("lead"), assessor=None, lead=journey.people.user("lead"))
    sign_off_assessment(**by(journey, checker), discipline="clinical")
    assert list(_mails("assessment_signed_off")) == [journey.people.user("lead").email]


def test_looking_at_what_an_answer_would_do_sends_nothing(journey, client):
    checker = colleague()
    _ask(journey, checker)
    client.force_login(checker, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/cases/{journey.case.reference}/assessment/clinical/").content.decode()
    assert "Sign off" in page
    assert not _mails("assessment_signed_off")


def test_what_a_barred_author_had_completed_is_signed_off_all_the_same(journey):
    checker, author = colleague(), journey.people.user("assessor")
    _ask(journey, checker)
    declare_conflict(**journey.by("lead"), person=author, **CONFLICT)
    sign_off_assessment(**by(journey, checker), discipline="clinical")
    assert journey.case.assessments.get(discipline="clinical").signed_off_by == checker
