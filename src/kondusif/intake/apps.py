from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "kondusif.intake"
    label = "intake"
