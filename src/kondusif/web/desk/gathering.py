"""What the desk's board shows, gathered from the rooms below; each pile with the list that a click opens."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Min
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kondusif.accounts.doors import door_of
from kondusif.accounts.models import User
from kondusif.accounts.rules import Passage, Role, passage
from kondusif.accounts.selectors import roles_of
from kondusif.cases.letters import READERS, letters_visible_to, letters_waiting
from kondusif.incidents.models import ChatDraft
from kondusif.incidents.selectors import silent_kelurahan
from kondusif.incidents.selectors.chats import drafts_visible_to
from kondusif.institutions.models import City
from kondusif.institutions.selectors import city, local_now
from kondusif.intake.selectors.queue import Counted
from kondusif.intake.selectors.second_looks import MOST_SHOWN, waiting_second_looks
from kondusif.intake.selectors.waiting import Pile, piles_of_reports
from kondusif.intake.selectors.waiting_items import PILES
from kondusif.kernel.areas import parent_of
from kondusif.kernel.clock import zone_of
from kondusif.territory.selectors import children, kelurahan_of
from kondusif.web.field.deliveries import items_visible_to
from kondusif.web.rules import HELD
from kondusif.web.selectors import Place, reminder


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of work that waits: its words, who has to act, and where those who do it have their list (nowhere: an
    empty door). Who may not open that reads the list of the desk, which holds no word."""

    words: Promise
    whom: Promise
    door: str
    query: str = ""


# In the order of the board: what comes in first, what goes out last.
KINDS = {
    "new": Kind(_("laporan baru, belum dilihat"), _("verifikator"), "intake:list", "status=new"),
    "review": Kind(_("laporan sedang diperiksa"), _("verifikator"), "intake:list", "status=review"),
    "held": Kind(_("laporan di tangan verifikator sekarang"), _("verifikator"), ""),
    "unanswered": Kind(_("pesan pelapor belum dijawab"), _("verifikator"), "intake:list", "status=unanswered"),
    "second": Kind(_("laporan untuk diperiksa ulang"), _("Anda"), "intake:second_looks"),
    "untold": Kind(_("putusan belum sampai kepada pelapor"), _("pelapor, verifikator"), "intake:list", "status=untold"),
    "to_send": Kind(_("penerusan belum dikirim"), _("Desk"), "intake:forwardings", "keadaan=to_send"),
    "waiting": Kind(_("penerusan menunggu jawaban"), _("lembaga lain"), "intake:forwardings", "keadaan=waiting"),
    "chats": Kind(_("draf dari obrolan"), _("Desk"), "incidents:chats"),
    "letters": Kind(_("surat resmi belum dijawab"), _("penangan"), "cases:letters", "keadaan=menunggu"),
    "phones": Kind(_("catatan ponsel ditahan"), _("Desk"), "prevention:deliveries"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One pile on the board.

    Args:
        url: its list, empty where this reader may not open it.
        days: how old the oldest is; None where nothing waits.
    """

    key: str
    words: str
    whom: str
    url: str
    count: Counted
    days: int | None


@dataclass(frozen=True, slots=True)
class District:
    """One kecamatan with its kelurahan that have not reported today, and the message to copy."""

    name: str
    places: tuple[Place, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Silence:
    """Who has not reported today."""

    districts: tuple[District, ...]
    message: str

    @property
    def count(self) -> int:
        return sum(len(one.places) for one in self.districts)


def lines(user: User, on: date) -> list[Line]:
    """Every pile in the order of the board, also the empty ones."""
    piles = {pile.key: pile for pile in _piles(user)}
    return [_line(user, key, kind, piles[key], on) for key, kind in KINDS.items() if key in piles]


def silence(place: City, on: date) -> Silence:
    """Who has not reported today, by kecamatan, with a message for each and one for all. Nothing is sent."""
    names = {area.code: area.name for area in kelurahan_of(place.code)}
    districts = {area.code: area.name for area in children(place.code)}
    silent = [
        Place(row.code, names[row.code], districts.get(parent_of(row.code) or "", ""), row)
        for row in sorted(silent_kelurahan(on), key=lambda row: row.code)
    ]
    at = local_now(place)
    by_name: dict[str, list[Place]] = {}
    for one in silent:
        by_name.setdefault(one.district, []).append(one)
    groups = (District(name, tuple(rows), reminder(place, rows, at)) for name, rows in by_name.items())
    return Silence(tuple(groups), reminder(place, silent, at))


def _piles(user: User) -> Iterable[Pile]:
    yield from piles_of_reports(user)
    roles = roles_of(user)
    if Role.VERIFIER in roles:
        found = waiting_second_looks(user)
        oldest = min((report.decided_on for report in found if report.decided_on), default=None)
        yield Pile("second", Counted(min(len(found), MOST_SHOWN), len(found) > MOST_SHOWN), oldest)
    # Who has the list behind a number reads the number of that list; the others that of the city.
    drafts = drafts_visible_to(user) if Role.DESK in roles else ChatDraft.objects.all()
    drafts = drafts.filter(state=ChatDraft.State.OPEN).order_by()
    yield Pile("chats", Counted(drafts.count()), drafts.aggregate(first=Min("chat__brought_on"))["first"])
    letters = letters_waiting(letters_visible_to(user) if roles & set(READERS) else None).order_by()
    yield Pile("letters", Counted(letters.count()), letters.aggregate(first=Min("received_on"))["first"])
    if Role.DESK in roles:
        notes = items_visible_to(user).filter(state__in=HELD).order_by()
        first = notes.aggregate(first=Min("arrived_at"))["first"]
        yield Pile("phones", Counted(notes.count()), first.astimezone(zone_of(city().zone)).date() if first else None)


def _line(user: User, key: str, kind: Kind, pile: Pile, on: date) -> Line:
    may = bool(kind.door) and passage(door_of(kind.door), signed_in=True, roles=roles_of(user)) is Passage.OPEN
    url = reverse("web:waiting", args=[key]) if key in PILES else ""
    if may:
        url = reverse(kind.door) + (f"?{kind.query}" if kind.query else "")
    days = max(0, (on - pile.oldest_on).days) if pile.oldest_on else None
    return Line(key, str(kind.words), str(kind.whom), url, pile.count, days)
