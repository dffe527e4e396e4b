from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "kondusif.outreach"
    label = "outreach"
