from datetime import date

import pytest

from recognition.routes import publishing
from recognition.routes.load import NoRuleSetError, current, published_on, spec_of
from recognition.routes.models import Regulator

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


def test_the_version_in_force_is_the_newest_published_one_by_then(published, draft, by, by_second):
    draft.effective_from = date(2026, 9, 1)
    draft.save()
    assert published_on(date(2026, 9, 1)) == published

    publishing.publish(publishing.propose(draft, **by), **by_second)

    assert published_on(date(2026, 8, 31)) == published
    assert published_on(date(2026, 9, 1)) == draft
    assert current(date(2026, 9, 2)) == draft


def test_a_retired_version_takes_no_new_case(published, draft, by, by_second):
    newer = publishing.publish(publishing.propose(draft, **by), **by_second)
    assert published_on(date(2026, 3, 2)) == newer

    publishing.retire(newer, **by)

    assert published_on(date(2026, 3, 2)) == published


@pytest.mark.parametrize(("day", "code"), [(date(2020, 12, 31), "irp"), (date(2026, 3, 2), "tga")])
def test_where_there_is_none_the_error_says_which_and_what_to_do(published, day, code):
    with pytest.raises(NoRuleSetError, match="publish one, or run load_rule_set"):
        published_on(day, code)


def test_the_database_gives_the_same_values_as_the_file(published, spec):
    assert spec_of(published) == spec


def test_a_published_version_is_read_once(published, django_assert_num_queries):
    spec_of(published)

    with django_assert_num_queries(1):
        spec_of(published)


def test_a_draft_is_read_afresh_each_time(draft):
    spec_of(draft)
    draft.routes.filter(code="A").update(length_days=50)

    assert spec_of(draft).routes["A"].length_days == 50


def test_a_regulators_end_counts_at_once(published):
    assert spec_of(published).regulators["SG-HSA"].is_recognised(date(2026, 3, 2))

    Regulator.objects.filter(code="SG-HSA").update(recognised_until=date(2026, 3, 1))

    assert not spec_of(published).regulators["SG-HSA"].is_recognised(date(2026, 3, 2))
