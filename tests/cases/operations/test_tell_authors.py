"""What a lead made of others' points: the author is told once an approval, and reads each with from and to."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from cases.models import PointsNotice
from cases.operations import consolidate, draft_points
from cases.operations.absences import record_absence
from cases.operations.declare_conflict import declare_conflict
from cases.queries.draft_points import desk_of
from cases.queries.point_history import by_draft
from recognition.accounts.actors import person
from recognition.accounts.models import User
from recognition.outbox.models import Message
from tests.cases.checklists import by, colleague
from tests.cases.journey import on_b, user_of

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>\u202e"


@pytest.fixture
def journey():
    """Four points of the assessor's, and one of a colleague's."""
    journey = on_b().assessing().after(70)
    for n in range(1, 5):
        draft(journey, journey.people.user("assessor"), f"Point {n}.")
    draft(journey, other(journey), "Of another.")
    return journey


def other(journey) -> User:
    made = journey.people.made
    if "colleague" not in made:
        made["colleague"] = colleague("quality")
    return made["colleague"]


def draft(journey, user, text):
    return draft_points.draft_point(**by(journey, user), discipline="quality", grade="other", text=text)


def changed(journey, number, **fields):
    row = journey.case.draft_points.get(number=number)
    values = {"discipline": row.discipline, "grade": row.grade, "text": row.text, **fields}
    return draft_points.change_draft_point(**journey.by("lead"), number=number, version=row.version, **values)


def approved(journey):
    seal = desk_of(journey.case).seal
    return consolidate.approve_points(**journey.by("lead"), seal=seal, reason="The others have told me so.")


def mails():
    return Message.objects.filter(topic="points_told")


def worked(journey):
    """Re-graded, merged, put aside and withdrawn, each one point of the assessor's."""
    changed(journey, 1, grade="major", reason="It bears on safety.")
    consolidate.merge_draft_points(**journey.by("lead"), number=1, others=[2])
    consolidate.put_point_aside(**journey.by("lead"), number=3, reason="It is answered in module 3.")
    draft_points.withdraw_draft_point(**journey.by("lead"), number=4, reason="It was asked before.")
    return approved(journey)


def test_one_mail_and_one_notice_say_what_became_of_all_of_them_and_why(journey):
    worked(journey)
    mail, notice = mails().get(), PointsNotice.objects.get()
    assert mail.to == journey.people.user("assessor").email
    assert notice.points == [1, 2, 3, 4]
    for words in (
        "Graded otherwise", "from “Other concern” to “Major objection”", "It bears on safety.",
        "Draft 2 merged into it",
        "Merged into draft 1", "Put aside: it is not asked now", "It is answered in module 3.", "It was asked before.",
    ):  # fmt: skip
        assert words in mail.body_text
    assert "Of another." not in mail.body_text


def test_a_text_of_many_lines_stands_in_one_line_of_the_mail(journey):
    changed(journey, 1, text=f"First line.\n\n- second line\n{'x' * 9_000}")
    approved(journey)
    line = next(one for one in mails().get().body_text.splitlines() if one.startswith("- Changed"))
    assert "First line. - second line xxx" in line
    assert len(line) < 500


def test_whose_points_stayed_as_they_were_is_told_nothing(journey):
    approved(journey)
    assert not mails().exists()
    assert not PointsNotice.objects.exists()


def test_what_an_author_did_to_their_own_is_no_news(journey):
    draft_points.withdraw_draft_point(**journey.by("assessor"), number=4, reason="Found it.")
    approved(journey)
    assert not mails().exists()


def test_an_approval_tells_what_was_done_since_the_last_one_alone(journey):
    worked(journey)
    changed(journey, 5, text="Of another, in better words.")
    approved(journey)
    assert [(row.person, row.points) for row in PointsNotice.objects.order_by("id")][1:] == [(other(journey), [5])]
    assert mails().count() == 2


def test_who_may_not_see_the_case_any_more_is_told_nothing(journey):
    user = journey.people.user("assessor")
    words = {"kind": "family", "text": "My sister leads its laboratory."}
    declare_conflict(**journey.by("assessor"), person=user, **words)
    worked(journey)
    assert not mails().exists()
    assert not PointsNotice.objects.exists()


def test_the_database_takes_no_notice_for_who_is_barred(journey):
    approval, user = approved(journey), other(journey)
    given = {"kind": "family", "text": "My sister leads its laboratory."}
    declare_conflict(application=journey.case, actor=person(user), person=user, at=journey.at, **given)
    with pytest.raises(IntegrityError, match="conflict of interest"):
        PointsNotice.objects.create(
            application=journey.case, consolidation=approval, person=user, points=[5], at=journey.at
        )


def test_the_point_says_from_what_to_what(journey):
    worked(journey)
    steps = by_draft(journey.case)[1]
    assert steps[0].changed == [("Grade", "Other concern", "Major objection")]
    assert steps[1].changed == [("Text", "Point 1.", "Point 1.\n\nPoint 2.")]


def test_the_page_shows_each_with_from_and_to_and_the_news_until_it_is_read(journey, client):
    changed(journey, 1, text=HOSTILE)
    worked(journey)
    client.force_login(journey.people.user("assessor"), backend="django.contrib.auth.backends.ModelBackend")
    path = reverse("case-next-request", args=[journey.case.reference])
    said = client.get(path).content.decode()
    for words in (
        "4 of your points were changed",
        "Grade, from:",
        "Point 1.",
        "Merged or withdrawn",
        "Draft 4, withdrawn",
    ):
        assert words in said
    assert "<script>alert" not in said
    assert "What became of your points" in client.get(reverse("reminders")).content.decode()
    assert client.post(reverse("case-points-read", args=[journey.case.reference])).status_code == 302
    assert "of your points were changed" not in client.get(path).content.decode()
    assert "What became of your points" not in client.get(reverse("reminders")).content.decode()


def test_nobody_reads_anothers_news(journey, client):
    worked(journey)
    client.force_login(other(journey), backend="django.contrib.auth.backends.ModelBackend")
    assert "of your points" not in client.get(reverse("reminders")).content.decode()
    client.post(reverse("case-points-read", args=[journey.case.reference]))
    assert PointsNotice.objects.get().read_at is None


def test_who_stands_in_for_an_author_is_told_in_their_place_as_well(journey):
    author, deputy = journey.people.user("assessor"), user_of("assessor")
    days = {"from_on": journey.day, "until_on": journey.day}
    record_absence(user=author, deputy=deputy, actor=journey.people.actor("manager"), at=journey.at, **days)
    worked(journey)

    told = {mail.to: mail.body_text for mail in mails()}
    assert told.keys() == {author.email, deputy.email}
    assert "that you drafted" in told[author.email]
    assert f"You have this because you stand in for {author}, who is away." in told[deputy.email]
    assert PointsNotice.objects.get().person == author
