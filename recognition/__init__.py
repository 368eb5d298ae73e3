"""The site and the recognition framework. The Celery app is loaded here so that `@shared_task` finds it."""

from recognition.celery import app as celery_app

__all__ = ["celery_app"]
