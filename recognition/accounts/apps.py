from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "recognition.accounts"
    label = "accounts"
    verbose_name = "People and organisations"

    def ready(self) -> None:
        from . import receivers  # noqa: F401  # The models have to be there first.
