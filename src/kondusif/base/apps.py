from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "kondusif.base"
    label = "base"
