"""Shape and parsing of the forms that cross rooms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.accounts.models import ROLES, User
from kondusif.accounts.rules import Role
from kondusif.base.fields import CleanTextField, PilihanField, TanggalField
from kondusif.incidents.models import ASSESSED, SEVERITIES
from kondusif.incidents.rules import DEGREES, Severity, Thresholds
from kondusif.stages.models import CONTEST_KINDS
from kondusif.stages.selectors import contests
from kondusif.web.services import Person, Plan

NO_CONTEST, BLANK = "", "kosong-"
FIRST_ROLES = [(str(role), ROLES[role]) for role in Role if role not in (Role.FIELD, Role.PARTNER, Role.CUSTODIAN)]
PROPOSED = ((Role.ADMIN, Role.DESK), (Role.VERIFIER,), (Role.HANDLER,))


def contest_choices(*, blank: bool) -> list[tuple[str, object]]:
    """Contests to choose from, with the honest last choice: none yet."""
    known: list[tuple[str, object]] = [(row.id, row.name) for row in contests()]
    opened = [(f"{BLANK}{kind}", _("Kalender kosong %(kind)s, diisi sendiri") % {"kind": label})
              for kind, label in CONTEST_KINDS.items()]  # fmt: skip
    return [*known, *(opened if blank else []), (NO_CONTEST, _("Belum ada kontes"))]


class FirstRunForm(forms.Form):
    """The city, its zone and its contest."""

    government = CleanTextField(label=_("Nama pemerintah daerah"), max_length=160)
    office = CleanTextField(
        label=_("Kantor pengelola"), max_length=160, required=False,
        help_text=_("Kantor yang menjawab warga, misalnya Badan Kesatuan Bangsa dan Politik."),
    )  # fmt: skip
    zone = PilihanField(label=_("Zona waktu"), choices=[(zone, zone) for zone in ("WIB", "WITA", "WIT")])
    contest = PilihanField(label=_("Kontes yang dihadapi"), required=False)
    blank_name = CleanTextField(
        label=_("Nama kontes untuk kalender kosong"), max_length=120, required=False,
        help_text=_("Hanya bila memilih kalender kosong, misalnya Pilkada 2029."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contest"].choices = contest_choices(blank=True)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        written = super().clean() or {}
        if str(written.get("contest", "")).startswith(BLANK) and not written.get("blank_name"):
            self.add_error("blank_name", _("Beri nama kontes untuk kalender kosong itu."))
        return written

    def plan(self, code: str, people: list[Person]) -> Plan:
        """What the service takes."""
        written = self.cleaned_data
        contest = written["contest"]
        blank = contest.removeprefix(BLANK) if contest.startswith(BLANK) else ""
        return Plan(
            code=code, government=written["government"], office=written["office"], zone=written["zone"],
            contest="" if blank else contest, blank=blank, blank_name=written["blank_name"], people=tuple(people),
        )  # fmt: skip


class PersonForm(forms.Form):
    """One person with a first password and roles."""

    full_name = CleanTextField(label=_("Nama lengkap"), max_length=160)
    username = CleanTextField(
        label=_("Nama pengguna"), max_length=60, help_text=_("Huruf, angka, titik, dan tanda hubung.")
    )
    password = forms.CharField(
        label=_("Sandi pertama"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), strip=False,
        help_text=_("Sekurangnya 12 huruf. Orang itu menggantinya sendiri dari halaman Akun."),
        error_messages={"required": _("Isi sandi pertama.")},
    )  # fmt: skip
    roles = forms.MultipleChoiceField(
        label=_("Peran"), choices=FIRST_ROLES, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Beri sekurangnya satu peran.")},
    )  # fmt: skip

    def person(self) -> Person:
        """What the service takes."""
        written = self.cleaned_data
        roles = tuple(Role(role) for role in written["roles"])
        return Person(written["username"], written["full_name"], written["password"], roles)


def first_people(data: Any = None) -> list[PersonForm]:
    """The three forms of the first run, with the roles that a small city needs."""
    return [
        PersonForm(data, prefix=f"orang{number}", initial={"roles": [str(role) for role in roles]})
        for number, roles in enumerate(PROPOSED, start=1)
    ]


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
    source = CleanTextField(label=_("Dasar"), max_length=200, help_text=_("Misalnya nomor PKPU."))


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

    full_name = CleanTextField(label=_("Nama lengkap"), max_length=160)
    username = CleanTextField(
        label=_("Nama pengguna"), max_length=60, help_text=_("Huruf, angka, titik, dan tanda hubung.")
    )
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


class ThresholdsForm(forms.Form):
    """The city's own measure, one number a field."""

    def __init__(self, *args: Any, measure: Thresholds, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._number("window_days", _("Jendela (hari, termasuk hari ini)"), measure.window_days)
        self._number("look_back_days", _("Kabar terakhir dicari mundur (hari)"), measure.look_back_days)
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
