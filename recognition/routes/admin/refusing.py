"""A save that would bring a fault into a draft is refused, in words, with what was typed still in the form.

A draft is edited in many steps, over several pages. So a fault that stood before does not bar the next step, and what
is only unfinished, such as a route whose milestone is still to come, is said and not refused; proposing refuses both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from django.http import HttpRequest, HttpResponseRedirect

from ..checks import faults
from ..fault import Fault
from ..load import spec_of
from ..models import RuleSet

if TYPE_CHECKING:  # Django's classes take a type argument for the checker alone
    _Admin = admin.ModelAdmin[Any]
else:
    _Admin = object
FOUND, BEFORE = "_faults_found", "_faults_before"
MOST_SAID = 8


class Faulty(Exception):
    """The rows as saved have faults that they had not before: nothing of the save may stay."""


class RefusesFaults(_Admin):
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Twice where the first try is refused: then the form itself says why and keeps what was typed."""
        if request.method == "POST":
            setattr(request, BEFORE, _faults_of(self.get_object(request, object_id)) if object_id else [])
        try:
            with transaction.atomic():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except Faulty as refused:
            setattr(request, FOUND, refused.args[0])
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        found: list[Fault] = getattr(request, FOUND, [])
        return _refused(form, found) if found else form

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        now, before = _faults_of(form.instance), getattr(request, BEFORE, [])
        if not change:  # a new part is judged beside what its rule set's other parts had wrong already
            before = [fault for fault in now if not _is_about(fault, form.instance)]
        if new := [fault for fault in now if fault not in before and not fault.unfinished]:
            raise Faulty(new)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        _say(request, _faults_of(obj))
        return super().response_post_save_change(request, obj)

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        _say(request, _faults_of(obj))
        return super().response_post_save_add(request, obj)


def _faults_of(row: models.Model | None) -> list[Fault]:
    rule_set = row if isinstance(row, RuleSet) else getattr(row, "rule_set", None)
    if not isinstance(rule_set, RuleSet) or rule_set.state != RuleSet.State.DRAFT:
        return []
    try:
        return faults(spec_of(RuleSet.objects.get(pk=rule_set.pk)))
    except ObjectDoesNotExist:  # a rule set that is just being made
        return []


def _is_about(fault: Fault, row: models.Model) -> bool:
    return str(getattr(row, "code", row)) in fault.place


def _refused(form: Any, found: list[Fault]) -> Any:
    class Refused(form):  # type: ignore[misc]
        def clean(self) -> Any:
            cleaned = super().clean()
            for fault in found[:MOST_SAID]:
                self.add_error(None, f"Not saved: {fault}")
            return cleaned

    return Refused


def _say(request: HttpRequest, found: list[Fault]) -> None:
    if found:
        rest = f" And {len(found) - MOST_SAID} more." if len(found) > MOST_SAID else ""
        words = " ".join(str(fault) for fault in found[:MOST_SAID])
        messages.warning(request, f"This draft cannot be proposed yet. {words}{rest}")
