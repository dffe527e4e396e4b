"""Official letters for tests, written by the services."""

from datetime import date

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.cases.letter_kinds import kinds
from kondusif.cases.official import OfficialLetter
from kondusif.cases.services import receive_letter
from kondusif.cases.services.letters import Incoming
from kondusif.institutions.models import Body, Unit
from kondusif.intake.evidence import Evidence
from support.cast import TODAY, Cast

DATED, RECEIVED = date(2024, 11, 6), date(2024, 11, 11)
NUMBER = "114/PM.00.02/K.JT-33/11/2024"


def incoming(kind: str = "rekomendasi-disiplin", **changes: object) -> Incoming:
    values: dict[str, object] = {
        "kind": kinds()[kind], "body": Body.objects.get(key="bawaslu"), "number": NUMBER, "dated_on": DATED,
        "received_on": RECEIVED, "subject": "Rekomendasi atas dugaan ajakan memilih",
        "unit": Unit.objects.get(key="kel-semanggi"), "examined": "pns",
    }  # fmt: skip
    return Incoming(**{**values, **changes})  # type: ignore[arg-type]


def a_letter(
    cast: Cast, *, by: User | None = None, scan: Evidence | None = None, kind: str = "rekomendasi-disiplin",
    **changes: object,
) -> OfficialLetter:  # fmt: skip
    return receive_letter(actor_of(by or cast.intan), incoming(kind, **changes), on=TODAY, scan=scan)
