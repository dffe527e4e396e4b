"""What the reader gives back. Offsets are Unicode code points of the text as handed in, end exclusive."""

from dataclasses import dataclass, field
from datetime import date

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found, with its best place in the text and every other one.

    Args:
        ref: area code, institution id or kind id.
        start, end: the quote.
        quote: the words themselves.
        mentions: every span that says it, in order.
        name: name of the place, otherwise empty.
    """

    ref: str
    start: int
    end: int
    quote: str
    mentions: tuple[Span, ...] = ()
    name: str = ""

    def as_json(self, key: str) -> dict[str, object]:
        head: dict[str, object] = {key: self.ref}
        if key == "code":
            head["name"] = self.name
        return {
            **head, "quote": self.quote, "start": self.start, "end": self.end,
            "mentions": [list(span) for span in self.mentions],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that somebody said. `speaker` and `role` are empty where the text does not tell."""

    speaker: str
    role: str
    start: int
    end: int
    quote: str
    direct: bool

    def as_json(self) -> dict[str, object]:
        return {
            "speaker": self.speaker, "role": self.role, "quote": self.quote,
            "start": self.start, "end": self.end, "direct": self.direct,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class DateFound:
    """The date of the article and the words that say it."""

    on: date
    start: int
    end: int
    quote: str

    def as_json(self) -> dict[str, object]:
        return {"on": self.on.isoformat(), "quote": self.quote, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Reading:
    """One article, read. Everything in it is a proposal with its evidence; nothing is a finding of guilt.

    Args:
        places: main place first.
        denied: issues and activities of which the text says only that they did not happen.
        truncated: the text was longer than the reader reads.
    """

    title: str = ""
    dated: DateFound | None = None
    places: tuple[Found, ...] = ()
    institutions: tuple[Found, ...] = ()
    activities: tuple[Found, ...] = ()
    issues: tuple[Found, ...] = ()
    statements: tuple[Statement, ...] = ()
    stage: str | None = None
    contest: str | None = None
    denied: tuple[Found, ...] = ()
    truncated: bool = False
    editions: dict[str, str] = field(default_factory=dict)

    @property
    def date(self) -> "date | None":
        """The day the article tells of, or None where it does not say one in full."""
        return self.dated.on if self.dated else None

    def as_json(self, file: str) -> dict[str, object]:
        """The shape of `media read` in the contract, with offsets beside."""
        return {
            "file": file,
            "date": self.date.isoformat() if self.date else None,
            "places": [found.as_json("code") for found in self.places],
            "institutions": [found.as_json("id") for found in self.institutions],
            "activities": [found.as_json("kind") for found in self.activities],
            "issues": [found.as_json("kind") for found in self.issues],
            "statements": [statement.as_json() for statement in self.statements],
            "stage": self.stage,
            "contest": self.contest,
            "title": self.title,
            "dated": self.dated.as_json() if self.dated else None,
            "denied": [found.as_json("kind") for found in self.denied],
            "truncated": self.truncated,
            "lexicon": self.editions,
        }
