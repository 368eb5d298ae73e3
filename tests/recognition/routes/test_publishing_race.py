"""A change to a draft and its proposal at the same moment: one waits for the other, so nothing slips in unseen."""

from threading import Thread

import pytest
from django.db import OperationalError, connection, transaction

from recognition.accounts.actors import person
from recognition.accounts.models import Role
from recognition.clock import now
from recognition.routes import publishing
from recognition.routes.document import import_document
from recognition.routes.models import RuleSet
from tests.cases.journey import user_of

pytestmark = [pytest.mark.integration, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def committed_draft(document):
    draft = import_document(document | {"version": "2026-09-2"})
    yield draft
    draft.delete()


def propose_elsewhere(draft, outcome):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '300ms'")
            cursor.execute("UPDATE routes_ruleset SET state = 'proposed' WHERE id = %s", [draft.pk])
    except OperationalError as waited:
        outcome.append(str(waited))
    finally:
        connection.close()


def test_a_change_under_way_holds_the_proposal_up(committed_draft):
    outcome: list[str] = []
    with transaction.atomic():
        committed_draft.rules.filter(code="B01").update(words="Under way.")
        other = Thread(target=propose_elsewhere, args=(committed_draft, outcome))
        other.start()
        other.join()

    assert "lock timeout" in outcome[0]
    assert RuleSet.objects.get(pk=committed_draft.pk).state == "draft"


def point_at(draft, outcome):
    """What the database does for a case's row that names this rule set."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '300ms'")
            cursor.execute("SELECT 1 FROM routes_ruleset WHERE id = %s FOR KEY SHARE", [draft.pk])
        outcome.append("not held up")
    except OperationalError as waited:
        outcome.append(str(waited))
    finally:
        connection.close()


def test_a_proposal_under_way_holds_no_case_up(committed_draft):
    """A case holds the record's lock when it points at its rule set; a proposal waits for that lock. Were the case to
    wait for the proposal, neither would end."""
    outcome: list[str] = []
    proposer = person(user_of(Role.ADMINISTRATOR))
    with transaction.atomic():
        publishing.propose(committed_draft, actor=proposer, at=now(), reason="Try.")
        other = Thread(target=point_at, args=(committed_draft, outcome))
        other.start()
        other.join()
        transaction.set_rollback(True)

    assert outcome == ["not held up"]
