from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "kondusif.vault"
    label = "vault"
