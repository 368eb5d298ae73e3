from celery import shared_task

from recognition.clock import now

from .unsent import forget_unsent


@shared_task
def forget_unsent_forms() -> int:
    """Drop what nobody came back for; returns how many."""
    return forget_unsent(at=now())
