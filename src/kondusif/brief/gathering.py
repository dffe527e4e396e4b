"""Asks every room what it knows about a day. Nothing here writes a sentence; nothing here reads a reporter's words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet
from django.urls import NoReverseMatch, reverse

from kondusif.audit.selectors import head
from kondusif.brief.rules import facts as f
from kondusif.brief.rules.shapes import Record, Trail
from kondusif.cases.models import Case, Step
from kondusif.cases.selectors import running_clocks
from kondusif.incidents.models import KINDS, SEVERITIES, STATUSES, WORD_LABELS, Assessment, Change, Incident, NilReport
from kondusif.incidents.rules import Kind, Origin, Severity, Status, Word
from kondusif.incidents.selectors import Standing, situation
from kondusif.institutions.models import City, Unit
from kondusif.institutions.rules import UnitKind
from kondusif.institutions.selectors import local_now
from kondusif.intake.models import Report
from kondusif.kernel.areas import Level, at_level
from kondusif.media.models import Article
from kondusif.media.selectors import issue_counts
from kondusif.rulebook import selectors as rulebook
from kondusif.stages import selectors as stages
from kondusif.stages.rules import Calendar, Phase, day_of
from kondusif.territory.selectors import children, kelurahan_of

WEEK = timedelta(days=7)
DAY = timedelta(days=1)
# The instrument that names the breaches whose handling the report speaks of.
NEUTRALITY = "skb-netralitas-2022"
# Whose duty it is, by the rulebook's actors; whoever is not named here is a body outside the city.
BEARERS = {
    "superior": f.Bearer.OURS,
    "examiners": f.Bearer.OURS,
    "ppk": f.Bearer.OURS,
    "reporter": f.Bearer.REPORTER,
    "examined": f.Bearer.EXAMINED,
}


@dataclass(frozen=True, slots=True)
class Names:
    """Names of the city's kelurahan and kecamatan by code."""

    villages: Mapping[str, str]
    districts: Mapping[str, str]

    def village(self, code: str) -> str:
        """The kelurahan that a code lies in, or the kecamatan, or the city."""
        found = at_level(code, Level.VILLAGE) or ""
        if found in self.villages:
            return self.villages[found]
        district = self.districts.get(at_level(code, Level.DISTRICT) or "")
        return f"Kecamatan {district}" if district else "wilayah kota"

    def district(self, code: str) -> str:
        """The kecamatan that a code lies in."""
        return self.districts.get(at_level(code, Level.DISTRICT) or "", "")


def names_of(place: City) -> Names:
    """Read the names once for the whole report."""
    villages = dict(kelurahan_of(place.code).values_list("code", "name"))
    return Names(villages, dict(children(place.code).values_list("code", "name")))


def office_of(place: City) -> f.Office:
    """Whose paper it is, and to whom it goes through whom."""
    posts = dict(
        Unit.objects.filter(kind__in=[UnitKind.MAYOR, UnitKind.SECRETARY])
        .order_by("-order")
        .values_list("kind", "head_post")
    )
    bare = place.name.removeprefix("Kota ").removeprefix("Kabupaten ")
    mayor = posts.get(UnitKind.MAYOR, "")
    return f.Office(
        place.code, place.name, place.government, place.office, place.is_exercise, place.zone,
        addressee=f"{mayor} {bare}" if mayor else f"Kepala Daerah {place.name}",
        through=posts.get(UnitKind.SECRETARY, ""),
    )  # fmt: skip


def grounds(calendar: Calendar | None) -> tuple[f.Ground, ...]:
    """The calendar of the contest and the decree on neutrality, as far as the rulebook has them."""
    if calendar is None:
        return ()
    found = [f.Ground(f"{calendar.instrument}, tahapan {calendar.name}.", _calendar_record())]
    known = {row.id: row for row in rulebook.instruments()}
    if decree := known.get(NEUTRALITY):
        found.append(f.Ground(f"{decree.short}, buku aturan edisi {rulebook.edition()}.", _rulebook_record()))
    return tuple(found)


