"""Renders pages of the furniture with a city and a day of its own, without a database."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.template import Context, Engine
from django.test import RequestFactory
from django.utils.safestring import SafeString

TODAY = date(2024, 11, 13)
NOW = datetime(2024, 11, 13, 14, 5, tzinfo=ZoneInfo("Asia/Jakarta"))


@dataclass
class City:
    name: str = "Kota Surakarta"
    government: str = "Pemerintah Kota Surakarta"
    office: str = "Bakesbangpol"
    address: str = "Jalan Contoh 1, Surakarta"
    is_exercise: bool = True


@dataclass(frozen=True)
class Reading:
    counting: str
    first_day: str
    due: date


@dataclass(frozen=True)
class Skipped:
    date: date
    why: str


@dataclass(frozen=True)
class Cited:
    instrument: str
    article: str


@dataclass(frozen=True)
class Due:
    """The keys of the contract, as the rulebook hands them over."""

    due: date | None
    outer: date | None = None
    office_by: datetime | None = None
    readings: tuple[Reading, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    basis: tuple[Cited, ...] = ()
    step: str = "examination"
    rule: str = "disiplin-pp94.examination"
    edition: str = "2026.11.1"
    actor: str = "examiners"
    event: str = "summons"
    kind: str = "limit"
    status: str = "in_force"
    confidence: str = "primary"
    why: str = ""
    paused: bool = False
    left: int | None = None


@dataclass
class Person:
    full_name: str = "Rini Maheswari"
    username: str = "rini"


@dataclass
class Spoken:
    """A message of django.contrib.messages, as a template sees it."""

    words: str
    level_tag: str = "success"

    def __str__(self) -> str:
        return self.words


@dataclass
class Page:
    """Everything that the context processors of the product give to a page."""

    path: str = "/"
    values: dict[str, object] = field(default_factory=dict)

    def context(self) -> Context:
        given = {"city": City(), "today": TODAY, "local_now": NOW, "nav": [], "person": None, "messages": []}
        return Context({"request": RequestFactory().get(self.path), **given, **self.values})


def engine() -> Engine:
    """Templates of the package with the libraries of Django, without context processors."""
    from django.template import engines

    return engines["django"].engine  # type: ignore[attr-defined, no-any-return]


def render(source: str, path: str = "/", **values: object) -> SafeString:
    """Render a piece of template with the tag library loaded."""
    template = engine().from_string("{% load kondusif i18n %}" + source)
    return template.render(Page(path, values).context())


def render_file(name: str, path: str = "/", **values: object) -> SafeString:
    return engine().get_template(name).render(Page(path, values).context())


__all__ = ["City", "Due", "Person", "Reading", "Skipped", "Spoken", "render", "render_file"]
