from django.apps import AppConfig


class OpennessConfig(AppConfig):
    name = "kondusif.openness"
    label = "openness"
