import pytest
from django.db import IntegrityError, transaction

from cases.models import Letter, LetterTemplate
from cases.operations.letter_templates import (
    new_template_from,
    propose_template,
    publish_template,
    retire_template,
    send_back_template,
)
from cases.operations.shipped_letters import load_shipped_letters
from cases.workflow.refusals import InvalidInput, NotPermitted, RuleRefused, WrongState
from recognition.accounts.actors import Actor, person
from recognition.audit.models import Entry
from recognition.clock import now
from tests.cases.journey import Journey, user_of
from tests.cases.letters import sent, template

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


def administrator() -> Actor:
    return person(user_of("administrator"))


def draft(kind: str = "acknowledgement", **changed: str) -> LetterTemplate:
    row = new_template_from(template(kind), "2027-1", actor=administrator(), at=now())
    LetterTemplate.objects.filter(pk=row.pk).update(**{"name": row.name, **changed})
    return LetterTemplate.objects.get(pk=row.pk)


def moved(move, row: LetterTemplate, actor: Actor | None = None) -> LetterTemplate:
    return move(row, actor=actor or administrator(), at=now(), reason="Plainer words.")


def published(row: LetterTemplate) -> LetterTemplate:
    return moved(publish_template, moved(propose_template, row))


def test_a_second_person_publishes_and_the_version_before_is_retired():
    before = template("acknowledgement")
    row = published(draft())
    assert LetterTemplate.objects.get(pk=before.pk).state == "retired"
    assert template("acknowledgement") == row
    assert Entry.objects.filter(action="letter_template_published", subject_id=str(row.pk)).exists()


def test_who_proposed_it_cannot_publish_it():
    row, who = draft(), administrator()
    moved(propose_template, row, who)
    with pytest.raises(RuleRefused, match="second person"):
        moved(publish_template, row, who)


@pytest.mark.parametrize("role", ["lead", "manager", "auditor"])
def test_only_administrators_change_templates(role):
    with pytest.raises(NotPermitted):
        moved(propose_template, draft(), person(user_of(role)))


def test_what_is_proposed_can_be_sent_back():
    assert moved(send_back_template, moved(propose_template, draft())).state == "draft"


def test_a_draft_is_not_published_at_once():
    with pytest.raises(WrongState, match="is draft"):
        moved(publish_template, draft())


def test_an_unsound_draft_is_not_proposed():
    with pytest.raises(InvalidInput, match="Line 1: there is no field"):
        moved(propose_template, draft(body="{{ nonsense }}"))


def test_a_block_is_refused_in_the_subject():
    with pytest.raises(InvalidInput, match="subject"):
        moved(propose_template, draft(subject="{{ reasons }}"))


def test_the_only_letter_of_a_grant_stays():
    with pytest.raises(RuleRefused, match="none could be signed"):
        moved(retire_template, template("grant"))


def test_other_letters_can_be_retired():
    assert moved(retire_template, template("free")).state == "retired"


@pytest.mark.parametrize("state", ["proposed", "published", "retired"])
def test_the_database_refuses_to_change_what_is_no_draft(state):
    row = moved(propose_template, draft())
    if state != "proposed":
        row = moved(publish_template, row)
    if state == "retired":
        row = moved(retire_template, row)
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterTemplate.objects.filter(pk=row.pk).update(body="Other")
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterTemplate.objects.filter(pk=row.pk).delete()


def test_a_version_name_is_used_once():
    with pytest.raises(InvalidInput, match="has a version"):
        new_template_from(template("free"), template("free").version, actor=administrator(), at=now())


def test_a_letter_keeps_the_version_it_was_written_from():
    row = sent(Journey().received())
    published(draft())
    kept = Letter.objects.get(pk=row.pk).template
    assert (kept.version, kept.state) == ("2026-06-1", "retired")


def test_what_ships_is_loaded_once():
    assert load_shipped_letters(at=now()) == 0


def test_what_ships_is_sound():
    for row in LetterTemplate.objects.all():
        row.full_clean(exclude=["state"])
