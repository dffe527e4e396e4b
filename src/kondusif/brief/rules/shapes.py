"""What a written report is made of."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Record:
    """A record that a sentence rests on.

    Args:
        number: public number, or the words by which the record is known.
        url: where it opens.
    """

    number: str
    url: str

    @property
    def label(self) -> str:
        """The short spoken form: NET-3372-2024-0012 becomes NET-0012."""
        pieces = self.number.split("-")
        return f"{pieces[0]}-{pieces[-1]}" if len(pieces) == 4 and pieces[0].isalpha() else self.number


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the report with the records that it rests on.

    Args:
        change: `up`, `down` or empty; drawn as an arrow, and said by the words as well.
    """

    text: str
    records: tuple[Record, ...] = ()
    change: str = ""

    @property
    def numbered(self) -> tuple[Record, ...]:
        """The records that carry a public number, each once; lists and places are links on screen only."""
        return tuple({row.number: row for row in self.records if row.number.count("-") == 3}.values())


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the report.

    Args:
        key: stable name.
        numbered: whether its sentences are counted 1, 2, 3.
        empty: what the section says when there is nothing to say.
    """

    key: str
    title: str
    sentences: tuple[Sentence, ...]
    empty: str = ""
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class DueLine:
    """One row of the table of due duties."""

    what: str
    who: str
    when: str
    record: Record
    late: bool
    today: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """How many kelurahan of a district stand at each word, in the order of `WORDS`."""

    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """Something in the coming seven days."""

    when: str
    text: str


@dataclass(frozen=True, slots=True)
class Trail:
    """Where the tamper-evident trail ended when the report was written."""

    seq: int
    short: str


@dataclass(frozen=True, slots=True)
class Brief:
    """The daily situation report of a city.

    Args:
        code: the document's own code, before the city gives it a letter number.
        word: identifier of the word for the city (`calm`, `watch`, `tense`, `critical`, `silent`).
        subtitle: date, stage and days to voting in one line.
        records: how many different records the sentences rest on.
        integrity: code over the content; the same content gives the same code.
    """

    code: str
    city: str
    government: str
    office: str
    exercise: bool
    on: date
    at: datetime
    zone: str
    subtitle: str
    headline: str
    word: str
    word_label: str
    word_before_label: str
    labels: tuple[str, ...]
    sections: tuple[Section, ...]
    dues: tuple[DueLine, ...]
    districts: tuple[DistrictRow, ...]
    totals: tuple[int, ...]
    agenda: tuple[AgendaLine, ...]
    records: int
    trail: Trail
    integrity: str = ""

    def section(self, key: str) -> Section:
        """The section of that key.

        Raises:
            KeyError: there is none.
        """
        for row in self.sections:
            if row.key == key:
                return row
        raise KeyError(key)
