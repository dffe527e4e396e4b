from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "kondusif.media"
    label = "media"
