"""The proof of a circular: who was asked, when, which version, and how many signed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count as SqlCount
from django.db.models import F, Max, Min, OuterRef, QuerySet, Subquery

from kondusif.base.wording import number
from kondusif.circulars.models import WAYS, Addressee, Circular, KeptCount, PaperList, Reminder, Signature, Version
from kondusif.circulars.rules import Count, Way
from kondusif.circulars.selectors.reading import released
from kondusif.circulars.selectors.standing import UnitRow, by_unit, people, total_of
from kondusif.circulars.selectors.unit_lists import askable
from kondusif.roster.models import KINDS
from kondusif.roster.rules import Kind, Status

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A released version with how many signed it, by way."""

    version: Version
    signed: int
    ways: tuple[tuple[object, int], ...]
    papers: int


@dataclass(frozen=True, slots=True)
class Proof:
    """What stands about a circular on a day.

    Args:
        now: people who work today, as everywhere in this room.
        asked: everybody who was ever asked, those who left among them; the lines of the list of persons.
        left: those of `asked` who do not count today: they left, moved away or no longer match.
        waiting: those who count and are asked in the next night.
        first_on, last_on: when the first and the last were asked.
    """

    now: Count
    asked: int
    left: int
    waiting: int
    first_on: date | None
    last_on: date | None
    versions: list[VersionRow]
    units: list[UnitRow]


def proof_of(circular: Circular, on: date) -> Proof:
    """The whole proof, in a dozen reads however many people."""
    rows = Addressee.objects.filter(circular=circular)
    span = rows.aggregate(many=SqlCount("pk"), first=Min("asked_on"), last=Max("asked_on"))
    units = by_unit(circular, on)
    still = askable(circular, people(circular, on)).order_by().count()
    total = total_of(units)
    return Proof(
        total, span["many"], span["many"] - still, total.people - still, span["first"], span["last"],
        version_rows(circular), units,
    )  # fmt: skip


def version_rows(circular: Circular) -> list[VersionRow]:
    """Every released version, the first one first."""
    given = Signature.objects.filter(version__circular=circular).order_by()
    ways: dict[int, dict[str, int]] = {}
    for version_id, way, many in given.values_list("version_id", "way").annotate(SqlCount("pk")):
        ways.setdefault(version_id, {})[way] = many
    lists = PaperList.objects.filter(version__circular=circular).order_by()
    papers = dict(lists.values_list("version_id").annotate(SqlCount("pk")))
    return [
        VersionRow(
            one, sum(ways.get(one.pk, {}).values()),
            tuple((WAYS[way], ways[one.pk][way]) for way in Way if ways.get(one.pk, {}).get(way)),
            papers.get(one.pk, 0),
        )
        for one in released(circular)
    ]  # fmt: skip


def reminders(circular: Circular) -> QuerySet[Reminder]:
    """Who was reminded, the latest first."""
    return circular.reminders.select_related("unit", "by")


def reminded_by_unit(circular: Circular) -> dict[int | None, date]:
    """Unit -> the last day on which its people were reminded."""
    rows = circular.reminders.order_by().values_list("unit_id").annotate(Max("on_date"))
    return dict(rows)


def papers_of(circular: Circular, units: frozenset[int] | None) -> QuerySet[PaperList]:
    """The paper lists of some units, or of all, with how many signatures each brought."""
    rows = PaperList.objects.filter(version__circular=circular).select_related("unit", "version", "entered_by")
    if units is not None:
        rows = rows.filter(unit__in=units)
    return rows.annotate(people=SqlCount("signatures"))


def kept_counts(circular: Circular) -> QuerySet[KeptCount]:
    """What is left of a circular whose names were erased, by version and unit."""
    return circular.kept_counts.select_related("version", "unit").order_by(
        "version__number", "unit__order", "unit__name"
    )


def unit_lines(rows: list[UnitRow]) -> Iterator[list[str]]:
    """Counts by unit as lines of a sheet: the unit alone, then with all below."""
    yield ["unit", "atasan", "orang", "sudah", "belum", "belum_sedang_cuti", "persen",
           "orang_dengan_bawahan", "sudah_dengan_bawahan", "belum_dengan_bawahan"]  # fmt: skip
    for row in rows:
        above = row.unit.parent.name if row.unit and row.unit.parent else ""
        own, every = row.own, row.all
        share = "" if own.share is None else number(100 * own.share, 1)
        name = row.unit.name if row.unit else "(belum berunit)"
        counts = (own.people, own.done, own.open, own.away, share, every.people, every.done, every.open)
        yield [name, above, *map(str, counts)]


@dataclass(frozen=True, slots=True)
class PersonSheet:
    """The list of everybody who was ever asked, as it stood at one moment.

    Args:
        count: how many lines it has, the heading left out.
        until: the last row of the moment; who is asked later is not in it, so that a second part fits the first.
    """

    circular: Circular
    count: int
    until: int

    def lines(self, after: int = 0) -> Iterator[list[str]]:
        """The heading, then one line a person, read while they are written.

        Args:
            after: the number of the last line that arrived, for a sheet that broke off.
        """
        yield ["baris", "nip", "nama", "status_pegawai", "unit", "jabatan", "masih_bekerja", "diminta",
               "versi_ditandatangani", "tanggal_tanda_tangan", "cara", "versi_yang_dihitung", "sudah"]  # fmt: skip
        rows = _asked(self.circular, self.until)[after:]
        for line, row in enumerate(rows.iterator(chunk_size=CHUNK), start=after + 1):
            yield _line(line, row, self.circular.to_sign)


def person_sheet(circular: Circular) -> PersonSheet:
    """The list of persons as it stands now."""
    found = Addressee.objects.filter(circular=circular).aggregate(many=SqlCount("pk"), last=Max("pk"))
    return PersonSheet(circular, found["many"], found["last"] or 0)


def _asked(circular: Circular, until: int) -> QuerySet[Addressee, tuple[object, ...]]:
    highest = Signature.objects.filter(addressee=OuterRef("pk"), version__number=OuterRef("signed"))
    return (
        Addressee.objects.filter(circular=circular, pk__lte=until)
        .annotate(day=Subquery(highest.values("signed_on")[:1]), how=Subquery(highest.values("way")[:1]))
        .order_by("pk")
        .values_list(
            "employee__nip", "employee__name", "employee__kind", F("employee__unit__name"), "employee__post",
            "employee__status", "asked_on", "signed", "day", "how",
        )
    )  # fmt: skip


def _line(line: int, row: tuple[object, ...], to_sign: int) -> list[str]:
    nip, name, kind, unit, post, status, asked_on, signed, day, how = row
    done = isinstance(signed, int) and 0 < to_sign <= signed
    return [
        str(line), str(nip), str(name), str(KINDS[Kind(str(kind))]), str(unit or ""), str(post or ""),
        "ya" if status == Status.ACTIVE else "tidak", str(asked_on), str(signed or ""), str(day or ""),
        str(WAYS[Way(str(how))]) if how else "", str(to_sign), "ya" if done else "belum",
    ]  # fmt: skip


def kept_lines(circular: Circular) -> Iterator[list[str]]:
    """What is left of a circular as lines of a sheet."""
    yield ["versi", "unit", "diminta", "menandatangani"]
    for one in kept_counts(circular):
        name = one.unit.name if one.unit else "(belum berunit)"
        yield [str(one.version.number), name, str(one.asked), str(one.signed)]
