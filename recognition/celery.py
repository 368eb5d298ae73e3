"""The Celery app: what runs behind the pages.

Nothing is planned in memory: beat only wakes the two scanners, and what is due stands in tables.
"""

import os

from celery import Celery
from celery.signals import setup_logging
from django_structlog.celery.steps import DjangoStructLogInitStep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recognition.settings")

app = Celery("recognition")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.steps["worker"].add(DjangoStructLogInitStep)
app.autodiscover_tasks()


@setup_logging.connect
def log_as_the_site_does(**_: object) -> None:
    """Celery would put its own handlers in place of ours; a receiver of this signal stops that."""
    import logging.config  # Only a worker needs it, and only once Django's settings are there.

    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)
