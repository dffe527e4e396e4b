"""The forms of the settings: date, contest, calendar, people, thresholds, circulars."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.accounts.models import ROLES, User
from kondusif.base.fields import CleanTextField, PilihanField, TanggalField
from kondusif.circulars import edaran
from kondusif.incidents.models import ASSESSED, SEVERITIES
from kondusif.incidents.rules import DEGREES, Severity, Thresholds
from kondusif.web.forms.contests import contest_choices


class DateForm(forms.Form):
    """The exercise's own date."""

    on = TanggalField(label=_("Tanggal latihan"))


class ContestForm(forms.Form):
    """The contest that the city prepares for, or a blank calendar to open."""

    contest = PilihanField(label=_("Kontes yang dihadapi kota"), required=False)
    blank_name = CleanTextField(
        label=_("Nama kontes untuk kalender kosong"), max_length=120, required=False,
        help_text=_("Hanya bila memilih kalender kosong, misalnya Pilkada 2029."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contest"].choices = contest_choices(blank=True)  # type: ignore[attr-defined]


class StageForm(forms.Form):
    """The dates of one stage of the city's own calendar, and what they rest on."""

    stage = CleanTextField(widget=forms.HiddenInput, max_length=60)
    starts_on = TanggalField(label=_("Mulai"), required=False)
    ends_on = TanggalField(label=_("Selesai"), required=False)
    source = CleanTextField(
        label=_("Dasar"), max_length=200, help_text=_("Misalnya nomor PKPU."),
        error_messages={"required": _("Isi dasar tanggal itu.")},
    )  # fmt: skip


class GrantForm(forms.Form):
    """A role in an area for a person."""

    role = forms.ChoiceField(label=_("Peran"), choices=list(ROLES.items()))
    area = forms.ChoiceField(label=_("Wilayah"))
    starts_on = TanggalField(label=_("Mulai"))
    ends_on = TanggalField(label=_("Sampai"), required=False)

    def __init__(self, *args: Any, areas: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = areas  # type: ignore[attr-defined]


class NewPersonForm(GrantForm):
    """A person with a first password and a first role."""

    full_name = CleanTextField(
        label=_("Nama lengkap"), max_length=160, error_messages={"required": _("Isi nama lengkap.")}
    )
    username = CleanTextField(
        label=_("Nama pengguna"), max_length=60, help_text=_("Huruf, angka, titik, dan tanda hubung."),
        error_messages={"required": _("Isi nama pengguna.")},
    )  # fmt: skip
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    password = forms.CharField(
        label=_("Sandi pertama"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False,
        help_text=_("Sekurangnya 12 huruf. Orang itu menggantinya sendiri dari halaman Akun."),
        error_messages={"required": _("Isi sandi pertama.")},
    )  # fmt: skip
    field_order = ["full_name", "username", "unit", "password", "role", "area", "starts_on", "ends_on"]

    def __init__(self, *args: Any, units: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("Di luar pemerintah daerah")), *units]  # type: ignore[attr-defined]


class PersonGrantForm(GrantForm):
    """A further role for a person who has an account."""

    user = forms.ModelChoiceField(label=_("Orang"), queryset=User.objects.order_by("full_name"), empty_label=None)
    field_order = ["user", "role", "area", "starts_on", "ends_on"]


class MoveForm(forms.Form):
    """Another unit for a person who has an account."""

    user = forms.ModelChoiceField(label=_("Orang"), queryset=User.objects.order_by("full_name"), empty_label=None)
    unit = forms.ChoiceField(
        label=_("Unit baru"), required=False,
        help_text=_(
            "Kunci tidak ikut pindah: pemegang kunci unit baru memberi bagiannya, unit lama mengganti miliknya."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, units: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("Di luar pemerintah daerah")), *units]  # type: ignore[attr-defined]


class CircularsForm(forms.Form):
    """How long a personal link holds, and how long the names of a circular are kept."""

    link_days = forms.IntegerField(
        label=_("Tautan pribadi berlaku (hari)"), min_value=edaran.LEAST_DAYS, max_value=edaran.MOST_DAYS,
        help_text=_("Dihitung sejak tautan dicetak atau disalin. Tautan yang lewat dicetak lagi."),
    )  # fmt: skip
    kept_years = forms.IntegerField(
        label=_("Nama disimpan setelah kontes (tahun)"), min_value=edaran.LEAST_YEARS, max_value=edaran.MOST_YEARS,
        help_text=_("Sesudah itu tinggal hitungan per unit. Ikuti jadwal retensi arsip kota."),
    )  # fmt: skip


class ThresholdsForm(forms.Form):
    """The city's own measure, one number a field."""

    def __init__(self, *args: Any, measure: Thresholds, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._number("window_days", _("Jendela (hari, termasuk hari ini)"), measure.window_days)
        self._number("look_back_days", _("Kabar terakhir dicari mundur (hari)"), measure.look_back_days)
        self._number("silent_percent", _("Kota tidak disebut aman bila sekian persen diam"), measure.silent_percent)
        for severity in Severity:
            self._number(f"weights-{severity}", SEVERITIES[severity], measure.weights[severity])
        for scope, values in (("village", measure.village), ("city", measure.city)):
            for word in DEGREES[1:]:
                self._number(f"{scope}-{word}", ASSESSED[word], values[word])  # type: ignore[index]

    def _number(self, name: str, label: Any, value: int) -> None:
        self.fields[name] = forms.IntegerField(label=label, initial=value, min_value=1, max_value=100000)

    def group(self, name: str) -> list[Any]:
        """The fields of one group, for the page."""
        return [self[key] for key in self.fields if key.startswith(f"{name}-")]

    def values(self) -> dict[str, Any]:
        """The numbers in the shape that the settings keep."""
        found: dict[str, Any] = {}
        for name, number in self.cleaned_data.items():
            group, _dash, key = name.partition("-")
            if key:
                found.setdefault(group, {})[key] = number
            else:
                found[group] = number
        return found
