from __future__ import annotations

import base64
from typing import cast

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django_otp import devices_for_user
from django_otp import login as otp_login
from django_otp.plugins.otp_totp.models import TOTPDevice

from recognition.accounts.models import User

from .forms import CodeForm, PasswordForm


@never_cache
def set_up(request: HttpRequest) -> HttpResponse:
    """Show a key, and believe that it was taken down once a code made with it comes back."""
    user = cast(User, request.user)
    if any(devices_for_user(user)):
        return redirect("my-account")
    device, _ = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "Authenticator app"})
    form = CodeForm(user, request.POST or None, device=device)
    if form.is_valid():
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        otp_login(request, device)
        messages.success(request, "From now on you are asked for a code when you sign in.")
        return redirect("my-account")
    context = {"form": form, "key": _spaced(device), "uri": device.config_url, "picture": _picture(device)}
    return render(request, "accounts/second_factor.html", context)


@never_cache
def remove(request: HttpRequest) -> HttpResponse:
    form = PasswordForm(request, request.POST or None)
    if form.is_valid():
        for device in devices_for_user(cast(User, request.user), confirmed=None):
            device.delete()
        messages.success(request, "You sign in with your password alone again.")
        return redirect("my-account")
    return render(request, "accounts/second_factor_remove.html", {"form": form})


def _picture(device: TOTPDevice) -> str:
    """The key as a QR code, within the page: it is nobody else's and no cache's."""
    code: str = segno.make(device.config_url, error="m").svg_data_uri(scale=4, border=2)
    return code


def _spaced(device: TOTPDevice) -> str:
    """The key as authenticator apps take it, in fours that a person can type."""
    key = base64.b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(key[place : place + 4] for place in range(0, len(key), 4))
