from __future__ import annotations

from typing import Any, ClassVar, Final

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.crypto import salted_hmac


class Role(models.TextChoices):
    VALIDATOR = "validator", "Validator"
    ASSESSOR = "assessor", "Assessor"
    LEAD = "lead", "Lead assessor"
    MANAGER = "manager", "Manager"
    SIGNATORY = "signatory", "Signatory"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


# What administrators need none of: groups (a role is all there is), other people's second factors, and tokens,
# which end with their client's secret. A superuser, made on the command line, reaches these all the same.
OUT_OF_REACH: Final = frozenset({"auth", "oauth2_provider", "otp_static", "otp_totp"})


class People(UserManager["User"]):
    """`createsuperuser` makes the first administrator: an installation has nobody else to give the role."""

    def create_superuser(
        self, username: str, email: str | None = None, password: str | None = None, **fields: Any
    ) -> User:
        fields.setdefault("role", Role.ADMINISTRATOR)
        return super().create_superuser(username, email, password, **fields)


class User(AbstractUser):  # type: ignore[django-manager-missing]  # its clients come from a library without types
    """A member of the regulator's staff. What each role may do stands in `permissions.py`.

    The role decides about the administration too, so that one field says all: administrators may change what
    the admin lets anybody change, auditors may read it, nobody else gets in.
    """

    role = models.CharField(max_length=20, choices=Role, default=Role.AUDITOR)
    sessions_ended = models.PositiveIntegerField(
        default=0, editable=False, help_text="How often all sessions were ended; each holds the count it began with."
    )
    listens_to_keys = models.BooleanField(
        default=True, editable=False, help_text="Whether single keys do something on the pages (WCAG 2.1.4)."
    )

    objects: ClassVar[People] = People()

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.is_staff = self.is_superuser or self.role in (Role.ADMINISTRATOR, Role.AUDITOR)
        if "role" in (kwargs.get("update_fields") or ()):
            kwargs["update_fields"] = {*kwargs["update_fields"], "is_staff"}
        super().save(*args, **kwargs)

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """A session ends with the password it began with, or when its person has signed out everywhere."""
        of_password = super()._get_session_auth_hash(secret)  # type: ignore[misc]  # Django's stubs do not know it
        if not self.sessions_ended:
            return str(of_password)
        return salted_hmac(
            f"sessions {self.sessions_ended}", of_password, secret=secret, algorithm="sha256"
        ).hexdigest()

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return self._role_allows(perm) or super().has_perm(perm, obj)

    def has_module_perms(self, app_label: str) -> bool:
        reads = self.role in (Role.ADMINISTRATOR, Role.AUDITOR) and app_label not in OUT_OF_REACH
        return self.is_active and (reads or super().has_module_perms(app_label))

    def _role_allows(self, perm: str) -> bool:
        app_label, _, codename = perm.partition(".")
        if not self.is_active or app_label in OUT_OF_REACH:
            return False
        reads_only = codename.startswith("view_")
        return self.role == Role.ADMINISTRATOR or (self.role == Role.AUDITOR and reads_only)
