"""What the tags of forms and of due dates need before they can be drawn."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.forms import (
    BaseForm,
    CheckboxInput,
    CheckboxSelectMultiple,
    FileInput,
    RadioSelect,
    Select,
    SelectMultiple,
    Textarea,
)
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kondusif.base import wording
from kondusif.base.clocks import is_explained, off_days, part, safe_reading, why_of

SIZES = {"angka": "l-angka", "pendek": "l-pendek", "sedang": "l-sedang", "panjang": "l-panjang", "": ""}


@dataclass(slots=True)
class ChoiceView:
    """One radio or checkbox of a group."""

    box: SafeString
    id: str
    label: object
    hint: object


class FieldView:
    """One bound field as the template draws it."""

    def __init__(
        self, bound: BoundField, *, size: str = "", compact: bool = False, optional: bool = False, label: str, hint: str
    ) -> None:
        self.bound = bound
        self.compact = compact
        self.optional = optional and not bound.field.required
        self.label = label or bound.label
        self.hint = str(hint).strip() if hint else bound.help_text
        self.size = SIZES[size or getattr(bound.field, "size", "")]

    @property
    def widget(self) -> object:
        return self.bound.field.widget

    @property
    def kind(self) -> str:
        """hidden, choices (a group), single (one checkbox) or box."""
        if self.bound.is_hidden:
            return "hidden"
        if isinstance(self.widget, RadioSelect | CheckboxSelectMultiple):
            return "choices"
        return "single" if isinstance(self.widget, CheckboxInput) else "box"

    @property
    def id(self) -> str:
        return self.bound.auto_id or self.bound.html_name

    @property
    def first_id(self) -> str:
        """Where a link of the error summary jumps to."""
        return f"{self.id}_0" if self.kind == "choices" else self.id

    @property
    def errors(self) -> list[str]:
        return [str(error) for error in self.bound.errors]

    @property
    def described_by(self) -> str:
        ids = [f"{self.id}-petunjuk"] if self.hint else []
        return " ".join([*ids, f"{self.id}-salah"] if self.errors else ids)

    def _attributes(self, css: str) -> dict[str, str | bool]:
        attributes: dict[str, str | bool] = {"class": " ".join(filter(None, [css, self.widget_class])), "id": self.id}
        attributes["placeholder"] = False  # a hint that vanishes when it is needed; the hint line stays
        if self.described_by:
            attributes["aria-describedby"] = self.described_by
        if self.errors:
            attributes["aria-invalid"] = "true"
        return attributes

    @property
    def widget_class(self) -> str:
        return str(getattr(self.widget, "attrs", {}).get("class", ""))

    @cached_property
    def box(self) -> SafeString:
        """The control itself."""
        if self.kind == "single":
            return self.bound.as_widget(attrs=self._attributes("form-check-input"))
        css = "form-select" if isinstance(self.widget, Select) and not isinstance(self.widget, SelectMultiple) else ""
        attributes = self._attributes(" ".join(filter(None, [css or "form-control", self.size])))
        if isinstance(self.widget, Textarea):
            attributes.setdefault("rows", self.widget.attrs.get("rows", 4))
        if not isinstance(self.widget, Select | FileInput):
            attributes.setdefault("autocomplete", self.widget.attrs.get("autocomplete", "off"))  # type: ignore[attr-defined]
        return self.bound.as_widget(attrs=attributes)

    @cached_property
    def choices(self) -> list[tuple[str, list[ChoiceView]]]:
        """Groups of a choice field; an ungrouped field is one group without a name."""
        widget = self.widget
        if not isinstance(widget, RadioSelect | CheckboxSelectMultiple):
            return []
        hints = getattr(self.bound.field, "hints", {})
        value = widget.format_value(self.bound.value())
        attributes = widget.build_attrs(widget.attrs, {"class": "form-check-input", "id": self.id})
        groups: list[tuple[str, list[ChoiceView]]] = []
        for name, options, _index in widget.optgroups(self.bound.html_name, value, attributes):
            drawn = [
                ChoiceView(
                    widget._render(widget.option_template_name, {"widget": {**option, "wrap_label": False}}),  # type: ignore[attr-defined]
                    option["attrs"]["id"],
                    option["label"],
                    hints.get(str(option["value"]), ""),
                )
                for option in options
            ]
            if name is None and groups and not groups[-1][0]:
                groups[-1][1].extend(drawn)
            else:
                groups.append((name or "", drawn))
        return groups


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """One line of the error summary."""

    target: str
    words: str


def error_rows(forms: Iterable[BaseForm | BaseFormSet]) -> list[ErrorRow]:
    """Every mistake of the forms, in the order of their fields; those of a whole form first."""
    return [row for form in forms if form is not None for row in _rows_of(form)]


def _rows_of(form: BaseForm | BaseFormSet) -> Iterator[ErrorRow]:
    if isinstance(form, BaseFormSet):
        yield from (ErrorRow("", str(error)) for error in form.non_form_errors())
        for member in form.forms:
            yield from _rows_of(member)
        return
    if not form.is_bound:
        return
    yield from (ErrorRow("", str(error)) for error in form.non_field_errors())
    for bound in form:
        target = FieldView(bound, label="", hint="").first_id if not bound.is_hidden else ""
        yield from (ErrorRow(target, str(error)) for error in bound.errors)


# The reasons of a date --------------------------------------------------------

_STATUS = {
    "draft": gettext_lazy("belum diperiksa"),
    "checked": gettext_lazy("diperiksa satu orang, belum berlaku"),
    "in_force": gettext_lazy("sudah diperiksa dan berlaku"),
    "superseded": gettext_lazy("sudah diganti aturan lain"),
}
_CONFIDENCE = {
    "primary": gettext_lazy("naskah resmi"),
    "faithful": gettext_lazy("salinan yang setia pada naskah"),
    "press": gettext_lazy("pemberitaan"),
    "memory": gettext_lazy("ingatan, naskah belum dibaca"),
    "inference": gettext_lazy("tafsiran, tidak tertulis demikian"),
}
_COUNTING = {
    "calendar": gettext_lazy("hari kalender"),
    "working": gettext_lazy("hari kerja"),
    "hours": gettext_lazy("jam"),
}
_FIRST_DAY = {
    "inclusive": gettext_lazy("hari itu dihitung sebagai hari pertama"),
    "exclusive": gettext_lazy("hitungan mulai keesokan harinya"),
}


@dataclass(frozen=True, slots=True)
class Reasons:
    """The words of *Mengapa tanggal ini?*."""

    why: SafeString
    language: str
    limit_said: bool
    rule: str
    limit: str
    outer: str
    office_by: str
    basis: list[str]
    edition: str
    skipped: list[tuple[str, str]]
    counted: str
    others: list[tuple[str, str]]
    status: str
    checked: bool
    source: str


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        return wording.long_moment(value)
    return wording.long_date(value) if isinstance(value, date) else ""


def reading_words(reading: object) -> str:
    """`hari kerja, dihitung mulai hari berikutnya`."""
    counting = _COUNTING.get(str(part(reading, "counting", "")))
    first = _FIRST_DAY.get(str(part(reading, "first_day", "")))
    return ", ".join(str(words) for words in (counting, first) if words)


def basis_words(basis: object) -> list[str]:
    """Each citation as one line: instrument and article."""
    if not basis:
        return []
    if isinstance(basis, str):
        return [basis]
    entries = basis if isinstance(basis, list | tuple) else [basis]
    return [
        entry if isinstance(entry, str) else f"{part(entry, 'instrument', '')} {part(entry, 'article', '')}".strip()
        for entry in entries
    ]


def _beyond_weekday(day: date, why: str) -> str:
    """The reason of a day off, unless it only names the day of the week that stands beside it."""
    names = {names[day.weekday()].lower() for names in wording.DAYS.values()}
    return "" if why.lower() in names else why


def opening(why: str) -> str:
    """The rulebook's own sentences up to its citations, which stand below as a list."""
    return why.partition(" Dasar: ")[0].partition(" Basis: ")[0]


