from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "recognition.outbox"
    label = "outbox"
    verbose_name = "What leaves the system"
