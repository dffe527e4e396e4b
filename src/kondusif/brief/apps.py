from django.apps import AppConfig


class BriefConfig(AppConfig):
    name = "kondusif.brief"
    label = "brief"
