"""Cases for tests, written by the services."""

from datetime import date

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.cases.models import Case
from kondusif.cases.services import open_case
from kondusif.cases.services.opening import Opening
from kondusif.institutions.models import Unit
from kondusif.intake.models import Report
from support.cast import SEMANGGI, TODAY, Cast

SUMMARY = "Pada 2 November 2024 seorang staf kelurahan diduga mengajak memilih di grup percakapan warga."


def an_opening(cast: Cast, **changes: object) -> Opening:
    values: dict[str, object] = {
        "title": "Ajakan memilih di grup percakapan", "summary": SUMMARY, "area_code": SEMANGGI,
        "procedures": ["disiplin-pp94"], "events": {"known": date(2024, 11, 4)}, "handler": cast.hana,
        "opened_on": TODAY, "acts": ["SKB-D-8"], "unit": Unit.objects.get(key="kel-semanggi"),
    }  # fmt: skip
    return Opening(**{**values, **changes})  # type: ignore[arg-type]


def a_case(cast: Cast, by: User | None = None, report: Report | None = None, **changes: object) -> Case:
    return open_case(actor_of(by or cast.hana), an_opening(cast, **changes), report=report)
