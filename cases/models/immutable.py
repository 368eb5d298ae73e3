"""Rows that the database itself refuses to change, whoever asks."""

import pgtrigger


def append_only() -> list[pgtrigger.Trigger]:
    """Neither update, delete nor truncate: what is wrong is put right by another row."""
    return [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete), _not_emptied()]


def sealed_once_signed() -> list[pgtrigger.Trigger]:
    """A recommendation may still be returned or signed; what is signed stays as it was signed."""
    signed = pgtrigger.Q(old__state="signed")
    changes = pgtrigger.Update | pgtrigger.Delete
    return [pgtrigger.Protect(name="sealed", operation=changes, condition=signed), _not_emptied()]


def _not_emptied() -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="not_emptied",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'Cannot truncate rows from % table', TG_TABLE_NAME;",
    )
