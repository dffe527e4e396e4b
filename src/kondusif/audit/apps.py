from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "kondusif.audit"
    label = "audit"
