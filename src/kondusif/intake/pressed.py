"""That somebody is pressed because of a report. The row tells nobody whose it is, about which report, or what was said.

It is found and opened with the reporter's own key, and by the custodian of the chosen body where that has a seat.
"""

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from nacl.bindings import sodium_pad, sodium_unpad

from kondusif.intake.told import PADDING
from kondusif.vault import boxes
from kondusif.vault.models import CustodianSeat


@dataclass(frozen=True, slots=True)
class Notice:
    """What a pressed reporter told one body, as the reporter keeps it. Dates are ISO text, empty where not yet.

    Args:
        reference: what the letter is called outside, drawn at random: a running number would say how many were pressed,
            the report's own number would lead back to it.
        body: key of the body. body_name: as it was called that day.
        with_name, with_status: how far the letter goes.
        handed_on: the letter was handed in; from here the body's clock runs. answered_on: the body answered.
    """

    reference: str
    body: str
    body_name: str
    told: str
    told_on: str
    with_name: bool = False
    with_status: bool = False
    handed_on: str = ""
    answered_on: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """What the custodian of that body reads: the letter, as far as the reporter lets it go."""

    reference: str
    body_name: str
    told: str
    told_on: str
    name: str = ""
    address: str = ""
    phone: str = ""
    status: str = ""

    @property
    def day(self) -> date:
        return date.fromisoformat(self.told_on)


class Pressure(models.Model):
    """A sealed notice to a body outside the city."""

    owner = models.CharField(_("penanda pemilik"), max_length=64, db_index=True)
    sealed = models.BinaryField(_("segel pelapor"))
    seat = models.ForeignKey(CustodianSeat, models.PROTECT, null=True, blank=True, related_name="+")
    sealed_copy = models.BinaryField(_("segel kustodian"), default=b"")
    told_on = models.DateField(_("tanggal"))
    submission = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.pk)


def owner_of(private: bytes) -> str:
    """The mark by which only the holder of a code finds the own notices."""
    return boxes.spread(private, "kondusif-tekan").hex()


def sealed_paper(public: boxes.Blob, paper: Any) -> bytes:
    """A notice or a copy, sealed to one key and padded."""
    text = json.dumps(asdict(paper), ensure_ascii=False, separators=(",", ":")).encode()
    return boxes.seal_to(public, sodium_pad(text, PADDING))


def opened_paper(private: bytes, blob: boxes.Blob) -> dict[str, Any]:
    """The fields of a sealed notice or copy.

    Raises:
        Broken: it was sealed to another key.
    """
    fields: dict[str, Any] = json.loads(sodium_unpad(boxes.open_sealed(private, blob), PADDING))
    return fields
