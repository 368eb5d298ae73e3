from __future__ import annotations

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django_otp.models import Device

from recognition.accounts.models import User

from .entering import enter, half_way, has_second_factor, next_of, remember_half_way
from .forms import CodeForm, SignInForm
from .unsent_page import first_after_signing_in, was_kept


@login_not_required
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password. After too many wrong ones axes answers in our place, with `locked_out.html`."""
    if request.user.is_authenticated:
        return redirect(next_of(request))
    form = SignInForm(request, request.POST or None)
    if form.is_valid() and form.user:
        if has_second_factor(form.user):
            remember_half_way(request, form.user)
            return redirect(f"{reverse('sign-in-code')}?{urlencode({'next': next_of(request)})}")
        return _arrive(request, form.user)
    context = {"form": form, "next": next_of(request), "kept": was_kept(request)}
    return render(request, "accounts/sign_in.html", context)


@login_not_required
@never_cache
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """The second factor, asked of those only who have set one up."""
    user = half_way(request)
    if user is None:
        return redirect("sign-in")
    form = CodeForm(user, request.POST or None)
    if form.is_valid():
        return _arrive(request, user, form.matched)
    return render(request, "accounts/sign_in_code.html", {"form": form, "next": next_of(request)})


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("signed-out")


@login_not_required
def signed_out(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/signed_out.html")


def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """In place of the admin's own page, which would ask for no second factor. Reached signed in, so not allowed."""
    if request.user.is_authenticated and request.user.is_staff:
        return redirect("admin:index")
    return render(request, "403.html", status=403)


def _arrive(request: HttpRequest, user: User, device: Device | None = None) -> HttpResponse:
    """What was typed when the session ended comes before where the person was going."""
    enter(request, user, device)
    if first_after_signing_in(request, user):
        return redirect(f"{reverse('unsent')}?{urlencode({'next': next_of(request)})}")
    return redirect(next_of(request))
