"""Files that nobody honest would send: refused with the place named, and nothing stored."""

import copy
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from recognition.audit.models import Entry
from recognition.routes.models import Calendar, Question, RuleSet
from recognition.routes.shipped import FIXTURES

pytestmark = [pytest.mark.integration, pytest.mark.django_db]
OTHER = json.loads((FIXTURES / "three-stops-2026-1.json").read_bytes())


def changed(path, value):
    document = copy.deepcopy(OTHER)
    *way, last = path
    place = document
    for step in way:
        place = place[step]
    place[last] = value
    return json.dumps(document).encode()


def circle():
    document = copy.deepcopy(OTHER)
    first = document["routes"][0] | {"reverts_to": "MORE"}
    document["routes"] = [first, first | {"code": "MORE", "reverts_to": first["code"]}]
    own = [row for row in document["milestones"] if row["route"]]
    document["milestones"] += [row | {"route": "MORE", "position": 9} for row in own]
    return json.dumps(document).encode()


def many_conditions():
    one = OTHER["rules"][0]["conditions"][0]
    return changed(("rules", 0, "conditions"), [one] * 2000)


HOSTILE = {
    "nothing": (b"", "line 1 is not JSON"),
    "no object": (b"[]", "format should be"),
    "another format": (b'{"format": "recognition rule set 1"}', "format should be"),
    "50 MB": (b'{"format": "' + b"x" * 50_000_000 + b'"}', "is larger than 2 MB"),
    "50 MB of nothing": (b" " * 50_000_000, "is larger than 2 MB"),
    "deep lists": (b"\n\n" + b"[" * 1_000_000, "line 3 is nested deeper"),
    "deep objects": (b'{"a":' * 300_000, "line 1 is nested deeper"),
    "deep, and balanced": (b"[" * 5000 + b"]" * 5000, "line 1 is nested deeper"),
    "a string without an end": (b'{"name": "' + b'\\"[' * 600_000, "line 1 is not JSON"),
    "not UTF-8": (b'{"name": "\xff"}', "byte 11 is not text in UTF-8"),
    "a key twice": (b'{"name": "a", "name": "b"}', "name is there twice"),
    "a number without an end": (b'{"form_lead_days": ' + b"9" * 1_500_000 + b"}", "a number of 1500000 digits"),
    "no number": (b'{"form_lead_days": NaN}', "holds NaN"),
    "a fraction": (changed(("form_lead_days",), 1.5), "form_lead_days should be a whole number"),
    "an unknown key": (changed(("routes", 0, "is_admin"), True), "routes[0].is_admin is not known here"),
    "a key that cannot be shown": (changed(("\ud800\x00",), 1), r"\ud800"),
    "a class where a text should be": (changed(("name",), {"__class__": "os"}), "name should be text"),
    "code for a value": (
        changed(("rules", 0, "conditions", 0, "value"), "__import__('os')"),
        "Rule A01 compares same_composition_and_form",
    ),
    "an operator that is none": (
        changed(("rules", 0, "conditions", 0, "operator"), "eval"),
        "rules[0].conditions[0].operator should be one of",
    ),
    "a control character": (changed(("name",), "a\x00b"), "name holds a character that cannot be stored (U+0000)"),
    "half a character": (changed(("name",), "a\ud800b"), "name holds a character that cannot be stored (U+D800)"),
    "no list": (changed(("rules",), {"length": 10**9}), "rules should be a list"),
    "too many rules": (changed(("rules",), [{}] * 100_000), "rules should be a list of at most 2000"),
    "too many conditions": (many_conditions(), "rules[0].conditions should be a list of at most 60"),
    "a day that is none": (changed(("effective_from",), "2026-02-30"), "effective_from should be a date"),
    "a state": (changed(("state",), "published"), "state is not known here"),
    "a route that reverts in a circle": (circle(), "Route MIXED reverts in a circle"),
    "a phase that is not": (changed(("routes", 0, "stop_rules", 0, "phase"), "NONE"), "the route has no such phase"),
    "an end before the beginning": (changed(("effective_until",), "2020-01-01"), "before it begins"),
}


@pytest.fixture
def nothing_is_stored():
    def stored():
        return tuple(model.objects.count() for model in (RuleSet, Calendar, Question, Entry))

    before = stored()
    yield
    assert stored() == before


@pytest.mark.parametrize("name", HOSTILE)
def test_the_command_refuses_it(name, tmp_path, nothing_is_stored):
    raw, place = HOSTILE[name]
    file = tmp_path / "rules.json"
    file.write_bytes(raw)

    with pytest.raises(CommandError) as refused:
        call_command("import_rule_set", str(file))

    assert place in str(refused.value)
    assert "nothing is stored" in str(refused.value)


@pytest.mark.parametrize("name", HOSTILE)
def test_the_administration_refuses_it(name, client, administrator, nothing_is_stored):
    raw, place = HOSTILE[name]
    if not raw:
        place = "The submitted file is empty"
    client.force_login(administrator, backend="django.contrib.auth.backends.ModelBackend")

    url = reverse("admin:routes_ruleset_import")
    page = client.post(url, {"document": SimpleUploadedFile("rules.json", raw), "version": ""})

    assert page.status_code == 422
    assert place in page.content.decode().replace("&quot;", '"').replace("&#x27;", "'")


def test_what_is_sound_comes_in_by_the_command_and_goes_out_the_same(capfdbinary):
    file = FIXTURES / "three-stops-2026-1.json"

    call_command("import_rule_set", str(file), verbosity=0)
    capfdbinary.readouterr()
    call_command("export_rule_set", "three-stops", "2026-1")

    assert capfdbinary.readouterr().out == file.read_bytes()
    assert RuleSet.objects.get(code="three-stops").state == "draft"
    assert Entry.objects.filter(action="rule_set_imported", actor_kind="system").count() == 1


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_rule_set", str(tmp_path / "none.json"))
