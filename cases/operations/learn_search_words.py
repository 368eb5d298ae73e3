from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import connection
from django.db.models import Max

from cases.models import SearchWord

MARGIN: Final = timedelta(days=1)  # a case that was being written while the last run read is read by the next
LEARN: Final = """
INSERT INTO cases_searchword (word, learned_at)
SELECT DISTINCT word, %(at)s::timestamptz
FROM cases_application,
     regexp_split_to_table(recognition_fold(product_name || ' ' || substances), ' ') AS word
WHERE updated_at >= %(since)s AND length(word) BETWEEN 3 AND 200
ORDER BY word
ON CONFLICT DO NOTHING
"""


def learn_search_words(*, at: datetime) -> int:
    """Add the words of new products and substances to those that a typing mistake is matched to; says how many.

    It reads the cases that have changed since it last learned a word, and runs apart from their transactions: two
    companies that bring the same new word at once would else wait for each other.
    """
    last = SearchWord.objects.aggregate(last=Max("learned_at"))["last"]
    since = last - MARGIN if last else datetime.min.replace(tzinfo=at.tzinfo)
    with connection.cursor() as cursor:
        cursor.execute(LEARN, {"at": at, "since": since})
        return int(cursor.rowcount)