def _with_weight(why: str, limit: str) -> SafeString:
    """The sentences with the safe date in bold."""
    before, found, after = why.partition(limit)
    return format_html("{}<b>{}</b>{}", before, found, after) if found else format_html("{}", why)


def reasons(due: object) -> Reasons | None:
    """Everything that stands under *Mengapa tanggal ini?*; None for a bare date, which has no reasons."""
    if not is_explained(due):
        return None
    limit, outer, status = part(due, "due"), part(due, "outer"), str(part(due, "status", ""))
    said, language = why_of(due)
    used, why = safe_reading(due), opening(said)
    readings = part(due, "readings", ()) or ()
    others = [
        (reading_words(reading), _moment(part(reading, "due")))
        for reading in (readings if isinstance(readings, list | tuple) else ())
        if part(reading, "due") not in (limit, None)
    ]
    return Reasons(
        why=_with_weight(why, _moment(limit)) if limit else format_html("{}", why),
        language=language,
        limit_said=_moment(limit) in why if limit else bool(why),
        rule=str(part(due, "rule", "") or ""),
        limit=_moment(limit) or _("belum diketahui"),
        outer=_moment(outer) if outer != limit else "",
        office_by=_moment(part(due, "office_by")),
        basis=basis_words(part(due, "basis")),
        edition=str(part(due, "edition", "") or ""),
        skipped=[(wording.long_date(day), _beyond_weekday(day, why)) for day, why in sorted(off_days(due).items())],
        counted=reading_words(used),
        others=list(dict.fromkeys(others)),
        status=str(_STATUS.get(status, status)),
        checked=status == "in_force",
        source=str(_CONFIDENCE.get(str(part(due, "confidence", "")), "")),
    )
