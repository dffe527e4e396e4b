from django.apps import AppConfig


class StagesConfig(AppConfig):
    name = "kondusif.stages"
    label = "stages"
