import pytest
from django.db import DatabaseError, connection, transaction

from recognition.audit.models import Entry

pytestmark = [pytest.mark.integration, pytest.mark.django_db]


def test_an_update_is_refused_by_the_database(five):
    with pytest.raises(DatabaseError, match="update"), transaction.atomic():
        Entry.objects.filter(pk=five[2].pk).update(reason="another")


def test_a_delete_is_refused_by_the_database(five):
    with pytest.raises(DatabaseError, match="delete"), transaction.atomic():
        five[2].delete()


def test_truncate_is_refused_by_the_database(five):
    with pytest.raises(DatabaseError, match="TRUNCATE"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_entry")


def test_the_entries_are_still_there_afterwards(five):
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.all().delete()

    assert Entry.objects.count() == 5
