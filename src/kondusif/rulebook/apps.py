"""The rulebook as a Django app: pages, and tables for what a city adds to the shipped law."""

from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "kondusif.rulebook"
