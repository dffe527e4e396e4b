"""Declarations for tests, written by the services as a desk would write them."""

import io
import json
from datetime import date, timedelta
from typing import Any

from PIL import Image

from kondusif.accounts.selectors import actor_of
from kondusif.cases.models import Case
from kondusif.cases.rules import Closing, Decider, Outcome
from kondusif.cases.services import approve_closing, propose_closing
from kondusif.cases.tests.factories import a_case
from kondusif.coordination.models import Declaration, Promise, Signatory
from kondusif.coordination.rules import DeclarationKind, Ground, Named, SignerKind, Verdict
from kondusif.coordination.services.declarations import Facts, publish, record_declaration
from kondusif.coordination.services.promises import Written, check_promise, write_promises
from kondusif.coordination.services.signing import Signer, add_signatories, sign_on_tablet
from support.cast import CITY, TODAY, Cast

TEXT = """Kami, partai politik di Kota Surakarta, dengan ini berjanji:
1. Menjaga ketertiban dan kedamaian selama kampanye;
2. Menurunkan alat peraga sendiri sebelum masa tenang;
3. Menerima hasil pemungutan suara.

Demikian deklarasi ini kami buat.
"""
LINES = json.dumps([[[100, 200], [200, 120], [320, 260], [460, 130]], [[500, 200], [700, 210]]])
HELD = TODAY - timedelta(days=3)


def facts(**changes: Any) -> Facts:
    """A declaration of three promises, three days ago."""
    first: dict[str, Any] = {
        "kind": DeclarationKind.PEACE, "title": "Deklarasi Pilkada Damai", "text": TEXT, "held_on": HELD,
        "place": "Balai Kota", "area_code": CITY,
    }  # fmt: skip
    return Facts(**{**first, **changes})


def recorded(cast: Cast, **changes: Any) -> Declaration:
    return record_declaration(actor_of(cast.intan), facts(**changes))


def rows(*texts: str, **changes: Any) -> list[Written]:
    first: dict[str, Any] = {"owner": "Ketua tim kampanye", "seen_by": "Tidak ada alat peraga di jalan utama."}
    return [Written(text=text, **{**first, **changes}) for text in texts]


def promised(cast: Cast, declaration: Declaration | None = None, **changes: Any) -> Promise:
    """The first of two promises of a declaration."""
    found = declaration or recorded(cast)
    written = rows("Menurunkan alat peraga sendiri", "Menerima hasil pemungutan suara", **changes)
    return write_promises(actor_of(cast.intan), found, written)[0]


def parties(cast: Cast, declaration: Declaration, *numbers: int) -> list[Signatory]:
    named = [Named(SignerKind.PARTY, f"Partai Contoh {number}", number) for number in numbers]
    return add_signatories(actor_of(cast.intan), declaration, named)


def signed(cast: Cast, signatory: Signatory, name: str = "Sri Wahyu") -> Signatory:
    return sign_on_tablet(actor_of(cast.intan), signatory, Signer(name, "Ketua"), LINES)


def published(cast: Cast, **changes: Any) -> Declaration:
    """A declaration with two promises, one party that has signed, shown to everybody."""
    declaration = recorded(cast, **changes)
    promised(cast, declaration)
    signed(cast, parties(cast, declaration, 3)[0])
    return publish(actor_of(cast.intan), Declaration.objects.get(pk=declaration.pk))


def judged(cast: Cast, promise: Promise, verdict: Verdict, note: str = "Dilihat di jalan utama.") -> None:
    check_promise(actor_of(cast.intan), promise, verdict, note=note, ground=Ground.SEEN)


def closed_case(cast: Cast, outcome: Outcome, decided_on: date = TODAY) -> Case:
    decider = Decider.BAWASLU if outcome in (Outcome.PROVEN, Outcome.NOT_PROVEN) else None
    closing = Closing(outcome, decider, decided_on if decider else None, "Dasar penutupan ditulis lengkap di sini.")
    case = Case.objects.get(pk=a_case(cast).pk)
    case.deadlines.update(running=False)
    if outcome is Outcome.PROVEN:
        case.procedures.all().delete()
        case.deadlines.all().delete()
    proposed = propose_closing(actor_of(cast.hana), Case.objects.get(pk=case.pk), closing, on=TODAY)
    return approve_closing(actor_of(cast.gita), proposed, on=TODAY)


def photo(size: tuple[int, int] = (1200, 800), colour: tuple[int, int, int] = (230, 225, 210)) -> bytes:
    """A JPEG as a phone sends it."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", quality=85)
    return out.getvalue()
