from __future__ import annotations

from django.db import models

from recognition.routes.models import DocumentKind

from .application import Application


class Document(models.Model):
    """A paper of the case: one version of it. Nothing is overwritten; what replaces it is a row of its own.

    `sha256` and `size` (bytes) are those of the file as it arrived. It is served when its scan found it clean, and only
    after its hash was found the same again. `checked_at` is when the nightly sweep last did that.
    """

    class Scan(models.TextChoices):
        PENDING = "pending", "Not scanned yet"
        CLEAN = "clean", "Clean"
        REFUSED = "refused", "Refused: malware found"

    class Integrity(models.TextChoices):
        INTACT = "intact", "As it arrived"
        CHANGED = "changed", "Changed in the store"
        MISSING = "missing", "Missing from the store"

    application = models.ForeignKey(Application, models.CASCADE, related_name="documents")
    kind = models.ForeignKey(DocumentKind, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    sequence = models.CharField(max_length=4, default="0000", help_text="Of the eCTD: four digits.")
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    file = models.FileField(max_length=300)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    from_company = models.BooleanField(default=False, help_text="Sent by the company's own system: it sees it too.")
    added_by = models.CharField(max_length=300)
    added_at = models.DateTimeField()
    scan = models.CharField(max_length=10, choices=Scan, default=Scan.PENDING)
    scanner = models.CharField(max_length=60, blank=True)
    scanned_at = models.DateTimeField(null=True, blank=True)
    scan_said = models.CharField(max_length=300, blank=True, help_text="What was found, or why it is not scanned yet.")
    integrity = models.CharField(max_length=10, choices=Integrity, default=Integrity.INTACT)
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(scan="pending"), name="document_unscanned"),
            models.Index(fields=["checked_at", "id"], name="document_check"),
            models.Index(fields=["file"], name="document_file"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_served(self) -> bool:
        return self.scan == self.Scan.CLEAN
