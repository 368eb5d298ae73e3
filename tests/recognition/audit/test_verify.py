from __future__ import annotations

import pytest

from recognition.audit.canonical import FIELDS, digest
from recognition.audit.models import Entry
from recognition.audit.verify import Anchor, verify

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


def anchor_of(entry: Entry) -> Anchor:
    return Anchor(entry.pk, entry.hash)


def first_bad(anchor: Anchor | None = None) -> tuple[int, str] | None:
    bad = verify(anchor).bad
    return bad and (bad.id, bad.fault)


def forged(like: Entry, **changes: object) -> dict[str, object]:
    fields = {name: getattr(like, name) for name in FIELDS} | changes
    return fields | {"hash": digest(fields)}


def test_a_whole_chain_holds(five):
    verdict = verify()

    assert (verdict.count, verdict.last, verdict.bad) == (5, anchor_of(five[4]), None)


def test_an_empty_record_holds():
    assert verify().bad is None


def test_a_gap_in_the_ids_is_no_fault(write, five, as_owner):
    as_owner("SELECT setval(pg_get_serial_sequence('audit_entry', 'id'), %s)", five[4].pk + 100)
    write()

    assert first_bad() is None


def test_a_changed_field_is_found(five, as_owner):
    as_owner("UPDATE audit_entry SET reason = 'another' WHERE id = %s", five[2].pk)

    assert first_bad() == (five[2].pk, "hash")


def test_a_changed_time_is_found(five, as_owner):
    as_owner("UPDATE audit_entry SET at = at + interval '1 microsecond' WHERE id = %s", five[1].pk)

    assert first_bad() == (five[1].pk, "hash")


def test_changed_data_is_found(five, as_owner):
    as_owner("""UPDATE audit_entry SET data = '{"a": 1}' WHERE id = %s""", five[1].pk)

    assert first_bad() == (five[1].pk, "hash")


def test_a_changed_field_with_its_hash_made_to_fit_is_found_at_the_next(five, as_owner):
    false = forged(five[2], reason="another")
    as_owner("UPDATE audit_entry SET reason = 'another', hash = %s WHERE id = %s", false["hash"], five[2].pk)

    assert first_bad() == (five[3].pk, "previous_hash")


def test_a_deleted_entry_is_found_at_the_next(five, as_owner):
    as_owner("DELETE FROM audit_entry WHERE id = %s", five[2].pk)

    assert first_bad() == (five[3].pk, "previous_hash")


def test_the_first_entry_deleted_is_found(five, as_owner):
    as_owner("DELETE FROM audit_entry WHERE id = %s", five[0].pk)

    assert first_bad() == (five[1].pk, "previous_hash")


def test_an_entry_put_in_is_found(five, as_owner):
    as_owner("UPDATE audit_entry SET id = id + 10 WHERE id > %s", five[2].pk)
    first_bad_id = five[2].pk + 1
    Entry.objects.create(**forged(five[2], id=first_bad_id, uuid="0" * 32))

    assert first_bad() == (first_bad_id, "previous_hash")


def test_two_entries_swapped_are_found(five, as_owner):
    as_owner("UPDATE audit_entry SET id = -1 WHERE id = %s", five[1].pk)
    as_owner("UPDATE audit_entry SET id = %s WHERE id = %s", five[1].pk, five[2].pk)
    as_owner("UPDATE audit_entry SET id = %s WHERE id = -1", five[2].pk)

    assert first_bad() == (five[1].pk, "previous_hash")


def test_a_cut_tail_is_found_through_the_anchor(five, as_owner):
    anchor = anchor_of(five[4])
    as_owner("DELETE FROM audit_entry WHERE id > %s", five[2].pk)

    assert first_bad(anchor) == (five[4].pk, "anchor")


def test_a_tail_written_anew_is_found_through_the_anchor(five, as_owner):
    false = forged(five[4], reason="another")
    as_owner("UPDATE audit_entry SET reason = 'another', hash = %s WHERE id = %s", false["hash"], five[4].pk)

    assert first_bad(anchor_of(five[4])) == (five[4].pk, "anchor")


def test_an_anchor_from_before_newer_entries_holds(write, five):
    write()

    assert first_bad(anchor_of(five[4])) is None
