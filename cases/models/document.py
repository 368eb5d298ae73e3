from django.db import models

from .application import Application


class Document(models.Model):
    """A paper of the case. `sha256` and `size` (bytes) are those of the stored file."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    file = models.FileField(upload_to="documents/%Y/%m/", max_length=300)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.CharField(max_length=300)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "id"]

    def __str__(self) -> str:
        return self.title
