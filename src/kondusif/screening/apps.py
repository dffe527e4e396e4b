from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    name = "kondusif.screening"
    label = "screening"
