from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django_otp import devices_for_user

from recognition.accounts.actors import actor_for
from recognition.accounts.models import User
from recognition.accounts.sessions import end_sessions
from recognition.clock import now

from .forms import NewPasswordForm


@never_cache
def my_account(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    rows = [
        {"key": "Name", "value": str(user)},
        {"key": "Username", "value": user.username},
        {"key": "Role", "value": user.get_role_display()},
        {"key": "Email", "value": user.email},
    ]
    second_factor = next(iter(devices_for_user(user)), None)
    return render(request, "accounts/my_account.html", {"rows": rows, "second_factor": second_factor})


@never_cache
@sensitive_post_parameters()
def new_password(request: HttpRequest) -> HttpResponse:
    """The person's other sessions end: each holds a hash of the password it began with."""
    form = NewPasswordForm(cast(User, request.user), request.POST or None)
    if form.is_valid():
        update_session_auth_hash(request, form.save())
        messages.success(request, "Your password has changed. Other places where you were signed in are signed out.")
        return redirect("my-account")
    return render(request, "accounts/new_password.html", {"form": form})


@never_cache
@require_POST
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """For who has left a desk signed in. This session goes on."""
    end_sessions(user=(user := cast(User, request.user)), actor=actor_for(request), at=now())
    user.refresh_from_db(fields=["sessions_ended"])
    update_session_auth_hash(request, user)
    messages.success(request, "You are signed out everywhere but here.")
    return redirect("my-account")
