"""`{% load rulebook_words %}`: a row of the rulebook in words."""

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kondusif.base.wording import plain_date
from kondusif.rulebook import labels, row_words, selectors
from kondusif.rulebook.rules import Due
from kondusif.rulebook.schema import Act, Citation, Instrument, SanctionRange, Source, Span, Step, Term
from kondusif.rulebook.schema_days import WeeklyHours
from kondusif.rulebook.search import Entry
from kondusif.rulebook.worklist import Waiting

register = template.Library()


@register.filter
def said(row: object, name: str) -> str:
    """A text of the row in the reader's language: `{{ act|said:"text" }}`."""
    return labels.said(row, name)


@register.filter
def as_heading(text: str) -> str:
    """A sentence without its full stop."""
    return text.removesuffix(".")


@register.filter
def track_word(track: str) -> Promise | str:
    return labels.TRACKS[track]


@register.filter
def phase_word(phase: str) -> Promise | str:
    return labels.PHASES[phase]


@register.filter
def phases_word(act: Act) -> Promise | str:
    """The one phase of a row in short, or that it stands in every one."""
    return labels.SHORT_PHASES[act.phases[0]] if len(act.phases) == 1 else labels.EVERY_PHASE


@register.filter
def status_word(status: str) -> Promise | str:
    return labels.STATUSES[status]


@register.filter
def confidence_word(confidence: str) -> Promise | str:
    return labels.CONFIDENCES[confidence]


@register.filter
def day_off_word(kind: str) -> Promise | str:
    return labels.DAY_OFF_KINDS[kind]


@register.filter
def sanction_words(span: SanctionRange | None) -> str:
    return labels.sanction_words(span)


@register.filter
def count_words(step: Step) -> str:
    return labels.count_words(step)


@register.filter
def instrument_of(citation: Citation) -> Instrument:
    """The instrument behind a citation."""
    return selectors.instrument(citation.instrument)


@register.filter
def sources_of(row: object) -> list[Source]:
    """The pages that the row rests on."""
    return selectors.sources(getattr(row, "source", ()))


@register.filter
def week_words(week: WeeklyHours) -> str:
    """Senin sampai Kamis, 08.00 sampai 16.00."""
    return labels.week_words(week)


@register.filter
def due_title(due: Due) -> str:
    """The title of the step behind a date."""
    return labels.said(selectors.step(due.rule), "title")


@register.filter
def event_term(event_id: str) -> Term:
    return selectors.event(event_id)


@register.filter
def actor_term(actor_id: str) -> Term:
    return selectors.actor(actor_id)


@register.filter
def kind_word(kind: str) -> Promise | str:
    """What kind of row it is, for a heading."""
    return row_words.KINDS[kind]


@register.filter
def entry_title(entry: Entry) -> str:
    """The one line of an entry in the reader's language."""
    return entry.title_en if row_words.english() else entry.title


@register.filter
def address(entry: Entry) -> str:
    """The page of an entry, with the version and the place on the page."""
    url = reverse(entry.page, args=entry.arguments)
    query = f"?sejak={entry.since.isoformat()}" if entry.since else ""
    return f"{url}{query}{'#' + entry.anchor if entry.anchor else ''}"


@register.filter
def actor_words(actors: tuple[str, ...]) -> str:
    """Whom a norm binds, in one line."""
    return ", ".join(str(row_words.ACTORS[one]) for one in actors)


@register.filter
def relation_words(relations: tuple[str, ...]) -> str:
    """What the candidate must be to the person, in one line."""
    return ", ".join(str(row_words.RELATIONS[one]) for one in relations)


@register.filter
def short_phases(phases: tuple[str, ...]) -> Promise | str:
    """The one phase in short, or that the row stands in every one."""
    return labels.SHORT_PHASES[phases[0]] if len(phases) == 1 else labels.EVERY_PHASE


@register.filter
def level_of(levels: tuple[object, ...], level: str) -> object:
    """The norm that gives one level of a range; None where the row names none."""
    return next((one for one in levels if getattr(one, "level", None) == level), None)


@register.filter
def pause_label(reason_id: str) -> str:
    """A legal reason to stop a clock, in words."""
    return labels.said(selectors.book().pause_reasons[reason_id], "label")


@register.filter
def office_title(office_id: str) -> str:
    """An office as it is called."""
    return selectors.office(office_id).title


@register.filter
def first_part(name: str) -> str:
    """The short name out of `short; full title`."""
    return name.partition(";")[0]


@register.filter
def waiting_title(one: Waiting) -> str:
    """The line of a row that waits, in the reader's language."""
    return one.title_en if row_words.english() else one.title


@register.filter
def span_words(span: Span | Entry) -> str:
    """Since when and until when something holds, in small letters."""
    since, until = span.valid_from, span.valid_to
    if since and until:
        return _("%(since)s sampai %(until)s") % {"since": plain_date(since), "until": plain_date(until)}
    if since:
        return _("sejak %(since)s") % {"since": plain_date(since)}
    if until:
        return _("sampai %(until)s; tanggal mulai belum diketahui") % {"until": plain_date(until)}
    return _("tanggal mulai belum diketahui")
