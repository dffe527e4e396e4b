import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kondusif.web.rules import ItemKind, ItemState

PERSON = settings.AUTH_USER_MODEL
ITEM_KINDS = {
    ItemKind.SESSION: _("Sesi sosialisasi"),
    ItemKind.NIL: _("Laporan nihil"),
    ItemKind.INCIDENT: _("Kejadian"),
}
ITEM_STATES = {
    ItemState.ARRIVING: _("Foto masih dikirim"),
    ItemState.WAITING: _("Menunggu catatan sebelumnya"),
    ItemState.TAKEN: _("Tercatat"),
    ItemState.REFUSED: _("Perlu diperbaiki"),
    ItemState.CONFLICT: _("Berbeda dengan catatan lain"),
    ItemState.QUARANTINED: _("Ditahan untuk diperiksa"),
    ItemState.REPLACED: _("Diganti catatan lain"),
    ItemState.DISCARDED: _("Dibuang setelah diperiksa"),
}


class Device(models.Model):
    """A phone on which one person keeps field notes until the server has them."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    label = models.CharField(_("sebutan"), max_length=80)
    registered_at = models.DateTimeField()
    seen_on = models.DateField(_("terakhir terhubung"))
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-registered_at"]

    def __str__(self) -> str:
        return self.label


class Item(models.Model):
    """One note from a phone, sealed there to this server: what arrived, and what became of it."""

    key = models.UUIDField(unique=True, editable=False)
    device = models.ForeignKey(Device, models.PROTECT, related_name="items")
    kind = models.CharField(_("jenis"), max_length=10, choices=ITEM_KINDS)
    state = models.CharField(_("keadaan"), max_length=12, choices=ITEM_STATES)
    replaces = models.UUIDField(_("mengganti"), null=True, blank=True)
    sealed = models.BinaryField(_("isi tersegel"))
    sha256 = models.CharField(_("sidik digital"), max_length=64)
    claimed_at = models.DateTimeField(_("ditulis menurut ponsel"))
    arrived_at = models.DateTimeField(_("diterima"))
    subject = models.CharField(_("menjadi"), max_length=30, blank=True)
    code = models.CharField(_("sebab"), max_length=80, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    settled_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-arrived_at"]
        indexes = [
            models.Index(fields=["state", "arrived_at"], name="web_item_state"),
            models.Index(fields=["replaces"], name="web_item_replaces"),
        ]

    def __str__(self) -> str:
        return str(self.key)


class Part(models.Model):
    """One sealed picture of a note, sent in pieces: how much of it is on the disk."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="parts")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40, unique=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    got = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["item", "order"], name="web_one_part")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.order}"
