from __future__ import annotations

from typing import Any

from django import forms

from .bound import GovBoundField
from .renderer import GovRenderer


class GovForm(forms.BaseForm):
    """A mixin for forms and model forms: `class ReasonForm(GovForm, forms.Form)`.

    It leaves checking to the server, which says all that is wrong at once and in one place.
    """

    default_renderer = GovRenderer
    bound_field_class = GovBoundField
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
