from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "kondusif.roster"
    label = "roster"
