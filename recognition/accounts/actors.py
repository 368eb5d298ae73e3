from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the models import nothing of this file; the guard spares the app registry at import
    from django.http import HttpRequest

    from .models import ApiClient, User


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a member of staff, a company's API client, or the system itself with the task's name."""

    label: str
    user: User | None = None
    client: ApiClient | None = None

    @property
    def is_system(self) -> bool:
        return self.user is None and self.client is None

    @property
    def kind(self) -> str:
        if self.user is not None:
            return "person"
        return "company" if self.client is not None else "system"

    @property
    def identity(self) -> str:
        """The row's key as text, empty for the system."""
        holder = self.user or self.client
        return "" if holder is None else str(holder.pk)


def person(user: User) -> Actor:
    return Actor(label=str(user), user=user)


def company(client: ApiClient) -> Actor:
    return Actor(label=f"{client} for {client.organisation}", client=client)


def system(task: str) -> Actor:
    return Actor(label=f"Recognition ({task})")


def actor_for(request: HttpRequest) -> Actor:
    """The person signed in. Every page but a few needs one to be, so `web` code asks without looking first."""
    if not request.user.is_authenticated:
        raise PermissionError("nobody is signed in")
    return person(request.user)
