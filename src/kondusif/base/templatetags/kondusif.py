"""The tag library of the product: `{% load kondusif %}`. What each tag is for stands in docs/look.md."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.forms import BaseForm, BaseFormSet
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.template.defaulttags import TemplateIfParser
from django.templatetags.static import static
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kondusif.base import clocks, navigation, wording
from kondusif.base.fresh import Shelf
from kondusif.base.icons import ICONS, MARK
from kondusif.base.rendering import FieldView, error_rows, reasons

register = template.Library()

SITUATION_WORDS = {
    "calm": _("Aman"),
    "watch": _("Perlu perhatian"),
    "tense": _("Rawan"),
    "critical": _("Sangat rawan"),
    "silent": _("Belum melapor"),
}
ANSWER_WORDS = {"boleh": _("Boleh"), "tanya_dulu": _("Tanya dulu"), "dilarang": _("Dilarang")}
# An answer borrows the look of a situation but has a shape of its own.
ANSWER_LOOKS = {"boleh": ("calm", "calm"), "tanya_dulu": ("watch", "tanya"), "dilarang": ("critical", "larang")}


# Words ---------------------------------------------------------------------


@register.filter
def tanggal(value: date | datetime | None) -> str:
    """Rabu, 13 November 2024."""
    return wording.long_date(value) if value else ""


@register.filter
def tanggal_saja(value: date | datetime | None) -> str:
    """13 November 2024."""
    return wording.plain_date(value) if value else ""


@register.filter
def tanggal_pendek(value: date | datetime | None, today: date | None = None) -> str:
    """Rab, 13 Nov; with the city's date as argument, the year is added when it is another year."""
    return wording.short_date(value, year_of=today) if value else ""


@register.filter
def pukul(value: datetime | time | None) -> str:
    """14.05 WIB."""
    return wording.clock_time(value) if value is not None and value != "" else ""


@register.filter
def tanggal_pukul(value: datetime | None) -> str:
    """Rabu, 13 November 2024 pukul 14.05 WIB."""
    return wording.long_moment(value) if value else ""


@register.filter
def angka(value: float | Decimal | None, decimals: int | None = None) -> str:
    """1.234,5."""
    return "" if value is None or value == "" else wording.number(value, decimals)


@register.filter
def persen(share: float | Decimal | None, decimals: int = 0) -> str:
    """71 % of a share of 0.71."""
    return "" if share is None or share == "" else wording.percent(share, decimals)


@register.filter
def jumlah_kata(value: int) -> str:
    """`tiga` for 3; from ten in figures."""
    return wording.count_word(value)


# Pieces --------------------------------------------------------------------


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """A drawing as inline SVG, hidden from screen readers: a word stands beside it.

    Raises:
        KeyError: there is no such drawing.
    """
    inner = mark_safe(ICONS[name])
    return format_html('<svg class="{}" viewBox="0 0 16 16" aria-hidden="true">{}</svg>', f"ik {extra}".strip(), inner)


@register.simple_tag
def mark() -> SafeString:
    """The woven mark of the product."""
    return format_html('<svg viewBox="0 0 24 24" aria-hidden="true">{}</svg>', mark_safe(MARK))


@register.inclusion_tag("base/pieces/status.html")
def status_chip(word: str, label: str = "", plain: bool = False, big: bool = False) -> dict[str, object]:
    """Word, shape and colour of a situation (calm, watch, tense, critical, silent) or of an answer (boleh, ...)."""
    word = str(word)
    look, drawing = ANSWER_LOOKS.get(word, (word, word))
    words = SITUATION_WORDS | ANSWER_WORDS
    return {"look": look, "drawing": drawing, "label": label or words[word], "plain": plain, "big": big}


@register.filter
def situation_word(word: str) -> str:
    """The default words of a situation: `perlu perhatian` for watch, in small letters for a sentence."""
    return str(SITUATION_WORDS[str(word)]).lower() if word else ""


@register.simple_tag
def clock_chip(due: object, today: date | datetime) -> SafeString:
    """How a due date stands today, in words; marked where its rule is not in force."""
    # Without a template of its own: the queue draws them by the dozen on a page.
    chip = clocks.chip(due, today)
    day = format_html('<span class="visually-hidden">, {}</span>', tanggal(chip.day)) if chip.look and chip.day else ""
    words = format_html("<span>{}{}</span>", chip.words, day)
    doubt = format_html("<small>{}</small>", _("belum diperiksa")) if chip.unchecked else ""
    return format_html('<span class="jam {}">{}{}{}</span>', chip.look, icon("jam"), words, doubt)


@register.inclusion_tag("base/pieces/strip.html")
def day_strip(due: object, today: date | datetime, start: date | None = None, label: str = "") -> dict[str, object]:
    """One cell a day from the event to the limit."""
    return {"cells": clocks.strip(due, today, start), "label": label}


@register.inclusion_tag("base/pieces/why.html")
def why_date(
    due: object, today: date | datetime, start: date | None = None, open: bool = False, strip: bool = True
) -> dict[str, object]:
    """The whole disclosure *Mengapa tanggal ini?*: sentence, strip, basis, days off, other readings."""
    return {"due": due, "today": today, "start": start, "open": open, "strip": strip, "reasons": reasons(due)}


