import datetime as dt

import pytest
from django_fsm import TransitionNotAllowed

from recognition import clock
from recognition.accounts.actors import person, system
from recognition.accounts.models import Role, User
from recognition.audit.models import Entry
from recognition.routes import publishing
from recognition.routes.document import DocumentError, export_document
from recognition.routes.models import RuleSet

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


def test_two_people_bring_a_draft_into_force_and_the_record_has_both(draft, by, by_second):
    proposed = publishing.propose(draft, **by)
    published = publishing.publish(proposed, **by_second)

    assert (published.state, published.proposed_by, published.published_by) == (
        "published",
        by["actor"].user,
        by_second["actor"].user,
    )
    entries = Entry.objects.filter(subject_type="rule_set", subject_id=str(draft.pk))
    assert list(entries.values_list("action", "from_state", "to_state", "actor_id", "reason")) == [
        ("rule_set_proposed", "draft", "proposed", str(by["actor"].user.pk), by["reason"]),
        ("rule_set_published", "proposed", "published", str(by_second["actor"].user.pk), by_second["reason"]),
    ]


def test_who_proposed_cannot_publish(draft, by):
    proposed = publishing.propose(draft, **by)

    with pytest.raises(publishing.SecondPersonNeeded, match="a second person"):
        publishing.publish(proposed, **by)

    assert RuleSet.objects.get(pk=draft.pk).state == "proposed"


def test_nor_after_someone_else_sent_it_back_and_it_was_proposed_again(draft, by, by_second):
    publishing.send_back(publishing.propose(draft, **by), **by_second)
    assert RuleSet.objects.get(pk=draft.pk).proposed_by is None
    proposed = publishing.propose(draft, **by)

    with pytest.raises(publishing.SecondPersonNeeded):
        publishing.publish(proposed, **by)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_every_move_needs_a_reason(draft, by, reason):
    with pytest.raises(publishing.PublishingError, match="reason"):
        publishing.propose(draft, **(by | {"reason": reason}))


def test_the_last_version_in_force_is_not_retired(published, by):
    with pytest.raises(publishing.LastInForce, match="Publish the one that is to follow"):
        publishing.retire(published, **by)

    assert RuleSet.objects.get(pk=published.pk).state == "published"


def test_a_version_that_begins_later_does_not_stand_in_for_it(published, draft, by, by_second):
    RuleSet.objects.filter(pk=draft.pk).update(effective_from=clock.today() + dt.timedelta(days=1))
    publishing.publish(publishing.propose(draft, **by), **by_second)

    with pytest.raises(publishing.LastInForce):
        publishing.retire(published, **by)


def test_a_version_that_another_follows_is_retired(published, draft, by, by_second):
    publishing.publish(publishing.propose(draft, **by), **by_second)

    assert publishing.retire(published, **by).state == "retired"


@pytest.mark.parametrize("verb", ["send_back", "publish", "retire"])
def test_a_move_out_of_turn_is_refused_in_words(draft, by, verb):
    with pytest.raises(publishing.WrongState, match="is draft, so it cannot"):
        getattr(publishing, verb)(draft, **by)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_administrators_move_rule_sets(draft, by, role):
    actor = person(User.objects.create_user(f"x-{role}", role=role, is_staff=True))

    for verb in ("propose", "send_back", "publish", "retire"):
        with pytest.raises(publishing.NotPermitted):
            getattr(publishing, verb)(draft, **(by | {"actor": actor}))
    with pytest.raises(publishing.NotPermitted):
        publishing.new_draft_from(draft, "x", actor=actor, at=clock.now())


def test_the_system_publishes_only_what_ships(draft, by):
    with pytest.raises(publishing.NotPermitted):
        publishing.propose(draft, **(by | {"actor": system("sweep")}))
    with pytest.raises(publishing.NotPermitted):
        publishing.publish_shipped(draft, actor=by["actor"], at=clock.now())


def test_a_faulty_draft_is_not_proposed_and_each_fault_is_said(draft, by):
    draft.milestones.filter(code="decision", route__code="B").delete()
    draft.rules.get(code="B19").conditions.update(value="XXX")

    with pytest.raises(publishing.Faulty) as refusal:
        publishing.propose(draft, **by)

    assert refusal.value.faults == [
        "Rule B19 compares legal_status_requested (code) by \"is not\" with 'XXX'.",
        "Route B has no milestone for its decision, so it would never end.",
    ]
    assert RuleSet.objects.get(pk=draft.pk).state == "draft"


def test_state_has_no_other_writer(draft, published):
    with pytest.raises(AttributeError):
        draft.state = "published"
    with pytest.raises(TransitionNotAllowed):
        draft.publish(by=None, at=clock.now())


def test_a_new_draft_has_everything_and_says_where_it_is_from(published, by):
    draft = publishing.new_draft_from(published, "2026-11-1", actor=by["actor"], at=by["at"])

    assert export_document(draft) | {"version": "2026-06-1"} == export_document(published)
    assert draft.state == "draft"
    assert Entry.objects.get(subject_id=str(draft.pk), action="rule_set_drafted").data == {"from": "irp 2026-06-1"}


def test_a_version_that_exists_is_not_made_again(published, by):
    with pytest.raises(DocumentError, match="exists already"):
        publishing.new_draft_from(published, "2026-06-1", actor=by["actor"], at=by["at"])
