from django.apps import AppConfig


class CircularsConfig(AppConfig):
    name = "kondusif.circulars"
    label = "circulars"
