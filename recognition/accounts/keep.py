"""A person's row, kept from being locked whole until the transaction ends.

Who acts, is named or is sent something keeps the row (`FOR KEY SHARE`, which shares with all of its kind and with an
update of other fields); who declares a conflict of interest locks it whole. So one of two at once sees what the other
left. Django has no word for this lock.
"""

from django.db import connection


def keep_person(key: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM accounts_user WHERE id = %s FOR KEY SHARE", [key])
