from celery import shared_task

from recognition.clock import now

from .models import KEPT_FOR, KeptAnswer


@shared_task
def forget_answers() -> int:
    """Drop the answers that no repetition can ask for any more; returns how many."""
    return KeptAnswer.objects.filter(kept_at__lt=now() - KEPT_FOR).delete()[0]
