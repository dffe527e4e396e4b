"""The rows of promises, what was seen when looking at one, and what breaks it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import CleanTextField, PilihanField, TanggalField
from kondusif.coordination.forms.declaration import reason_field
from kondusif.coordination.models import GROUNDS, VERDICTS, Promise
from kondusif.coordination.rules import LONGEST_PROMISE, MOST_PROMISES
from kondusif.coordination.selectors.lists import watchers
from kondusif.coordination.services.promises import Written

MORE_ROWS = 3


class PromiseForm(forms.Form):
    """One promise; a row without words falls away, an owner or way that is left out is that of the row above."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = CleanTextField(label=_("Janji"), max_length=LONGEST_PROMISE, rows=3, required=False)
    owner = CleanTextField(label=_("Penanggung jawab"), max_length=160, required=False)
    seen_by = CleanTextField(label=_("Cara melihat ditepati"), max_length=400, rows=2, required=False)
    until_on = TanggalField(label=_("Berlaku sampai"), required=False)
    look_on = TanggalField(label=_("Dilihat pada"), required=False)
    watcher = forms.TypedChoiceField(label=_("Yang melihat"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["watcher"].choices = [("", _("Belum ditunjuk")), *people]  # type: ignore[attr-defined]


class PromisesForm(forms.Form):
    """What belongs to all rows: the version that was shown, and why it changes."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = reason_field(_("Isian lama tetap tersimpan di samping yang baru."))

    def __init__(self, *args: Any, first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if first:
            del self.fields["reason"]


PromiseRows = forms.formset_factory(
    PromiseForm, extra=0, max_num=MOST_PROMISES, absolute_max=MOST_PROMISES + MORE_ROWS, validate_max=False
)


def rows_of(promises: Iterable[Promise], proposed: Iterable[str]) -> list[dict[str, object]]:
    """The first rows of the form: the promises that stand, or what the machine proposes; then empty ones."""
    names = ("pk", "text", "owner", "seen_by", "until_on", "look_on")
    standing: list[dict[str, object]] = [
        {**{name: getattr(row, name) for name in names}, "watcher": row.watcher_id} for row in promises
    ]
    filled = standing or [{"text": words} for words in proposed]
    return [*filled, *[{} for _row in range(1 if filled else MORE_ROWS)]]


def bound_rows(data: Any, *, more: bool = False) -> Any:
    """The rows that were sent, with a few empty ones where somebody asked for more."""
    sent = data.copy()
    total = int(sent.get("form-TOTAL_FORMS") or 0) if str(sent.get("form-TOTAL_FORMS", "")).isdigit() else 0
    if more:
        sent["form-TOTAL_FORMS"] = str(min(total + MORE_ROWS, MOST_PROMISES))
    return PromiseRows(sent, form_kwargs={"people": watchers()})


def first_rows(promises: Iterable[Promise], proposed: Iterable[str]) -> Any:
    """The rows of an unsent form."""
    rows = PromiseRows(initial=rows_of(promises, proposed), form_kwargs={"people": watchers()})
    return rows


def written_rows(rows: Any) -> list[Written]:
    """The promises that were written, in their order."""
    found: list[Written] = []
    for form in rows:
        one = form.cleaned_data
        if not one.get("text"):
            continue
        above = found[-1] if found else None
        found.append(
            Written(
                text=one["text"], owner=one["owner"] or (above.owner if above else ""),
                seen_by=one["seen_by"] or (above.seen_by if above else ""), until_on=one["until_on"],
                look_on=one["look_on"], watcher_id=one["watcher"], pk=one["pk"],
            )
        )  # fmt: skip
    return found


class CheckForm(forms.Form):
    """What somebody saw when looking at a promise."""

    verdict = PilihanField(label=_("Temuan"), choices=list(VERDICTS.items()))
    ground = forms.ChoiceField(
        label=_("Dasar"), required=False, choices=[("", _("Pilih dasar")), *GROUNDS.items()],
        help_text=_("Hanya dasar ini yang tampil untuk umum. Untuk janji yang belum waktunya dinilai, kosongkan."),
    )  # fmt: skip
    note = CleanTextField(
        label=_("Yang terlihat"), max_length=600, rows=3, error_messages={"required": _("Isi apa yang Anda lihat.")},
        help_text=_("Untuk petugas. Tulis tempat, waktu dan yang terlihat, bukan orang."),
    )  # fmt: skip
    look_on = TanggalField(label=_("Dilihat lagi pada"), required=False)


class LinkForm(forms.Form):
    """An incident or a case by its number, and why it breaks the promise."""

    number = CleanTextField(
        label=_("Nomor kejadian atau penanganan"), max_length=30, error_messages={"required": _("Isi nomornya.")},
        help_text=_("Misalnya KJ-3372-2024-0007. Hanya yang sudah ditangani atau diputus."),
    )  # fmt: skip
    reason = reason_field(_("Satu kalimat: bagian janji mana yang dilanggar."))
