"""The self-check as a Django app: pages only, no tables."""

from django.apps import AppConfig


class AdviceConfig(AppConfig):
    name = "kondusif.advice"
