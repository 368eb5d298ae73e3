from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Final

from django.db import models
from oauth2_provider.generators import generate_client_secret
from oauth2_provider.models import AbstractApplication

from .organisation import Organisation

OVERLAP: Final = timedelta(days=7)  # Long enough for a company's release, short enough to be looked after.
PREVIOUS: Final = ("previous_secret", "previous_secret_ends_at", "previous_secret_used_at")


class ApiClient(AbstractApplication):
    """A company's system. It acts for one organisation and sees that one's applications only.

    Client credentials are the one grant there is: nobody signs in here on a company's behalf. The secret is
    stored hashed and shown once. When it is rotated, the one before it works on until `previous_secret_ends_at`.
    """

    client_type = models.CharField(
        max_length=32, choices=AbstractApplication.CLIENT_TYPES, default=AbstractApplication.CLIENT_CONFIDENTIAL
    )
    authorization_grant_type = models.CharField(
        max_length=44, choices=AbstractApplication.GRANT_TYPES, default=AbstractApplication.GRANT_CLIENT_CREDENTIALS
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="api_clients")
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)
    secret_used_at = models.DateTimeField(null=True, blank=True, editable=False)
    previous_secret = models.CharField(max_length=255, blank=True, editable=False, help_text="Its hash.")
    previous_secret_ends_at = models.DateTimeField(null=True, blank=True, editable=False)
    previous_secret_used_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager[ApiClient]] = models.Manager()

    class Meta(AbstractApplication.Meta):
        swappable = "OAUTH2_PROVIDER_APPLICATION_MODEL"
        verbose_name = "API client"

    def __str__(self) -> str:
        return self.name or self.client_id

    def overlaps(self, at: datetime) -> bool:
        """Whether the secret before this one still works."""
        return self.previous_secret_ends_at is not None and at < self.previous_secret_ends_at

    def rotate_secret(self, *, at: datetime, overlap: timedelta) -> str:
        """A new secret, told once. The old one works on for the overlap; one that was still overlapping ends now."""
        kept = overlap > timedelta(0)
        self.previous_secret = str(self.client_secret) if kept else ""  # type: ignore[has-type]  # the library has none
        self.previous_secret_ends_at = at + overlap if kept else None
        self.previous_secret_used_at = self.secret_used_at if kept else None
        self.secret_used_at = None
        secret: str = generate_client_secret()
        self.client_secret = secret
        self.save(update_fields=["client_secret", "updated", *PREVIOUS, "secret_used_at"])
        return secret

    def end_previous_secret(self) -> None:
        self.previous_secret, self.previous_secret_ends_at = "", None
        self.save(update_fields=["updated", *PREVIOUS])
