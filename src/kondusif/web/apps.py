from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "kondusif.web"
    label = "web"
