from typing import NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One write that happened. Append-only."""

    seq = models.PositiveBigIntegerField(_("nomor urut"), primary_key=True)
    at = models.DateTimeField(_("waktu"))
    actor = models.CharField(_("pelaku"), max_length=150)
    action = models.CharField(_("tindakan"), max_length=100)
    subject = models.CharField(_("pokok"), max_length=200)
    facts = models.JSONField(_("rincian"), default=dict)
    previous = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["seq"]
        indexes = [
            models.Index(fields=["subject", "seq"], name="audit_subject"),
            models.Index(fields=["action", "seq"], name="audit_action"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.action} {self.subject}"

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        raise TypeError("the trail is append-only")


class Head(models.Model):
    """The one row that says where the chain ends. Its update serialises writers on both databases."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="audit_one_head")]

    def __str__(self) -> str:
        return f"{self.seq} {self.hash}"
