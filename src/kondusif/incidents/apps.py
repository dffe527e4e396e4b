from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "kondusif.incidents"
    label = "incidents"
