import copy

import pytest

from recognition.routes.document import DocumentError, as_bytes, checked, export_document, import_document
from recognition.routes.models import Calendar, RuleSet
from recognition.routes.shipped import RULE_SET_FILE

pytestmark = pytest.mark.integration


@pytest.fixture
def changed(document):
    """The shipped document with one place set to another value, or taken out (`...`)."""

    def _changed(path, value):
        fresh = copy.deepcopy(document)
        *way, last = path
        place = fresh
        for step in way:
            place = place[step]
        if value is ...:
            del place[last]
        else:
            place[last] = value
        return fresh

    return _changed


@pytest.mark.django_db
def test_what_was_shipped_comes_out_byte_for_byte(published):
    assert as_bytes(export_document(published)) == RULE_SET_FILE.read_bytes()


@pytest.mark.django_db
def test_export_import_export_is_the_same_with_a_calendar_of_its_own(document):
    other = document | {"version": "x", "calendar": document["calendar"] | {"version": "x"}}

    exported = export_document(import_document(other))

    assert as_bytes(exported) == as_bytes(other)


@pytest.mark.django_db
def test_export_costs_few_queries(published, django_assert_max_num_queries):
    with django_assert_max_num_queries(13):
        export_document(RuleSet.objects.get(pk=published.pk))


BAD = [
    (("format",), "something else", 'format should be "recognition rule set 2"'),
    (("version",), "2026-06-1 with a name that is far too long", "version is longer than 20"),
    (("version",), ..., "version is missing"),
    (("extra",), 1, "extra is not known here"),
    (("effective_from",), "2026-13-01", "effective_from should be a date"),
    (("age_boundary",), "sometimes", "age_boundary should be one of: inclusive, exclusive"),
    (("form_lead_days",), "42", "form_lead_days should be a whole number"),
    (("form_lead_days",), True, "form_lead_days should be a whole number"),
    (("resume_counts_reply_day",), 0, "resume_counts_reply_day should be true or false"),
    (("name",), "a\x00b", "U+0000"),
    (("rules",), {}, "rules should be a list"),
    (("rules", 3), [], "rules[3] should be an object"),
    (("rules", 3, "stage"), "first", "rules[3].stage should be one of"),
    (("rules", 3, "conditions", 0, "question"), "rr_cod", "rules[3].conditions[0].question names rr_cod"),
    (("rules", 3, "conditions", 0, "operator"), "eval", "rules[3].conditions[0].operator should be one of"),
    (("rules", 3, "conditions", 0, "value"), {"a": 1}, "rules[3].conditions[0].value should be text"),
    (("rules", 3, "conditions", 0, "value"), [["deep"]], "rules[3].conditions[0].value should be a list of texts"),
    (("rules", 1, "code"), "E01", "rules has E01 2 times"),
    (("questions", 0, "choices"), [["POM"]], "questions[0].choices should be a list of pairs"),
    (("milestones", 0, "route"), "Z", "milestones[0].route names Z"),
    (("milestones", 0, "reminder_steps", 0, "tells"), "company", "milestones[0].reminder_steps[0].tells should be"),
    (("milestones", 0, "amount"), 40_000, "milestones[0].amount should be a whole number"),
    (("calendar", "holidays", 0, "on"), "Easter", "calendar.holidays[0].on should be a date"),
    (("calendar",), None, "calendar should be an object"),
]


@pytest.mark.parametrize(("path", "value", "says"), BAD, ids=[f"{row[0]}-{n}" for n, row in enumerate(BAD)])
def test_a_fault_names_its_place(changed, path, value, says):
    with pytest.raises(DocumentError) as refusal:
        checked(changed(path, value))

    assert says in str(refusal.value)


@pytest.mark.parametrize("raw", [None, [], "text", 7, {}])
def test_what_is_no_rule_set_at_all_is_refused(raw):
    with pytest.raises(DocumentError, match="format"):
        checked(raw)


def test_only_the_first_twenty_faults_are_listed(document):
    with pytest.raises(DocumentError) as refusal:
        checked(document | {f"x{n}": n for n in range(50)})

    assert len(refusal.value.faults) == 20


@pytest.mark.django_db
def test_a_version_or_a_calendar_that_is_there_is_not_overwritten(document, changed):
    with pytest.raises(DocumentError, match=r"irp 2026-06-1 exists already"):
        import_document(document)
    with pytest.raises(DocumentError, match=r"calendar\.version england-and-wales 2026-1 exists already and differs"):
        import_document(changed(("calendar", "holidays"), []) | {"version": "x"})

    assert RuleSet.objects.filter(version="x").count() == 0
    assert Calendar.objects.count() == 1
