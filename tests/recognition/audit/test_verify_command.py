from io import StringIO

import pytest
from django.core.management import CommandError, call_command

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("verify_record", *arguments, stdout=out)
    return out.getvalue()


def test_it_counts_and_gives_the_anchor_to_keep(five):
    assert said() == (f"5 entries, each over the one before.\nAnchor to keep elsewhere: {five[4].pk}:{five[4].hash}\n")


def test_it_takes_the_anchor_that_it_gave(five):
    assert "5 entries" in said("--anchor", f"{five[4].pk}:{five[4].hash}")


def test_it_fails_and_names_the_first_bad_link(five, as_owner):
    as_owner("UPDATE audit_entry SET reason = 'another' WHERE id >= %s", five[2].pk)

    with pytest.raises(CommandError, match=rf"entry {five[2].pk}, hash") as failure:
        said()
    assert failure.value.returncode == 1


def test_an_anchor_that_cannot_be_read_is_said_to_be_one(five):
    with pytest.raises(CommandError, match="ID:HASH"):
        said("--anchor", "yesterday")
