"""Who may use the pages of the rules, and why a page can only be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse

from recognition import clock
from recognition.accounts.actors import Actor, actor_for, person
from recognition.accounts.admin.recorded import RecordedAdmin
from recognition.accounts.models import User
from recognition.accounts.permissions import CONFIGURE, may
from recognition.audit.record import Subject, record

from ..models import (
    Calendar,
    DeficiencyCause,
    DocumentKind,
    Regulator,
    RequiredDocument,
    RuleSet,
    ValidationItem,
)
from .help import help_for
from .named import NamedFormSet
from .refusing import RefusesFaults

if TYPE_CHECKING:  # Django's classes take a type argument for the checker alone
    _TabularInline = admin.TabularInline[Any, Any]
    _Options = admin.options.BaseModelAdmin[Any]
else:
    _TabularInline, _Options = admin.TabularInline, object


MOST_EMPTY_ROWS = 50


def actor_of(request: HttpRequest) -> Actor | None:
    return person(request.user) if isinstance(request.user, User) else None


def is_administrator(request: HttpRequest) -> bool:
    actor = actor_of(request)
    return actor is not None and may(actor, CONFIGURE)


# They have dates, or none, instead of versions.
REGISTERS = (Regulator, DocumentKind, RequiredDocument, DeficiencyCause, ValidationItem)


def frozen_because(row: models.Model | None) -> str:
    """Why the row cannot be changed, in words for the page; empty if it can. The database says the same."""
    if row is None or isinstance(row, REGISTERS):
        return ""
    if isinstance(row, Calendar):
        user = RuleSet.objects.filter(calendar=row).exclude(state=RuleSet.State.DRAFT).first()
        return f"{user}, which uses it, is {_state(user)}: give a new calendar another version." if user else ""
    rule_set = row if isinstance(row, RuleSet) else getattr(row, "rule_set", None)
    if not isinstance(rule_set, RuleSet) or rule_set.state == RuleSet.State.DRAFT:
        return ""
    remedy = "send it back to change it" if rule_set.state == RuleSet.State.PROPOSED else "make a new draft from it"
    return f"{rule_set} is {_state(rule_set)}, and only a draft can be changed: {remedy}."


def _state(rule_set: RuleSet) -> str:
    return str(rule_set.get_state_display()).lower()


class _ForAdministrators(_Options):
    """Instead of Django's permissions: the role, and whether the row (or an inline's parent) is still a draft."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_administrator(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_administrator(request) and not frozen_because(obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_administrator(request) and not frozen_because(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_administrator(request) and not frozen_because(obj)


class _Explained(_Options):
    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Every field says what it means, on the page and not in a manual."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and not field.help_text:
            field.help_text = help_for(str(db_field.model._meta.model_name), db_field.name)
        return field


class RulesInline(_Explained, _ForAdministrators, _TabularInline):
    """Its columns are explained above the table: a tooltip is no help on a keyboard or a small screen."""

    formset = NamedFormSet
    template = "admin/routes/explained_tabular.html"
    formfield_overrides = {models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 2, "cols": 60})}}

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """A script adds rows as they are wanted; without one the page is asked for again with some that are empty."""
        asked = request.GET.get("rows", "")
        return min(int(asked), MOST_EMPTY_ROWS) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0


class RulesAdmin(RefusesFaults, _Explained, _ForAdministrators, RecordedAdmin):
    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_administrator(request)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        context = {"why_read_only": frozen_because(row), **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    @transaction.atomic
    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Deleting the chosen rows stands or falls with its entries in the record; Django opens no transaction here."""
        return super().changelist_view(request, extra_context)

    def into_record(self, request: HttpRequest, obj: models.Model, verb: str, message: Any) -> None:
        """Under the name that `publishing` uses too, and with the version that the part belongs to."""
        name = str(obj._meta.verbose_name).replace(" ", "_")
        said = {"changes": message if isinstance(message, list) else [str(message)]}
        rule_set = getattr(obj, "rule_set", None)
        label = f"{obj} of {rule_set}" if rule_set else str(obj)
        subject = Subject(name, str(obj.pk), label)
        record(at=clock.now(), actor=actor_for(request), subject=subject, action=f"{name}_{verb}", data=said)
