from django.apps import AppConfig


class RoutesConfig(AppConfig):
    name = "recognition.routes"
    label = "routes"
    verbose_name = "Recognition routes"
