"""The daily situation report of a day, gathered from the rooms and written by the rules."""

from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import override

from kondusif.accounts.models import User
from kondusif.brief import gathering as g
from kondusif.brief.rules import Brief, Facts, check_day, written
from kondusif.brief.rules.facts import WORDS
from kondusif.incidents.models import Incident
from kondusif.incidents.selectors import words_by_kelurahan
from kondusif.institutions.models import City
from kondusif.institutions.selectors import city, today
from kondusif.intake.selectors import a_clock_is_due, waiting_reports
from kondusif.stages.selectors import current_contest
from kondusif.territory import map as drawn

__all__ = ["WORDS", "compose", "facts_of", "paper_map", "screen_map"]


def compose(on: date, user: User | None = None) -> Brief:
    """The report of one day for the whole city, the same for every reader: it holds nothing sealed.

    Args:
        on: the city's date or an earlier one. Words and limits of an earlier day are computed for that day from the
            records as they stand now.
        user: the reader; the records open or stay shut by their own doors, so the text does not depend on it.
    Raises:
        Refused: `brief.day_ahead`, `brief.day_too_early`, `institutions.no_city`.
    """
    place = city()
    check_day(on, today(place))
    with override("id"):
        return written(facts_of(place, on))


def facts_of(place: City, on: date) -> Facts:
    """What every room knows about the day."""
    calendar = current_contest()
    names = g.names_of(place)
    words = g.words_of(on, names)
    return Facts(
        office=g.office_of(place),
        on=on,
        at=g.moment(place, on),
        labels=g.labels(),
        grounds=g.grounds(calendar),
        stage=g.stage_of(calendar, on),
        city_word=words.city,
        city_before=words.city_before,
        city_record=g.listed("Situasi kota", "web:home"),
        places=words.places,
        silent=words.silent,
        incidents=g.flow_of(Incident.objects.all(), "recorded_on", on, g.listed("Kejadian", "incidents:list")),
        happenings=g.happenings(on, names),
        reports=g.reports(on),
        waiting=waiting_reports(on),
        reports_due=a_clock_is_due(on),  # not which, not where, not how many
        cases_open=g.open_cases(on),
        cases_new=g.new_cases(on),
        cases_record=g.listed("Penanganan", "cases:list"),
        duties=g.duties(on),
        actions=g.actions(on, names),
        press=g.press(on),
        agenda=g.agenda(calendar, on),
        trail=g.trail(),
    )


def paper_map(on: date) -> str:
    """The city's map for paper: no links, the words of the day."""
    with override("id"):
        return str(drawn.render(city().code, _words(on), None, size="mini", labels=g.labels()))


def screen_map(on: date) -> SafeString:
    """The same map for the screen; every kelurahan opens its page."""
    with override("id"):
        return drawn.render(
            city().code, _words(on), lambda code: g.opens("territory:show", code), size="mini", labels=g.labels()
        )


def _words(on: date) -> dict[str, str]:
    return {code: str(row.word) for code, row in words_by_kelurahan(on).items()}


def _page_of(code: str) -> str:
    return g.opens("territory:show", code)
