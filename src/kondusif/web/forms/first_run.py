"""The forms of the first run: the city, its contest, three people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.accounts.models import ROLES
from kondusif.accounts.rules import Role
from kondusif.base.fields import CleanTextField, PilihanField
from kondusif.web.forms.contests import BLANK, contest_choices
from kondusif.web.services import Person, Plan, first_units, usual_unit

FIRST_ROLES = [(str(role), ROLES[role]) for role in Role if role not in (Role.FIELD, Role.PARTNER, Role.CUSTODIAN)]
PROPOSED = ((Role.ADMIN, Role.DESK), (Role.VERIFIER,), (Role.HANDLER,))


class KeyForm(forms.Form):
    """The key of an installation without a city."""

    key = CleanTextField(
        label=_("Kunci awal"), max_length=80, error_messages={"required": _("Isi kunci awal.")},
        help_text=_("Deretan huruf dan angka sesudah kunci= pada tautan di terminal."),
    )  # fmt: skip


class FirstRunForm(forms.Form):
    """The city, its zone and its contest."""

    government = CleanTextField(
        label=_("Nama pemerintah daerah"), max_length=160, error_messages={"required": _("Isi nama pemerintah daerah.")}
    )
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
    unit = forms.ChoiceField(label=_("Unit"), required=False, choices=first_units)
    roles = forms.MultipleChoiceField(
        label=_("Peran"), choices=FIRST_ROLES, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Beri sekurangnya satu peran.")},
    )  # fmt: skip

    def __init__(self, data: Any, *, number: int, initial: dict[str, Any]) -> None:
        super().__init__(data, prefix=f"orang{number}", initial=initial)
        missing = {
            "full_name": _("Isi nama lengkap orang ke-%(number)s."),
            "username": _("Isi nama pengguna orang ke-%(number)s."),
            "password": _("Isi sandi pertama orang ke-%(number)s."),
            "roles": _("Beri peran kepada orang ke-%(number)s."),
        }
        for name, words in missing.items():
            self.fields[name].error_messages["required"] = words % {"number": number}

    def person(self) -> Person:
        """What the service takes."""
        written = self.cleaned_data
        roles = tuple(Role(role) for role in written["roles"])
        unit = written["unit"] or usual_unit(roles)
        return Person(written["username"], written["full_name"], written["password"], roles, unit)


def first_people(data: Any = None) -> list[PersonForm]:
    """The three forms of the first run, with the roles that a small city needs."""
    return [
        PersonForm(data, number=number, initial={"roles": [str(role) for role in roles], "unit": usual_unit(roles)})
        for number, roles in enumerate(PROPOSED, start=1)
    ]
