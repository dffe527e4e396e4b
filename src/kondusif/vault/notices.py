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


NOTICES: dict[str, Callable[[Facts], str]] = {
    "vault.envelope_opened": _envelope,
    "vault.disclosure_asked": _asked,
}
