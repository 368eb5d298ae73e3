from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "recognition.api"
    label = "api"
    verbose_name = "Companies' API"
