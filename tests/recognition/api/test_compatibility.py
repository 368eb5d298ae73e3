"""Each way to break a client is found and named; what breaks nobody is let pass."""

from copy import deepcopy

import pytest
from django.core.management import CommandError, call_command

from recognition.api.compatibility import breaks

pytestmark = pytest.mark.unit


def thing(name):
    return {
        "type": "object",
        "properties": {
            "name": {"type": "string", "maxLength": 60},
            "count": {"type": "integer", "minimum": 0},
            "kind": {"enum": ["a", "b"], "type": "string"},
            "parts": {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}},
        },
        "required": ["name"],
    }


OLD = {
    "paths": {
        "/things/": {
            "post": {
                "security": [{"oauth2": ["read"]}],
                "parameters": [
                    {"in": "query", "name": "kind", "schema": {"type": "string", "enum": ["a", "b"]}},
                    {"in": "header", "name": "If-Match", "schema": {"type": "string"}},
                ],
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Asked"}}}},
                "responses": {
                    "200": {
                        "headers": {"ETag": {}},
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}},
                    },
                    "404": {"content": {"application/problem+json": {"schema": {}}}},
                },
            }
        }
    },
    "components": {"schemas": {"Thing": thing("Thing"), "Asked": thing("Asked")}},
}


def changed(change):
    new = deepcopy(OLD)
    call = new["paths"]["/things/"]["post"]
    change(new, call, new["components"]["schemas"]["Asked"], new["components"]["schemas"]["Thing"])
    return breaks(OLD, new)


def to(owner, **values):
    owner.update(values)


def without(owner, *names):
    for name in names:
        del owner[name]