@register.simple_tag
def place_options(groups: Iterable[Any], chosen: str = "") -> SafeString:
    """The kecamatan of a city, each as a whole and then its kelurahan, for a list to filter by."""
    # Without a template of its own, and escaped by hand: a city has hundreds of them, on pages asked for all day.
    lines: list[str] = []
    for group in groups:
        whole = _("Seluruh %(name)s") % {"name": group.label}
        lines.append(f'<optgroup label="{escape(group.label)}">')
        for code, label in [(group.code, whole), *((one.code, one.label) for one in group.choices)]:
            lines.append(f'<option value="{escape(code)}"{" selected" * (code == chosen)}>{escape(label)}</option>')
        lines.append("</optgroup>")
    return mark_safe("".join(lines))


@register.simple_tag
def bar(value: float, largest: float, quiet: bool = False) -> SafeString:
    """A horizontal bar beside its number, as SVG because inline styles are forbidden; the number is the text."""
    width = f"{max(0.0, min(1.0, value / largest)) * 100:.1f}" if largest else "0"
    css = "batang batang-redup" if quiet else "batang"
    return format_html(
        '<svg class="{}" aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 10">'
        '<rect width="{}" height="10"/></svg>',
        css,
        width,
    )


# Forms ---------------------------------------------------------------------


@register.inclusion_tag("base/forms/field.html")
def field(
    bound: BoundField,
    size: str = "",
    compact: bool = False,
    optional: bool = False,
    label: str = "",
    hint: str = "",
) -> dict[str, object]:
    """Label, hint, error and box of one field, in that order."""
    return {"f": FieldView(bound, size=size, compact=compact, optional=optional, label=label, hint=hint)}


@register.inclusion_tag("base/forms/summary.html")
def error_summary(*forms: BaseForm | BaseFormSet) -> dict[str, object]:
    """The box above a form that was sent with mistakes; takes the focus, its links jump to the fields."""
    return {"rows": error_rows(forms)}


# Frames --------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def public_links(context: Mapping[str, object]) -> list[navigation.Link]:
    """The public entries that stand."""
    return navigation.public_links(_here(context))


@register.simple_tag
def help_links() -> list[navigation.Link]:
    """The pages of help that stand."""
    return navigation.help_links()


@register.simple_tag(takes_context=True)
def language_links(context: Mapping[str, object]) -> list[navigation.Link]:
    """This page in the city's other languages."""
    return navigation.language_links(_here(context))


@register.simple_tag
def standing_path(path: str) -> str:
    """The path in the language of the moment, or nothing where no page stands there."""
    url = navigation.path_in_language(path)
    return url if navigation.stands(url) else ""


@register.simple_tag
def room_css(room: str) -> SafeString:
    """The stylesheet of a room, where the room has one."""
    path = f"kondusif/rooms/{room}.css"
    if finders.find(path) is None:
        return mark_safe("")
    return format_html('<link rel="stylesheet" href="{}">', static(path))


def _here(context: Mapping[str, object]) -> str:
    request = context.get("request")
    return request.path if isinstance(request, HttpRequest) else "/"


class ColumnsNode(Node):
    """Main and aside in a grid; one column, and no grid, where the aside has nothing to say."""

    child_nodelists = ("grid", "main", "aside")

    def __init__(self, grid: NodeList, main: NodeList, aside: NodeList) -> None:
        self.grid, self.main, self.aside = grid, main, aside

    def render(self, context: Context) -> SafeString:
        main, aside = self.main.render(context), self.aside.render(context)
        if not aside.strip():
            return main
        return format_html(
            '<div class="kisi {}"><div>{}</div><aside class="samping">{}</aside></div>',
            self.grid.render(context).strip(),
            main,
            aside,
        )


@register.tag
def columns(parser: Parser, token: Token) -> ColumnsNode:
    """`{% columns %}grid classes{% column %}main{% column %}aside{% endcolumns %}`."""
    grid = parser.parse(("column",))
    parser.delete_first_token()
    main = parser.parse(("column",))
    parser.delete_first_token()
    aside = parser.parse(("endcolumns",))
    parser.delete_first_token()
    return ColumnsNode(grid, main, aside)


class SameNode(Node):
    """A piece that is drawn once in two seconds for everybody who is shown the same.

    Args:
        condition: of an `if`, as Django parses it; None where the piece may always be shared.
    """

    child_nodelists = ("piece",)

    def __init__(self, piece: NodeList, values: list[FilterExpression], condition: Any) -> None:
        self.piece, self.values, self.condition = piece, values, condition
        self._drawn: Shelf[SafeString] = Shelf()

    def render(self, context: Context) -> SafeString:
        if self.condition is not None and not self.condition.eval(context):
            return self.piece.render(context)
        key = (get_language(), *(value.resolve(context, ignore_failures=True) for value in self.values))
        return self._drawn.get(key, lambda: self.piece.render(context))


@register.tag
def same(parser: Parser, token: Token) -> SameNode:
    """`{% same today level if not form.is_bound %}...{% endsame %}`: what it depends on besides the language, and when
    it may be shared at all. Nothing of one visitor's own (words, name, code, token) belongs inside or into them."""
    words, _if, condition = token.contents.partition(" if ")
    asked = TemplateIfParser(parser, condition.split()).parse() if condition else None
    values = [parser.compile_filter(word) for word in words.split()[1:]]
    piece = parser.parse(("endsame",))
    parser.delete_first_token()
    return SameNode(piece, values, asked)
