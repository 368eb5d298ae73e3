"""The developers' page: a first call that works when pasted, then everything there is to call."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView
from oauth2_provider.settings import oauth2_settings

from recognition.api.calls import calls
from recognition.api.changes import CHANGES

from .examples import CHECK


@method_decorator(login_not_required, name="dispatch")
class DeveloperPage(TemplateView):
    template_name = "api/docs.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            host=settings.SERVICE_URL.rstrip("/"),
            client="demo-company" if settings.DEMO else "your-client-id",
            secret="demo-company-secret" if settings.DEMO else "your-client-secret",
            check=json.dumps(CHECK, indent=2),
            changes=CHANGES,
            calls=calls(),
            requests_per_minute=settings.API_REQUESTS_PER_MINUTE,
            scopes=oauth2_settings.SCOPES.items(),
        )
