"""What the situation room shows, gathered from the rooms below with as few questions to the database as possible."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.selectors import scopes_of
from kondusif.audit.selectors import head
from kondusif.base.wording import clock_time, long_date
from kondusif.brief.selectors import compose
from kondusif.cases.selectors import opened_since
from kondusif.incidents.models import WORD_LABELS, Incident
from kondusif.incidents.rules import DEGREES, WORDS, Word
from kondusif.incidents.selectors import Standing, incidents_visible_to, situation
from kondusif.institutions.models import City
from kondusif.institutions.selectors import city
from kondusif.intake.selectors import report_counts
from kondusif.kernel.areas import contained_in_any, contains, parent_of
from kondusif.kernel.small_counts import SMALLEST
from kondusif.media.models import Article
from kondusif.media.permissions import READERS as PRESS_READERS
from kondusif.media.selectors import Tally, issue_counts, press_between
from kondusif.stages.line import StageLine, stage_line
from kondusif.territory import map as drawn
from kondusif.territory.selectors import children, kelurahan_of
from kondusif.web.permissions import COUNT_READERS

DAY = timedelta(days=1)
MOST_NEW, MOST_PRESS = 5, 4


@dataclass(frozen=True, slots=True)
class Place:
    """One kelurahan as the room shows it."""

    code: str
    name: str
    district: str
    standing: Standing

    @property
    def url(self) -> str:
        return reverse("territory:show", args=[self.code])


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """How many kelurahan of a kecamatan stand at each word, in the order of `WORDS`."""

    code: str
    name: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Pictures:
    """The map for wide screens and for phones."""

    wide: SafeString
    compact: SafeString


@dataclass(frozen=True, slots=True)
class Room:
    """The situation of the whole city on one day. `seal` is the end of the trail that it was made from."""

    seal: str
    headline: str
    standing: Standing
    places: tuple[Place, ...]
    districts: tuple[DistrictRow, ...]
    line: StageLine | None
    pictures: Pictures

    @property
    def words(self) -> list[tuple[Word, str, int]]:
        """The legend: all five words with their counts, zero included."""
        sums = [sum(row.counts[index] for row in self.districts) for index in range(len(WORDS))]
        return [(word, str(WORD_LABELS[word]), count) for word, count in zip(WORDS, sums, strict=True)]

    @property
    def attention(self) -> list[Place]:
        """Places that need attention, the tensest first."""
        loud = [row for row in self.places if row.standing.word in DEGREES[1:]]
        return sorted(loud, key=lambda row: (-DEGREES.index(row.standing.word), row.name))

    @property
    def silent(self) -> list[Place]:
        """Places that have not reported today, the longest silent first."""
        quiet = [row for row in self.places if row.standing.silent]
        return sorted(quiet, key=lambda row: (row.standing.last_report_on or date.min, row.code))


@dataclass(frozen=True, slots=True)
class News:
    """What came in since yesterday.

    Args:
        reports: None where the reader may only know "kurang dari lima".
        articles: None where the reader does not read the press.
        issues: what the articles speak of, the most frequent first.
    """

    incidents: tuple[Incident, ...]
    incident_count: int
    reports: int | None
    cases: int
    articles: int | None
    press: tuple[Article, ...]
    issues: tuple[Tally, ...]


def room(on: date) -> Room:
    """Everything that the situation room says about a day, the same for every reader.

    It is kept until the next write: every write adds an entry to the trail, so the end of the trail names the state
    that it was made from.
    """
    return _room(on, head().hash, get_language() or "id")


@lru_cache(maxsize=6)
def _room(on: date, seal: str, language: str) -> Room:
    place = city()
    whole, villages = situation(on)
    districts = {area.code: area.name for area in children(place.code)}
    places = tuple(_places(place, districts, villages))
    return Room(
        seal=seal,
        headline=compose(on).headline, standing=whole, places=places, districts=_by_district(places, districts),
        line=stage_line(on), pictures=_pictures(place.code, {row.code: str(row.standing.word) for row in places}),
    )  # fmt: skip


def _pictures(city_code: str, words: Mapping[str, str]) -> Pictures:
    def opens(code: str) -> str:
        return reverse("territory:show", args=[code])

    return Pictures(drawn.render(city_code, words, opens), drawn.render(city_code, words, opens, compact=True))


def news(user: User, roles: frozenset[Role], on: date) -> News:
    """What came in since yesterday, as far as the reader may know it."""
    rows = incidents_visible_to(user).filter(recorded_on__gte=on - DAY, recorded_on__lte=on)
    reports = sum(report_counts(on - DAY, on).values())
    articles, reads = press_between(on - DAY, on), bool(roles & set(PRESS_READERS))
    press = tuple(articles.only("number", "title", "outlet", "added_at")[:MOST_PRESS]) if reads else ()
    newest = tuple(rows.order_by("-recorded_at")[:MOST_NEW])
    return News(
        incidents=newest,
        incident_count=rows.count() if len(newest) == MOST_NEW else len(newest),
        reports=reports if reports >= SMALLEST or roles & set(COUNT_READERS) else None,
        cases=opened_since(on - DAY).count(),
        articles=(articles.count() if len(press) == MOST_PRESS else len(press)) if reads else None,
        press=press,
        issues=tuple(issue_counts(on - DAY, on)[:MOST_PRESS]) if reads else (),
    )


def own_places(user: User, place: City, on: date) -> list[Place]:
    """The kelurahan of a field officer, with their words."""
    scopes = scopes_of(user, Role.FIELD)
    _city, villages = situation(on)
    districts = {area.code: area.name for area in children(place.code)}
    return [
        row
        for row in _places(place, districts, villages)
        if contained_in_any(scopes, row.code) or any(contains(row.code, scope) for scope in scopes)
    ]


@override("id")
def reminder(place: City, silent: Iterable[Place], at: datetime) -> str:
    """A ready message, in Indonesian, to those who have not reported; for the office's own chat, nothing is sent."""
    by_district: dict[str, list[str]] = {}
    for row in silent:
        by_district.setdefault(row.district, []).append(row.name)
    if not by_district:
        return ""
    lines = [f"- {district}: {', '.join(names)}" for district, names in by_district.items()]
    said = [
        *([_("[LATIHAN]")] if place.is_exercise else []),
        _("Yth. Camat dan Lurah,"),
        _("mohon izin mengingatkan: sampai %(date)s pukul %(time)s kami belum menerima laporan hari ini dari:")
        % {"date": long_date(at), "time": clock_time(at)},
        *lines,
        _("Mohon kirim catatan kejadian, atau laporan nihil bila sudah dicek dan tidak ada gangguan. Terima kasih."),
        f"{place.office}, {place.government}" if place.office else place.government,
    ]
    return "\n".join(said)


def _places(place: City, districts: Mapping[str, str], villages: Mapping[str, Standing]) -> Iterable[Place]:
    for area in kelurahan_of(place.code):
        yield Place(area.code, area.name, districts.get(parent_of(area.code) or "", ""), villages[area.code])


def _by_district(places: Iterable[Place], names: Mapping[str, str]) -> tuple[DistrictRow, ...]:
    counts = {code: [0] * len(WORDS) for code in names}
    for row in places:
        counts.setdefault(parent_of(row.code) or "", [0] * len(WORDS))[WORDS.index(row.standing.word)] += 1
    return tuple(DistrictRow(code, names.get(code, code), tuple(found)) for code, found in counts.items())
