"""What phones and the desk tell about notes, parsed. Shape only."""

import base64
import binascii
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from kondusif.kernel.errors import Refused
from kondusif.web.field.arrivals import Announced
from kondusif.web.field.queue_file import Listed
from kondusif.web.models import ITEM_KINDS, ITEM_STATES
from kondusif.web.rules import MOST_SEALED

MOST_FILE = 24 * 1024 * 1024


class DeviceForm(forms.Form):
    """A phone that registers itself."""

    key = forms.UUIDField()


class DeliveriesForm(forms.Form):
    """Which notes the desk looks at."""

    state = forms.ChoiceField(
        label=_("Keadaan"), required=False,
        choices=[("held", _("Perlu keputusan")), ("all", _("Semua")), *ITEM_STATES.items()],
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Jenis"), required=False, choices=[("", _("Semua jenis")), *ITEM_KINDS.items()])
    person = forms.CharField(label=_("Nama petugas"), required=False, max_length=80)


class QueueFileForm(forms.Form):
    """The sealed queue of a phone, brought to the desk."""

    file = forms.FileField(
        label=_("Berkas antrean"), help_text=_("Berakhiran .kondusif, paling besar 24 MB. Isinya tetap tersegel.")
    )

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if given.size > MOST_FILE:
            raise forms.ValidationError(_("Berkas itu lebih dari 24 MB. Ponsel membagi antrean besar sendiri."))
        return given


def announced(told: dict[str, Any]) -> tuple[Announced, uuid.UUID]:
    """A note as a phone announces it, and the phone.

    Raises:
        Refused: web.item.malformed, naming what cannot be read; web.item.too_large.
    """
    sealed, now = told.pop("sealed", None), told.pop("now", None)
    if not isinstance(sealed, str) or not isinstance(now, int) or not 0 <= now < 253402300799000:
        raise Refused("web.item.malformed", field="sealed" if not isinstance(sealed, str) else "now")
    if len(sealed) > MOST_SEALED * 2:
        raise Refused("web.item.too_large")
    try:
        blob = base64.b64decode(sealed, validate=True)
        listed = Listed.model_validate(told | {"size": max(1, len(blob))})
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        raise Refused("web.item.malformed", field=".".join(map(str, first["loc"]))[:60]) from None
    except (binascii.Error, ValueError):
        raise Refused("web.item.malformed", field="sealed") from None
    return listed.announced(blob, now), listed.device
