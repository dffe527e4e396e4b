"""Why a message became a draft, and what of a chat became none, in words."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from kondusif.base.wording import number
from kondusif.incidents.models import KINDS, Chat, ChatDraft
from kondusif.kernel.errors import Refused
from kondusif.rulebook.selectors import act


def reasons_of(draft: ChatDraft) -> list[str]:
    """The reasons of a proposal, each a sentence."""
    return [_reason(str(code), [str(fact) for fact in facts]) for code, *facts in draft.why]


def left_out(chat: Chat, passed: Mapping[str, Sequence[str]] | None = None) -> list[tuple[str, str, Sequence[str]]]:
    """(what, how many, the first of them where they are at hand) of everything in a chat that became no draft."""
    words = {
        "talk": _("percakapan biasa"), "media": _("media"), "deleted": _("pesan dihapus"),
        "system": _("catatan aplikasi"),
        "merged": _("pesan tentang hal yang sama"), "known": _("pesan yang pernah ditawarkan"),
        "told": _("laporan nihil yang sudah tercatat atau menunggu"),
        "over": _("draf di atas batas; bawa masuk naskah yang sama sekali lagi untuk sisanya"),
    }  # fmt: skip
    texts = passed or {}
    return [
        (label, number(chat.skipped[name]), texts.get(name, ()))
        for name, label in words.items()
        if chat.skipped.get(name)
    ]


def _reason(code: str, facts: list[str]) -> str:
    first, second = [*facts, "", ""][:2]
    kinds = {str(key): str(label).lower() for key, label in KINDS.items()}
    sentences = {
        "harm": lambda: _("Kata “%(word)s” menunjuk %(kind)s.") % {"word": second, "kind": kinds.get(first, first)},
        "nil": lambda: _("Kata “%(word)s” berarti tidak ada gangguan.") % {"word": first},
        "asked": lambda: _("Kata “%(word)s” menandai pertanyaan.") % {"word": first},
        "about": lambda: _("Menyebut “%(word)s”.") % {"word": first},
        "act": lambda: _act(first),
        "said": lambda: _("Kata “%(word)s” tentang ASN.") % {"word": first},
        "place": lambda: _("Tempat terbaca: %(place)s.") % {"place": first},
        "shared_name": lambda: _("Nama itu juga nama kecamatan; periksa tempatnya."),
        "district_only": lambda: _(
            "Hanya kecamatan yang disebut, sedangkan laporan nihil dibuat per kelurahan; pilih kelurahannya."
        ),
        "sender_place": lambda: _("Kelurahan diambil dari nama pengirim."),
        "places": lambda: _("Menyebut %(count)s kelurahan; pilih tempatnya.") % {"count": first},
        "also_silent": lambda: _("Yang disebut belum melapor tidak ikut: %(places)s.") % {"places": first},
        "also_nil": lambda: _("Juga menyebut nihil, catat dengan tangan: %(places)s.") % {"places": first},
        "several": lambda: _("Gabungan %(count)s pesan tentang hal yang sama.") % {"count": first},
        "no_date": lambda: _("Urutan hari dan bulan dalam naskah tidak dapat dipastikan, jadi tanggal dikosongkan."),
    }  # fmt: skip
    found = sentences.get(code)
    return str(found()) if found else ""


def _act(ref: str) -> str:
    try:
        title = act(ref).text
    except (KeyError, Refused):
        title = ref
    return _("Mirip perbuatan dalam SKB: %(title)s.") % {"title": str(title).rstrip(".")[:140]}
