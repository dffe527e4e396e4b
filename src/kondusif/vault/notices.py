"""What people are told about keys, as sentences."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

Facts = Mapping[str, Any]


def _envelope(facts: Facts) -> str:
    return _("Amplop pemulihan kunci unit %(unit)s dibuka. Bila Anda tidak tahu sebabnya, periksa hari ini.") % {
        "unit": facts["unit"]
    }


def _asked(facts: Facts) -> str:
    return _("Anda diminta menjawab permintaan membuka nama pelapor pada %(number)s.") % {"number": facts["number"]}


def _unit_waits(facts: Facts) -> str:
    return _("Kunci unit %(unit)s menunggu diakui oleh pemegang kunci unit lain.") % {"unit": facts["unit"]}


def _member_waits(facts: Facts) -> str:
    return _("Seorang rekan di unit Anda sudah membuat kunci dan menunggu bagian kunci unit.")


NOTICES: dict[str, Callable[[Facts], str]] = {
    "vault.envelope_opened": _envelope,
    "vault.disclosure_asked": _asked,
    "vault.unit_waits": _unit_waits,
    "vault.member_waits": _member_waits,
}
