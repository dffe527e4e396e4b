"""By which ways a reporter learns the outcome."""

from django.utils.translation import gettext_lazy as _

BY_CODE = "code"
BY_DESK = {
    "phone": _("telepon"), "letter": _("surat"), "in_person": _("bertemu langsung"), "chat": _("obrolan"),
    "email": _("surel"),
}  # fmt: skip
WAYS = {BY_CODE: _("dibaca dengan kode"), **BY_DESK}
