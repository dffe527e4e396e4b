"""The page of the field app and the files that a phone keeps with it."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

from kondusif.base.errors import sentence
from kondusif.incidents.models import KINDS, SEVERITIES
from kondusif.incidents.rules import RefusedKind
from kondusif.kernel.errors import Refused
from kondusif.outreach.models import GROUPS, PICTURE_KINDS
from kondusif.web.models import ITEM_KINDS
from kondusif.web.rules import MOST_PARTS

SCRIPTS = tuple(f"kondusif/lapangan/{name}.js" for name in ("segel", "simpanan", "kirim", "foto", "tempat", "lapangan"))
LIBRARY = "kondusif/vendor/libsodium.mjs"
STYLES = ("kondusif/bootstrap.css", "kondusif/kondusif.css", "kondusif/lapangan/lapangan.css")
PICTURES = ("kondusif/fonts/kondusif-sans.woff2", "kondusif/fonts/kondusif-serif-600.woff2", "kondusif/merek.svg")
FILES = (*STYLES, *SCRIPTS, LIBRARY, *PICTURES)
MOST_DAYS_BEFORE = 7
RIGHTS = {
    RefusedKind.CRITICISM: _("Kritik atau protes damai"),
    RefusedKind.WORSHIP: _("Ibadah atau acara keagamaan"),
    RefusedKind.ASSEMBLY: _("Berkumpul atau kampanye yang sesuai aturan"),
}


def page(request: HttpRequest) -> str:
    """The page: the same for everybody who speaks one language."""
    return render_to_string("web/field/shell.html", {
        "scripts": SCRIPTS, "library": static(LIBRARY), "groups": GROUPS, "harms": KINDS, "severities": SEVERITIES,
        "rights": [
            (one.value, label, sentence(Refused(f"incidents.kind.{one.value}"))) for one, label in RIGHTS.items()
        ],
        "picture_kinds": PICTURE_KINDS, "item_kinds": ITEM_KINDS, "most_photos": MOST_PARTS,
        "days": range(2, MOST_DAYS_BEFORE + 1),
    }, request)  # fmt: skip


def digest(request: HttpRequest) -> str:
    """A fingerprint of all that is kept on a phone."""
    return sha256(page(request).encode() + _code().encode()).hexdigest()[:16]


@cache
def _code() -> str:
    total = sha256()
    for name in FILES:
        found = finders.find(name) or settings.STATIC_ROOT / name
        total.update(Path(str(found)).read_bytes())
    return total.hexdigest()
