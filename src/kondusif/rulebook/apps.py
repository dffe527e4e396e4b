"""The rulebook as a Django app: pages and templates only, no tables."""

from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "kondusif.rulebook"
