from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "recognition.audit"
    label = "audit"
    verbose_name = "The record"
