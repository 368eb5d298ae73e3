"""What an administrator finds of models that a case on its way does not bring with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType

from cases.models import StateLimit
from recognition.accounts.models import Organisation
from recognition.routes.models import Calendar

from .work import delivery, draft, endpoint, letter_template

if TYPE_CHECKING:
    from ..house import House

Args = Callable[["House"], tuple[Any, ...]]

KNOCK = {"username": "lead", "ip_address": "192.0.2.7", "path_info": "/sign-in/", "user_agent": "Firefox"}

RARE: dict[str, Callable[[House], Any]] = {
    "routes.ruleset": draft,
    "cases.lettertemplate": letter_template,
    "routes.calendar": lambda house: house.once("calendar", lambda _: Calendar.objects.create(
        code="uk", version="unused", name="The United Kingdom")),
    "accounts.organisation": lambda house: house.once("organisation", lambda _: Organisation.objects.create(
        name="Made by mistake Ltd", company_number="00001", contact_email="office@mistake.example")),
    "webhooks.endpoint": endpoint,
    "webhooks.delivery": delivery,
    "cases.statelimit": lambda house: StateLimit.objects.get_or_create(state="received", defaults={"days": 20})[0],
    "axes.accessattempt": lambda house: house.once("attempt", lambda _: AccessAttempt.objects.create(
        failures_since_start=3, get_data="", post_data="", **KNOCK)),
    "axes.accesslog": lambda house: house.once("log", lambda _: AccessLog.objects.create(**KNOCK)),
    "axes.accessfailurelog": lambda house: house.once("failure", lambda _: AccessFailureLog.objects.create(**KNOCK)),
}  # fmt: skip


def told(model: Any, args: Args) -> Callable[[House], object]:
    """Somebody has changed the row once, in these forms."""

    def make(house: House) -> object:
        person, about = house.people.user("administrator"), str(args(house)[0])
        kind = ContentType.objects.get_for_model(model)
        words = {"object_repr": about, "action_flag": CHANGE, "change_message": "Changed the name."}
        return LogEntry.objects.get_or_create(user=person, content_type=kind, object_id=about, defaults=words)

    return make


def forgotten(model: Any, args: Args) -> Callable[[House], object]:
    """Nobody has."""

    def drop(house: House) -> object:
        kind = ContentType.objects.get_for_model(model)
        return LogEntry.objects.filter(content_type=kind, object_id=str(args(house)[0])).delete()

    return drop