def stage_of(calendar: Calendar | None, on: date) -> f.Stage | None:
    """Where the city's contest stands on the day."""
    if calendar is None:
        return None
    standing = stages.standing(calendar, on)
    return f.Stage(
        contest=calendar.name,
        running=tuple(row.name for row in standing.running),
        campaign=day_of(calendar.stage(calendar.campaign_stage), on),
        quiet=day_of(calendar.stage(calendar.quiet_stage), on),
        days_to_voting=standing.days_to_voting,
        over=standing.phase is Phase.OVER,
        record=_calendar_record(),
    )


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the day for the city and its kelurahan."""

    city: str
    city_before: str
    places: tuple[f.Place, ...]
    silent: tuple[f.Silence, ...]


def words_of(on: date, names: Names) -> Words:
    """The word of every kelurahan on the day beside that of the day before, and who has sent no word."""
    city, villages = situation(on)
    city_before, before = situation(on - DAY)
    rows = [(names.villages.get(code, code), row, before.get(code)) for code, row in villages.items()]
    return Words(
        city=str(city.word),
        city_before=str(city_before.word),
        places=tuple(
            f.Place(
                name, names.district(row.code), str(row.word), str(then.word if then else row.word),
                _place_record(name, row.code), _incident_records(row.numbers), row.source is Origin.ASSESSMENT,
            )
            for name, row, then in rows
        ),
        silent=tuple(
            f.Silence(name, names.district(row.code), _days_silent(row, on), _place_record(name, row.code))
            for name, row, _then in rows
            if row.silent
        ),
    )  # fmt: skip


def flow_of(rows: QuerySet, field: str, on: date, record: Record) -> f.Flow:
    """How many rows came on the day, the day before, and in the seven days before the day."""
    week = Q(**{f"{field}__gte": on - WEEK, f"{field}__lt": on})
    # Only the eight days are read, however many years the table holds.
    counts = rows.filter(**{f"{field}__gte": on - WEEK, f"{field}__lte": on}).aggregate(
        today=Count("pk", filter=Q(**{field: on})),
        yesterday=Count("pk", filter=Q(**{field: on - DAY})),
        week=Count("pk", filter=week),
    )
    return f.Flow(counts["today"], counts["yesterday"], counts["week"], record)


def happenings(on: date, names: Names) -> tuple[f.Happening, ...]:
    """Incidents recorded since yesterday, the heavier first. Labels and places only, never what somebody wrote."""
    order = list(reversed(Severity))
    rows = sorted(
        Incident.objects.filter(recorded_on__gte=on - DAY, recorded_on__lte=on),
        key=lambda row: (order.index(Severity(row.severity)), row.number),
    )
    return tuple(
        f.Happening(
            kind=str(KINDS[Kind(row.kind)]),
            severity=str(SEVERITIES[Severity(row.severity)]),
            place=names.village(row.area_code),
            happened_on=row.happened_on,
            status=str(STATUSES[Status(row.status)]).lower(),
            record=incident_record(row.number),
        )
        for row in rows
    )


def duties(on: date) -> tuple[f.Duty, ...]:
    """Every running limit of the city's open cases, by step and bearer; no title and no name goes along."""
    bearers = {row.label.lower(): BEARERS.get(row.id, f.Bearer.BODY) for row in rulebook.book().actors.values()}
    return tuple(
        f.Duty(
            row.step, row.who[:1].upper() + row.who[1:], row.due, row.outer, row.office_by, row.late, row.checked,
            Record(row.number, row.url), bearers.get(row.who.lower(), f.Bearer.BODY),
        )
        for row in running_clocks(None, on, paused=False)
    )  # fmt: skip


def actions(on: date, names: Names) -> tuple[f.Action, ...]:
    """What people recorded as done since yesterday."""
    since, until = on - DAY, on
    return tuple(
        row
        for row in (
            *_case_actions(since, until), *_step_actions(since, until), *_incident_actions(since, until, names),
            *_judgements(since, until, names), _nil_reports(on),
        )
        if row
    )  # fmt: skip


def agenda(calendar: Calendar | None, on: date) -> tuple[f.Coming, ...]:
    """Stages that begin and city events in the coming seven days."""
    rows = [f.Coming(row.starts_on, row.name) for row in stages.city_events(on, on + WEEK) if row.starts_on > on]
    for stage in calendar.stages if calendar else ():
        if stage.start and on < stage.start <= on + WEEK:
            rows.append(f.Coming(stage.start, f"{stage.name} mulai" if stage.end != stage.start else stage.name))
        if stage.end and stage.end != stage.start and on < stage.end <= on + WEEK:
            rows.append(f.Coming(stage.end, f"{stage.name} berakhir"))
    return tuple(rows)


def new_cases(on: date) -> tuple[Record, ...]:
    """Cases opened since yesterday."""
    rows = Case.objects.filter(opened_on__gte=on - DAY, opened_on__lte=on).order_by("number")
    return tuple(case_record(number) for number in rows.values_list("number", flat=True))


def open_cases(on: date) -> int:
    """Cases that were running on the day."""
    begun = Case.objects.filter(opened_on__lte=on)
    return begun.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on)).count()


def reports(on: date) -> f.Flow:
    """Incoming reports of the whole city. Their number only; no place, no kind, no state."""
    return flow_of(Report.objects.all(), "received_on", on, listed("Laporan masuk", "intake:list"))


def labels() -> dict[str, str]:
    """The city's words for the five identifiers."""
    return {str(word): str(label) for word, label in WORD_LABELS.items()}


def trail() -> Trail:
    """Where the trail ends at this moment."""
    found = head()
    return Trail(found.seq, found.short)


