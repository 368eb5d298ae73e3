from __future__ import annotations

import copy

import pytest
from django.conf import settings as site


@pytest.fixture
def loud(settings):
    """Templates that say so where they name something that is not there."""
    templates = copy.deepcopy(site.TEMPLATES)
    templates[0]["OPTIONS"]["string_if_invalid"] = "MISSING(%s)"
    settings.TEMPLATES = templates
