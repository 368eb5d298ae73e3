from django.contrib.postgres.indexes import GinIndex
from django.db import models


class SearchWord(models.Model):
    """A word that some product or substance is called by, so that a typing mistake can be matched to what is meant.

    A few thousand words stand for a million cases. What it offers is only ever used to search what the person may see.
    """

    word = models.CharField(max_length=200, primary_key=True)
    learned_at = models.DateTimeField()

    class Meta:
        indexes = [GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="search_word_like")]

    def __str__(self) -> str:
        return self.word
