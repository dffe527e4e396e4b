"""What the stages give to the search of the rulebook: every row of every shipped calendar."""

from functools import cache

from kondusif.rulebook.search import Entry, Kind
from kondusif.stages import calendars
from kondusif.stages.calendars import CalendarFile, StageRow


@cache
def entries() -> tuple[Entry, ...]:
    """The stages of the shipped contests, in the order of their files."""
    files = [calendars.read(contest) for contest in calendars.SHIPPED]
    return tuple(_entry(file, row) for file in files for row in file.stages)


def _entry(file: CalendarFile, row: StageRow) -> Entry:
    instrument = file.sources[row.source].instrument
    name, _article, place = instrument.partition(" Pasal ")
    said = [row.id, row.name, row.name_en, row.short, row.note, file.id, file.name, instrument]
    return Entry(
        key=f"stage:{file.id}.{row.id}",
        kind=Kind.STAGE,
        name="",
        title=f"{row.name} ({file.name})",
        title_en=f"{row.name_en} ({file.name})",
        page="stages_public:calendar",
        arguments=(file.id,),
        anchor=row.id,
        words=" ".join(said).casefold(),
        status=row.status,
        confidence=row.confidence,
        valid_from=row.start,
        valid_to=row.end,
        cited=((name, f"Pasal {place}" if place else ""),),
    )
