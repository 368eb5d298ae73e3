from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Casework"

    def ready(self) -> None:
        from cases.workflow import door  # the app registry is not ready when this file is imported

        door.connect()
