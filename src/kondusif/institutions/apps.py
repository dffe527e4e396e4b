from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    name = "kondusif.institutions"
    label = "institutions"
