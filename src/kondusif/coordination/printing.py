"""A declaration on paper: for the office with signatures and sheets, for everybody with institutions alone.

The public pages use this, so nothing here knows an incident or a case.
"""

from datetime import date

from django.utils.translation import gettext as _

from kondusif.base import pictures, typeset, wording
from kondusif.coordination import strokes
from kondusif.coordination.models import SIGNER_KINDS, Declaration, Signatory
from kondusif.coordination.rules import SignedBy, SignerKind
from kondusif.coordination.selectors import states
from kondusif.coordination.selectors.public import PublicDeclaration, written
from kondusif.institutions.selectors import city, today

LETTER = "coordination/letters/deklarasi.typ"
# Photos are handed over byte by byte; more than these would make the paper slow, and the office has them on screen.
MOST_SHEETS = 6


def signed_paper(declaration: Declaration) -> bytes:
    """The declaration with its promises, every signature, and the photos of the signed sheets.

    Cost: about 0.1 s, and as much again for each photo.
    """
    promises = list(states.with_checks(declaration.promises.all()))
    signatories = states.in_order(declaration.signatories.select_related("sheet"))
    sheets = [row for row in declaration.sheets.all() if pictures.path_of(row.name).is_file()]
    places = {row.pk: place for place, row in enumerate(sheets, start=1)}
    return typeset.pdf(LETTER, {
        **_head(declaration.number, declaration.get_kind_display(), declaration.title, declaration.text),
        "when": _when(declaration.held_on, declaration.place),
        "promises": [_promise(row.order, row.text, row.owner, row.seen_by, row.until_on) for row in promises],
        "with_states": False,
        "signatures": [_signature(row, places) for row in signatories],  # type: ignore[arg-type]
        "institutions": [],
        "sheets": [
            {"image": list(pictures.read(row.name)), "words": _("Lembar %(place)s, sidik digital %(sha)s") % {
                "place": place, "sha": row.sha256[:16]}}
            for place, row in enumerate(sheets[:MOST_SHEETS], start=1)
        ],
    })  # fmt: skip


def public_paper(declaration: PublicDeclaration) -> bytes:
    """The declaration as everybody reads it, with how each promise stands. Cost: about 0.05 s."""
    return typeset.pdf(LETTER, {
        **_head(declaration.number, declaration.kind, declaration.title, declaration.text),
        "when": _when(declaration.held_on, declaration.place),
        "promises": [
            {**_promise(row.order, row.text, row.owner, row.seen_by, row.until_on), "state": row.sentence}
            for row in declaration.promises
        ],
        "with_states": True,
        "signatures": [],
        "institutions": [{"kind": kind, "names": list(names)} for kind, names in declaration.institutions],
        "sheets": [],
    })  # fmt: skip


def _head(number: str, kind: str, title: str, text: str) -> dict[str, object]:
    return {
        "letterhead": typeset.letterhead(city()),
        "number": number,
        "kind": kind,
        "title": title,
        "text": text,
        "foot": _("%(number)s, dicetak %(day)s") % {"number": number, "day": wording.plain_date(today())},
        "words": {
            "promises": _("Janji"), "signed": _("Yang menandatangani"), "owner": _("Penanggung jawab"),
            "seen_by": _("Cara melihat"), "until": _("Berlaku sampai"), "state": _("Keadaan"),
            "sheets": _("Lembar bertanda tangan"), "nobody": _("Belum ada lembaga."), "none": _("Belum dipilah."),
        },
    }  # fmt: skip


def _when(held_on: date, place: str) -> str:
    return _("%(place)s, %(day)s") % {"place": place, "day": wording.long_date(held_on)}


def _promise(order: int, text: str, owner: str, seen_by: str, until_on: date | None) -> dict[str, object]:
    until = wording.plain_date(until_on) if until_on else ""
    said = {"text": text, "owner": owner.rstrip(". "), "seen_by": seen_by.rstrip(". ")}
    return {"order": order, **said, "until": until, "state": ""}


def _signature(row: Signatory, places: dict[int, int]) -> dict[str, object]:
    how = _("belum menandatangani")
    if row.way == SignedBy.TABLET and row.signed_on:
        how = _("di layar, %(day)s") % {"day": wording.plain_date(row.signed_on)}
    elif row.way == SignedBy.PAPER and row.signed_on:
        facts = {"day": wording.plain_date(row.signed_on), "place": places.get(row.sheet_id or 0, "–")}
        how = _("di kertas, lembar %(place)s, %(day)s") % facts
    return {
        "kind": str(SIGNER_KINDS[SignerKind(row.kind)]), "institution": written(row), "name": row.signer_name,
        "post": row.signer_post, "how": how,
        "lines": strokes.svg(row.strokes) if row.way == SignedBy.TABLET else "",
    }  # fmt: skip
