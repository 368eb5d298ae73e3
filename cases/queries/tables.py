"""Which tables a case has rows in, found from the models, so that a new one is never forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from cases.models import Application

Model = type[models.Model]
Link = models.ForeignKey  # type: ignore[type-arg]


def linked() -> Iterator[tuple[Model, Link | None]]:
    """Each table with the key of its row that leads to the case, itself or by a table named before."""
    known: set[Model] = {Application}
    yield Application, None
    found = True
    while found:
        found = False
        for model in apps.get_models(include_auto_created=True):
            link = None if model in known or model._meta.proxy else _link(model, known)
            if link is not None:
                known.add(model)
                found = True
                yield model, link


def sides(model: Model) -> list[str]:
    """The keys by which a row is a case's itself: one that stands between two cases is of both."""
    return [field.name for field in _keys(model) if field.related_model is Application and not field.null]


def _link(model: Model, known: set[Model]) -> Link | None:
    return next((field for field in _keys(model) if field.related_model in known and not field.null), None)


def _keys(model: Model) -> Iterator[Link]:
    return (field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey))
