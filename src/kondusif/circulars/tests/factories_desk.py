"""People, readerships and circulars for tests of the desk."""

from typing import Any

from kondusif.accounts.selectors import actor_of
from kondusif.circulars.edaran import pledge_points
from kondusif.circulars.models import Circular, Readership, Version
from kondusif.circulars.selectors.reading import draft_of
from kondusif.circulars.services.readerships import Query, save_readership
from kondusif.circulars.services.sending import release
from kondusif.circulars.services.writing import draft_circular
from kondusif.circulars.words import Words
from kondusif.roster.rules import Kind
from kondusif.roster.tests.factories import landed, row
from support.cast import TODAY, Cast


def people(cast: Cast) -> None:
    """Six who work: two of BKPSDM, one of the kecamatan, two of the kelurahan below it, one of a unit nobody knows."""
    landed(
        cast.ani, row(1, post="Kepala Badan"), row(2, kind=Kind.PPPK, post="Analis"),
        row(3, unit="kec-pasar-kliwon", unit_name="Kecamatan", post="Camat"),
        row(4, unit="kel-semanggi", unit_name="Kelurahan", post="Lurah"),
        row(5, unit="kel-semanggi", unit_name="Kelurahan", kind=Kind.CONTRACT, post="Petugas kebersihan"),
        row(6, unit="", unit_name="Tidak dikenal", post="Guru"),
    )  # fmt: skip


def readership(cast: Cast, name: str = "Seluruh pegawai", **parts: Any) -> Readership:
    """A saved query, through the service."""
    return save_readership(actor_of(cast.intan), Query(name, **parts))


def words(**changes: Any) -> Words:
    """What a version says."""
    first: dict[str, Any] = {
        "subject": "Netralitas pegawai", "basis": "Undang-Undang tentang ASN\nKeputusan Bersama",
        "opening": "Seluruh pegawai diminta menjaga netralitas.", "points": ("Tidak kampanye.", "Tanya bila ragu."),
        "closing": "Demikian.", "pledge": pledge_points(), "acts": (),
    }  # fmt: skip
    return Words(**{**first, **changes})


def drafted(cast: Cast, who: Readership | None = None, **changes: Any) -> Circular:
    """A draft, through the service."""
    return draft_circular(
        actor_of(cast.intan), title="Netralitas pegawai", readership=who or readership(cast), words=words(**changes)
    )


def sent(cast: Cast, circular: Circular | None = None, **told: Any) -> Version:
    """The draft released, through the service."""
    found = draft_of(circular or drafted(cast))
    assert found is not None
    first: dict[str, Any] = {
        "letter_number": "800/123/2024", "letter_on": TODAY, "asks_again": True,
        "change_note": "" if found.number == 1 else "Diperjelas.",
    }  # fmt: skip
    release(actor_of(cast.intan), found, **{**first, **told})
    found.refresh_from_db()
    return found
