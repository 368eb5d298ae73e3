"""What ships with the product stands in every test's database, also after one that commits has emptied the tables."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from cases.models import LetterTemplate, StateLimit
from recognition.routes.models import RuleSet

pytestmark = pytest.mark.integration


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("shipped", [RuleSet, LetterTemplate, StateLimit])
def test_what_is_shipped_outlives_a_flush(shipped):
    before = shipped.objects.count()
    call_command("flush", verbosity=0, interactive=False)
    assert shipped.objects.count() == before > 0
