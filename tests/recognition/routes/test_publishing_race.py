"""A change to a draft and its proposal at the same moment: one waits for the other, so nothing slips in unseen."""

from threading import Thread

import pytest
from django.db import OperationalError, connection, transaction

from recognition.routes.document import import_document
from recognition.routes.models import RuleSet

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
