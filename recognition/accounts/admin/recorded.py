from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from recognition.accounts.actors import actor_for
from recognition.audit.record import Subject, record
from recognition.clock import now


class RecordedAdmin(admin.ModelAdmin):
    """What is changed in the administration stands in the record as well, in the same transaction.

    Django's own log keeps which fields were changed; this adds it to the chain, where nobody can take it out.
    """

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Of a row that is there only what changed is written. A save of the whole row takes a lock on its keys; a case
        that holds the record's lock and comes to name this person would wait for us, and we for it."""
        if not change:
            return super().save_model(request, obj, form, change)
        changed = [field.name for field in obj._meta.concrete_fields if field.name in form.changed_data]
        return obj.save(update_fields=changed)

    def log_addition(self, request: HttpRequest, obj: models.Model, message: Any) -> Any:
        self.into_record(request, obj, "added", message)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: models.Model, message: Any) -> Any:
        if message:  # nothing was changed where there is none
            self.into_record(request, obj, "changed", message)
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        for obj in queryset:
            self.into_record(request, obj, "deleted", [])
        return super().log_deletions(request, queryset)

    def into_record(self, request: HttpRequest, obj: models.Model, verb: str, message: Any) -> None:
        name = obj._meta.model_name or ""
        said = {"changes": message if isinstance(message, list) else [str(message)]}
        subject = Subject(name, str(obj.pk), str(obj))
        record(at=now(), actor=actor_for(request), subject=subject, action=f"{name}_{verb}", data=said)