def moment(place: City, on: date) -> datetime:
    """When the report is written: now for the city's day, the end of the day for an earlier one."""
    now = local_now(place)
    return now if now.date() == on else datetime.combine(on, time(23, 59), now.tzinfo)


def case_record(number: str) -> Record:
    return Record(number, opens("cases:show", number))


def incident_record(number: str) -> Record:
    return Record(number, opens("incidents:show", number))


def listed(words: str, name: str) -> Record:
    """A list page as a record."""
    return Record(words, opens(name))


def opens(name: str, *args: str) -> str:
    """The address of a page; empty where that page does not stand, and the record is then words only."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _incident_records(numbers: Iterable[str]) -> tuple[Record, ...]:
    return tuple(incident_record(number) for number in numbers)


def _place_record(name: str, code: str) -> Record:
    return Record(name, opens("territory:show", code))


def _calendar_record() -> Record:
    return listed("Garis tahapan", "web:home")


def _rulebook_record() -> Record:
    return listed("Aturan", "rulebook_public:overview")


def _days_silent(row: Standing, on: date) -> int | None:
    return (on - row.last_report_on).days if row.last_report_on else None


def _case_actions(since: date, until: date) -> list[f.Action]:
    opened = Case.objects.filter(opened_on__range=(since, until)).order_by("number").values_list("number", flat=True)
    closed = Case.objects.filter(closed_on__range=(since, until)).order_by("number").values_list("number", flat=True)
    found = []
    if opened:
        found.append(f.Action("Penanganan dugaan dibuka", tuple(case_record(number) for number in opened)))
    if closed:
        said = "Penanganan dugaan ditutup dengan persetujuan orang kedua"
        found.append(f.Action(said, tuple(case_record(number) for number in closed)))
    return found


def _step_actions(since: date, until: date) -> list[f.Action]:
    titles = {(row.id, step.id): step.title for row in rulebook.procedures() for step in row.steps}
    numbers: dict[str, list[str]] = {}
    done = Step.objects.filter(done_on__range=(since, until)).order_by("done_on", "pk")
    for procedure, step, number in done.values_list("procedure", "step", "case__number"):
        numbers.setdefault(titles.get((procedure, step), step), []).append(number)
    return [
        f.Action(f"Langkah selesai: {title}", tuple(case_record(number) for number in dict.fromkeys(rows)))
        for title, rows in numbers.items()
    ]


def _incident_actions(since: date, until: date, names: Names) -> list[f.Action]:
    moved = Change.objects.filter(field="status", on_date__range=(since, until)).select_related("incident")
    last = {row.incident.number: row.incident for row in moved.order_by("at")}
    found: dict[str, list[Incident]] = {}
    for row in last.values():
        if row.status in {Status.HANDLED, Status.CLOSED}:
            found.setdefault(str(STATUSES[Status(row.status)]).lower(), []).append(row)
    return [
        f.Action(
            f"Kejadian {word}: {', '.join(_in_short(row, names) for row in rows)}",
            _incident_records(row.number for row in rows),
        )
        for word, rows in found.items()
    ]


def _in_short(row: Incident, names: Names) -> str:
    return f"{str(KINDS[Kind(row.kind)]).lower()} di {names.village(row.area_code)}"


def _judgements(since: date, until: date, names: Names) -> list[f.Action]:
    rows = Assessment.objects.filter(on_date__range=(since, until)).order_by("at")
    last = {row.area_code: row for row in rows}
    if not last:
        return []
    said = [f"{_judged(code, names)} {WORD_LABELS[Word(row.word)]}" for code, row in last.items()]
    records = tuple(_judged_record(code, names) for code in last)
    return [f.Action(f"Penilaian Desk ditetapkan: {', '.join(said)}", records)]


def _judged(code: str, names: Names) -> str:
    return names.village(code) if at_level(code, Level.VILLAGE) else "kota"


def _judged_record(code: str, names: Names) -> Record:
    if at_level(code, Level.VILLAGE):
        return _place_record(names.village(code), code)
    return listed("Situasi kota", "web:home")


def _nil_reports(on: date) -> f.Action | None:
    number = NilReport.objects.filter(on_date=on).count()
    if not number:
        return None
    return f.Action(f"Laporan nihil diterima dari {number} kelurahan hari ini", (listed("Kejadian", "incidents:list"),))


def press(on: date) -> f.Press:
    """What the press that was added since yesterday speaks of: kinds of issues only, no headline and no statement."""
    rows = Article.objects.filter(added_on__range=(on - DAY, on)).order_by("number")
    topics = tuple(f.Topic(str(row.name), row.articles) for row in issue_counts(on - DAY, on))
    records = tuple(Record(number, opens("media:show", number)) for number in rows.values_list("number", flat=True))
    return f.Press(len(records), topics, records)
