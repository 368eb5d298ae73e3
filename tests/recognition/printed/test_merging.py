import pytest

from recognition.printed.merging import faults, merged, names_in

pytestmark = pytest.mark.unit

FIELDS = ["product_name", "reference", "points"]


def found(text: str) -> list[str]:
    return faults(text, fields=FIELDS, blocks=["points"])


def test_fields_are_filled_in():
    assert merged("{{ reference }}: {{product_name}}", {"reference": "R1", "product_name": "X"}) == "R1: X"


def test_what_is_filled_in_is_not_read_again():
    values = {"reference": "{{ product_name }}", "product_name": "secret"}
    assert merged("{{ reference }}", values) == "{{ product_name }}"


def test_each_field_is_named_once():
    assert names_in("{{ a }} {{ b }} {{ a }}") == ["a", "b"]


def test_a_sound_text_has_no_fault():
    assert found("Dear {x} {{ reference }},\n\n{{ points }}\n\n# {{ product_name }}") == []


def test_an_unknown_field_is_named_with_its_line_and_what_is_near():
    assert found("Dear\n\n{{ product_nam }}") == [
        "Line 3: there is no field “product_nam”. Did you mean “product_name”?"
    ]


def test_an_unknown_field_that_is_near_none_lists_them():
    assert found("{{ zzz }}") == ["Line 1: there is no field “zzz”. The fields are: product_name, reference, points."]


@pytest.mark.parametrize(
    "attack",
    [
        "{{ reference.__class__ }}",
        "{{ reference|safe }}",
        "{{ reference() }}",
        "{{ reference[0] }}",
        "{{ 7 * 7 }}",
        "{{ 'x' }}",
        "{{ }}",
        "{{ Reference }}",
        "{{ reference",
        "reference }}",
        "{{{ reference }}}",
        "{% load x %}",
        "{% if reference %}",
        "{# hidden #}",
        "{{ self.__init__.__globals__ }}",
        "{{\nreference\n}}",
    ],
)
def test_whatever_is_more_than_a_name_is_refused(attack):
    assert found(f"Dear\n{attack}")
    assert all(fault.startswith(("Line 2", "Line 3", "Line 4")) for fault in found(f"Dear\n{attack}"))


def test_a_field_with_paragraphs_needs_its_own_line():
    assert "stands on a line of its own" in found("See {{ points }} please")[0]
