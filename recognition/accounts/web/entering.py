"""What a session keeps of a sign-in: who is half-way through it, and when the password was last right."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.conf import settings
from django.contrib.auth import SESSION_KEY, authenticate, login
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django_otp import devices_for_user
from django_otp import login as otp_login
from django_otp.models import Device

from recognition.accounts.models import User
from recognition.clock import now

CONFIRMED: Final = "password_confirmed_at"
HALF_WAY: Final = "half_way_in"
HALF_WAY_LASTS: Final = dt.timedelta(minutes=5)


def enter(request: HttpRequest, user: User, device: Device | None = None) -> None:
    """Sign in, under a new session key, with the second factor where there is one."""
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    if device:
        otp_login(request, device)
    request.session[CONFIRMED] = now().isoformat()


def has_second_factor(user: User) -> bool:
    return any(devices_for_user(user))


def remember_half_way(request: HttpRequest, user: User) -> None:
    """The password was right and the code is still to come; until then nobody is signed in."""
    request.session.cycle_key()
    request.session[HALF_WAY] = {"user": user.pk, "at": now().isoformat()}


def half_way(request: HttpRequest) -> User | None:
    kept = request.session.get(HALF_WAY)
    if not kept or SESSION_KEY in request.session:
        return None
    if now() - dt.datetime.fromisoformat(kept["at"]) > HALF_WAY_LASTS:
        return None
    return User.objects.filter(pk=kept["user"], is_active=True).first()


def recently_signed_in(request: HttpRequest, within: dt.timedelta = dt.timedelta(minutes=5)) -> bool:
    """Whether this session gave the right password that short a time ago."""
    at = request.session.get(CONFIRMED)
    return at is not None and now() - dt.datetime.fromisoformat(at) <= within


def confirm_password(user: User, password: str, *, request: HttpRequest) -> bool:
    """Ask for the password again, as the signing of a decision does. Wrong tries count towards the lock-out."""
    found = authenticate(request, username=user.get_username(), password=password)
    if found != user:
        return False
    request.session[CONFIRMED] = now().isoformat()
    return True


def next_of(request: HttpRequest) -> str:
    """Where the person was going, if that is one of our own pages."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else settings.LOGIN_REDIRECT_URL
