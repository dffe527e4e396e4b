from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    name = "kondusif.territory"
    label = "territory"
