"""A note names people: each finds it on their list and has a mail, if they may see the case."""

import pytest

from cases.models import Mention, Note
from cases.operations.declare_conflict import declare_conflict
from cases.operations.notes import add_note, read_mentions
from cases.queries.mentions import MOST, marked, names_in, unread_mentions
from cases.workflow.refusals import InvalidInput, WrongState
from recognition.accounts.actors import person
from recognition.outbox.models import Message
from tests.cases.journey import Journey, user_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def journey():
    made = Journey().assessing()
    made.people.made["manager"] = user_of("manager", username="Tomasz.K")
    Message.objects.all().delete()
    return made


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ask @ann.lee.", ["ann.lee"]),
        ("(@ann), @bob-2; @ann", ["ann", "bob-2"]),
        ("To a.smith@company.example", []),
        ("@ann@bob", ["ann"]),
        ("a @ b, @. and @", []),
        ("@Åsa_1 said", ["Åsa_1"]),
        ("<b>@ann</b>", ["ann"]),
    ],
)
def test_what_names_somebody(text, names):
    assert names_in(text) == names


def test_the_text_is_marked_and_not_changed():
    text = "Ask @ann, then @nobody. x@ann"
    pieces = marked(text, {"ann": "Ann Lee"})
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, who in pieces if who] == ["@ann"]


def test_each_person_named_has_one_mail_and_one_line_on_their_list(journey):
    add_note(**journey.by("lead"), text="@tomasz.k, please look. @Tomasz.K, today.")
    mail = Message.objects.get(topic="mentioned")
    manager = journey.people.user("manager")
    assert (mail.to, mail.subject_id) == (manager.email, str(journey.pk))
    assert "please look" in mail.body_text
    assert [row.person for row in unread_mentions(person(manager))] == [manager]


@pytest.mark.parametrize("text", ["@nobody.here, see this.", "@tomasz.k and @nobody.here"])
def test_a_name_that_nobody_has_is_refused_and_nothing_is_kept(journey, text):
    with pytest.raises(InvalidInput, match=r"@nobody\.here") as error:
        add_note(**journey.by("lead"), text=text)
    assert [row.field for row in error.value.errors] == ["text"]
    assert not Note.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize("role", ["administrator", "barred", "left"])
def test_who_may_not_see_the_case_cannot_be_named(journey, role):
    user = user_of("assessor" if role != "administrator" else role, username="them", is_active=role != "left")
    if role == "barred":
        declare_conflict(
            application=journey.case, actor=person(user), person=user, kind="other", text="A friend.", at=journey.at
        )
    with pytest.raises(InvalidInput, match="@them"):
        add_note(**journey.by("lead"), text="@them, see this.")
    assert not Mention.objects.exists()


def test_no_more_than_so_many_are_named(journey):
    with pytest.raises(InvalidInput, match=f"{MOST} people at most"):
        add_note(**journey.by("lead"), text=" ".join(f"@n{n}" for n in range(MOST + 1)))


def test_what_was_read_leaves_the_list_once(journey):
    add_note(**journey.by("lead"), text="@Tomasz.K, see this.")
    assert read_mentions(**journey.by("manager")) == 1
    assert not unread_mentions(journey.people.actor("manager")).exists()
    with pytest.raises(WrongState):
        read_mentions(**journey.by("manager"))


def test_nobody_reads_for_another(journey):
    add_note(**journey.by("lead"), text="@Tomasz.K, see this.")
    with pytest.raises(WrongState):
        read_mentions(**journey.by("assessor"))
    assert unread_mentions(journey.people.actor("manager")).exists()


def test_a_conflict_takes_the_mention_off_the_list(journey):
    add_note(**journey.by("lead"), text="@Tomasz.K, see this.")
    manager = journey.people.user("manager")
    declare_conflict(**journey.by("manager"), person=manager, kind="other", text="A friend.")
    assert not unread_mentions(person(manager)).exists()
