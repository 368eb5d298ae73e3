from __future__ import annotations

from typing import ClassVar

from django.db import models
from oauth2_provider.models import AbstractApplication

from .organisation import Organisation


class ApiClient(AbstractApplication):
    """A company's system. It acts for one organisation and sees that one's applications only.

    Client credentials are the one grant there is: nobody signs in here on a company's behalf. The secret is
    stored hashed and shown once. To rotate it with an overlap, give the organisation a second client.
    """

    client_type = models.CharField(
        max_length=32, choices=AbstractApplication.CLIENT_TYPES, default=AbstractApplication.CLIENT_CONFIDENTIAL
    )
    authorization_grant_type = models.CharField(
        max_length=44, choices=AbstractApplication.GRANT_TYPES, default=AbstractApplication.GRANT_CLIENT_CREDENTIALS
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="api_clients")
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager[ApiClient]] = models.Manager()

    class Meta(AbstractApplication.Meta):
        swappable = "OAUTH2_PROVIDER_APPLICATION_MODEL"
        verbose_name = "API client"

    def __str__(self) -> str:
        return self.name or self.client_id
