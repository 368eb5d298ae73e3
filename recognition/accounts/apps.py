from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "recognition.accounts"
    label = "accounts"
    verbose_name = "People and organisations"