BREAKS = {
    "a path": (lambda n, c, a, t: without(n["paths"], "/things/"), "the path is gone"),
    "a method": (lambda n, c, a, t: without(n["paths"]["/things/"], "post"), "the method is gone"),
    "a scope": (lambda n, c, a, t: to(c, security=[{"oauth2": ["read", "write"]}]), "needs the scope write"),
    "a parameter": (lambda n, c, a, t: c["parameters"].pop(), "header parameter If-Match: it is gone"),
    "a parameter that is required now": (lambda n, c, a, t: to(c["parameters"][1], required=True), "required now"),
    "a new required parameter": (
        lambda n, c, a, t: c["parameters"].append({"in": "query", "name": "x", "required": True, "schema": {}}),
        "query parameter x: it is new and required",
    ),
    "a parameter's value": (lambda n, c, a, t: to(c["parameters"][0]["schema"], enum=["a"]), "the value b is gone"),
    "a body that is required now": (lambda n, c, a, t: to(c["requestBody"], required=True), "body: it is required"),
    "a media type": (
        lambda n, c, a, t: to(c["requestBody"], content={"text/csv": {}}),
        "body: application/json is gone",
    ),
    "a field that is sent": (lambda n, c, a, t: without(a["properties"], "count"), "body/count: the field is gone"),
    "a new required field": (
        lambda n, c, a, t: (to(a["properties"], x={}), to(a, required=["name", "x"])),
        "body/x: the field is required now",
    ),
    "a narrower type": (lambda n, c, a, t: to(a["properties"]["name"], type="integer"), "string is not taken"),
    "any to one type": (
        lambda n, c, a, t: to(a["properties"]["parts"], items={"type": "string"}),
        "body/parts/*: object is not taken",
    ),
    "a value that is sent": (lambda n, c, a, t: to(a["properties"]["kind"], enum=["a"]), "the value b is gone"),
    "values where any would do": (
        lambda n, c, a, t: to(a["properties"]["name"], enum=["x"]),
        "body/name: only x is taken",
    ),
    "a lower limit": (lambda n, c, a, t: to(a["properties"]["count"], minimum=1), "minimum is 1 now, and was 0"),
    "an upper limit": (lambda n, c, a, t: to(a["properties"]["name"], maxLength=59), "maxLength is 59 now"),
    "a limit where was none": (lambda n, c, a, t: to(a["properties"]["count"], maximum=5), "and was not set"),
    "a pattern": (lambda n, c, a, t: to(a["properties"]["name"], pattern="^x"), "its pattern is '^x' now"),
    "a format": (lambda n, c, a, t: to(a["properties"]["name"], format="date"), "its format is 'date' now"),
    "other fields": (lambda n, c, a, t: to(a, additionalProperties=False), "other names are not taken"),
    "a status": (lambda n, c, a, t: to(c["responses"], **{"201": c["responses"].pop("200")}), "answer 200: the status"),
    "a header": (lambda n, c, a, t: without(c["responses"]["200"]["headers"], "ETag"), "the header ETag is gone"),
    "a media type that is answered": (
        lambda n, c, a, t: to(c["responses"]["200"], content={"text/csv": {}}),
        "answer 200: application/json is gone",
    ),
    "a field that is answered": (lambda n, c, a, t: without(t["properties"], "kind"), "answer 200/kind: the field"),
    "a field that may be missing": (lambda n, c, a, t: to(t, required=[]), "answer 200/name: the field may be"),
    "null where was none": (lambda n, c, a, t: to(t["properties"]["name"], type=["string", "null"]), "be null now"),
    "another type": (lambda n, c, a, t: to(t["properties"]["count"], type="string"), "it may be string now"),
    "a value that is answered": (lambda n, c, a, t: to(t["properties"]["kind"], enum=["b"]), "the value a is gone"),
    "any value": (lambda n, c, a, t: without(t["properties"]["kind"], "enum"), "it may be any value now"),
}
FINE = {
    "nothing": lambda n, c, a, t: None,
    "a new path": lambda n, c, a, t: to(n["paths"], **{"/more/": {}}),
    "a new method": lambda n, c, a, t: to(n["paths"]["/things/"], get={"responses": {}}),
    "fewer scopes": lambda n, c, a, t: without(c, "security"),
    "a new parameter": lambda n, c, a, t: c["parameters"].append({"in": "query", "name": "x", "schema": {}}),
    "a new field to send": lambda n, c, a, t: to(a["properties"], x={"type": "string"}),
    "a field that is no longer required": lambda n, c, a, t: to(a, required=[]),
    "a wider type": lambda n, c, a, t: to(a["properties"]["name"], type=["string", "null"]),
    "a number for an integer": lambda n, c, a, t: to(a["properties"]["count"], type="number"),
    "a higher limit": lambda n, c, a, t: to(a["properties"]["name"], maxLength=61),
    "a new value to send": lambda n, c, a, t: to(a["properties"]["kind"], enum=["a", "b", "c"]),
    "a new field answered": lambda n, c, a, t: (to(t["properties"], x={}), to(t, required=["name", "x"])),
    "a new value answered": lambda n, c, a, t: to(t["properties"]["kind"], enum=["a", "b", "c"]),
    "a refusal": lambda n, c, a, t: to(c["responses"], **{"409": {}}),
    "a refusal that is gone": lambda n, c, a, t: without(c["responses"], "404"),
    "other words": lambda n, c, a, t: to(t["properties"]["name"], description="Its name."),
}


@pytest.mark.parametrize("name", BREAKS)
def test_it_breaks(name):
    change, words = BREAKS[name]
    found = changed(change)

    assert any(words in line for line in found), found
    assert all(line.startswith(("/things/", "POST /things/")) for line in found)


@pytest.mark.parametrize("name", FINE)
def test_it_breaks_nobody(name):
    assert changed(FINE[name]) == []


def test_a_shape_made_of_others_is_followed():
    new = deepcopy(OLD)
    new["components"]["schemas"]["Asked"] = {
        "allOf": [{"$ref": "#/components/schemas/Thing"}, {"required": ["count"]}],
    }

    assert breaks(OLD, new) == ["POST /things/ body/count: the field is required now"]


def test_the_command_refuses_a_break_and_keeps_a_release(tmp_path, capsys):
    file = tmp_path / "v1.json"
    call_command("compare_api", file=file, keep=True)
    call_command("compare_api", file=file)
    file.write_text(file.read_text().replace("/api/v1/regulators/", "/api/v1/gone/"))

    for keep in (False, True):
        with pytest.raises(CommandError, match="/api/v1/gone/: the path is gone"):
            call_command("compare_api", file=file, keep=keep)
