from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "recognition.webhooks"
    label = "webhooks"
    verbose_name = "Webhooks"
