from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "kondusif.accounts"
    label = "accounts"
