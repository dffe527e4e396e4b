"""The four pages of the public form."""

from collections.abc import Callable
from datetime import date, time
from functools import cached_property
from typing import Any, TypedDict, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import JamField, PilihanField, TanggalField
from kondusif.institutions.models import City, Unit
from kondusif.institutions.selectors import unit_choices
from kondusif.intake.echo import pattern_of, typed_back
from kondusif.intake.evidence import MAX_FILE_BYTES, MAX_FILES, MAX_TOTAL_BYTES
from kondusif.intake.forms.boxes import AreaField, ManyFilesField, ManyFilesInput, TextBox, plain
from kondusif.intake.labels import KIND_HINTS, KIND_QUESTIONS, TRACK_HINTS, TRACK_TITLES
from kondusif.intake.rules import Kind, Track
from kondusif.intake.safety import CHOICES as CIRCLES
from kondusif.kernel.areas import Level, contains, is_area_code, level_of
from kondusif.territory.selectors import Choice, place_choices, rt_choices, rw_choices

UNKNOWN, ELSEWHERE = "tidak-tahu", "luar"
OTHER_UNIT = "lain"
ACCEPTED = (
    "image/jpeg,image/png,image/webp,image/heic,image/heif,application/pdf,"
    ".jpg,.jpeg,.png,.webp,.heic,.heif,.pdf,.docx,.xlsx"
)


class Account(TypedDict):
    """What was told, without track and reporter: fields of `Draft`."""

    kind: Kind
    words: str
    happened_on: date | None
    happened_time: time | None
    known_on: date | None
    evidence_words: str
    area_code: str
    place_words: str
    accused_name: str
    accused_post: str
    accused_unit: str
    accused_other: str
    accused_address: str
    accused_is_head: bool
    sheltered: bool


class EventForm(forms.Form):
    """Step 1: what happened, when, when it was learned of."""

    kind = PilihanField(
        label=_("Apa yang Anda laporkan?"), choices=list(KIND_QUESTIONS.items()), hints=plain(KIND_HINTS),
        error_messages={"required": _("Pilih apa yang Anda laporkan.")},
    )  # fmt: skip
    words = TextBox(
        label=_("Apa yang terjadi?"),
        help_text=_(
            "Ceritakan apa yang Anda lihat atau dengar sendiri, urut dari awal. Jangan menulis nama Anda di sini."
        ),
        max_length=8000, rows=8,
        error_messages={"required": _("Ceritakan apa yang terjadi, satu atau dua kalimat pun cukup.")},
    )  # fmt: skip
    happened_on = TanggalField(
        label=_("Kapan kejadiannya?"), required=False,
        help_text=_("Misalnya 9 November 2024 atau 9/11/2024. Kosongkan bila tidak tahu."),
    )  # fmt: skip
    happened_time = JamField(label=_("Pukul berapa?"), required=False, help_text=_("Misalnya 16.30. Boleh kira-kira."))
    known_on = TanggalField(
        label=_("Kapan Anda mengetahuinya?"),
        help_text=_("Batas lapor ke Bawaslu dihitung dari tanggal ini, bukan dari tanggal kejadian."),
        error_messages={"required": _("Isi tanggal Anda mengetahui kejadian ini. Batas lapor dihitung dari situ.")},
    )  # fmt: skip
    evidence_words = TextBox(
        label=_("Bukti apa yang Anda punya?"), required=False, max_length=500, rows=2,
        help_text=_("Misalnya dua foto, tangkapan layar, satu saksi. Berkasnya dipilih pada langkah 4."),
    )  # fmt: skip

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_known_on(self) -> Any:
        known_on = self.cleaned_data["known_on"]
        if known_on and known_on > self.today:
            raise ValidationError(_("Tanggal ini belum tiba. Isi tanggal Anda mengetahui kejadian ini."))
        return known_on


class PlaceForm(forms.Form):
    """Step 2: where, and who is reported. RW and RT come from lists once the kelurahan is known."""

    area = AreaField(label=_("Kelurahan"), error_messages={"required": _("Pilih kelurahan, atau pilih Tidak tahu.")})
    rw = forms.ChoiceField(label=_("RW"), required=False)
    rt = forms.ChoiceField(label=_("RT"), required=False)
    place_words = TextBox(
        label=_("Tempatnya"), required=False, max_length=300,
        help_text=_("Misalnya depan balai kelurahan, atau alamat halaman media sosial."),
    )  # fmt: skip
    accused_name = TextBox(
        label=_("Nama orang yang dilaporkan"), required=False, max_length=160,
        help_text=_("Bila tidak tahu namanya, tulis cirinya."),
    )  # fmt: skip
    accused_post = TextBox(label=_("Jabatannya"), required=False, max_length=160)
    accused_unit = forms.ChoiceField(label=_("Unit kerjanya"), required=False)
    accused_is_head = forms.BooleanField(label=_("Ia memimpin unit itu"), required=False)
    accused_other = TextBox(
        label=_("Instansinya, bila bukan unit pemerintah kota"), required=False, max_length=160,
        help_text=_("Misalnya sekolah menengah atas, Kementerian Agama, TNI, atau Polri."),
    )  # fmt: skip
    accused_address = TextBox(
        label=_("Alamatnya, bila tahu"), required=False, max_length=300,
        help_text=_("Bawaslu meminta nama dan alamat orang yang dilaporkan; alamat kantor cukup."),
    )  # fmt: skip

    def __init__(self, *args: Any, city: City, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed = self.data if self.is_bound else self.initial
        village = str(typed.get("area") or "")
        rw = str(typed.get("rw") or "")
        self.village, self.in_rw, self.city = village, rw, city
        # Each list is made when it is drawn, or when something of it was chosen.
        self._choose("area", self._areas)
        self._choose("rw", lambda: _parts(self.rw_known))
        self._choose("rt", lambda: _parts(self.rt_known))
        self._choose("accused_unit", _units)

    def _choose(self, name: str, choices: Callable[[], list[Any]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def _areas(self) -> list[Any]:
        groups = place_choices(self.city.code)
        return [
            ("", _("Pilih kelurahan")),
            *[(group.label, [(one.code, one.label) for one in group.choices]) for group in groups],
            (_("Lainnya"), [
                (UNKNOWN, _("Tidak tahu, atau di media sosial")),
                (ELSEWHERE, _("Di luar %(city)s") % {"city": self.city.name}),
            ]),
        ]  # fmt: skip

    @cached_property
    def rw_known(self) -> list[Choice]:
        """The RW of the kelurahan that was chosen."""
        chosen = is_area_code(self.village) and level_of(self.village) is Level.VILLAGE
        return rw_choices(self.village) if chosen else []

    @cached_property
    def rt_known(self) -> list[Choice]:
        """The RT of the RW that was chosen."""
        inside = self.village and self.in_rw and contains(self.village, self.in_rw)
        return rt_choices(self.in_rw) if inside else []

    def full_clean(self) -> None:
        # A list that belongs to another kelurahan than the one chosen now says nothing any more.
        for name in ("rw", "rt"):
            if self.data.get(name) and self.data.get(name) not in {one.code for one in getattr(self, f"{name}_known")}:
                self.data = {**self.data, name: ""}
        super().full_clean()

    @property
    def place_code(self) -> str:
        """The narrowest place that was chosen, or an empty string."""
        data = self.cleaned_data
        chosen = data.get("rt") or data.get("rw") or data.get("area") or ""
        return "" if chosen == UNKNOWN else chosen

    @cached_property
    def unit(self) -> Unit | None:
        """The unit of this city that was chosen; the form must have been checked."""
        chosen = self.cleaned_data.get("accused_unit")
        return Unit.objects.filter(key=chosen).first() if chosen and chosen != OTHER_UNIT else None


def account_of(event: dict[str, Any], place: PlaceForm) -> Account:
    """What an account tells, from the checked pieces of a form, as the fields of a draft."""
    where, unit = place.cleaned_data, place.unit
    return Account(
        kind=Kind(event["kind"]), words=event["words"], happened_on=event["happened_on"],
        happened_time=event["happened_time"], known_on=event["known_on"], evidence_words=event["evidence_words"],
        area_code=place.place_code, place_words=where["place_words"], accused_name=where["accused_name"],
        accused_post=where["accused_post"], accused_unit=unit.key if unit else "",
        accused_other=where["accused_other"], accused_address=where["accused_address"],
        accused_is_head=where["accused_is_head"], sheltered=bool(unit and unit.sheltered),
    )  # fmt: skip


def whole_email(email: str) -> str:
    """An address of mail, or a sentence."""
    if email and ("@" not in email or " " in email):
        raise ValidationError(_("Surel ini tidak lengkap. Tulis seperti nama@contoh.id, atau kosongkan."))
    return email


def _parts(known: list[Choice]) -> list[Any]:
    return [("", _("Tidak tahu")), *[(one.code, one.label) for one in known]]


def _units() -> list[Any]:
    units = [(row.key, "\u2003" * row.depth + row.name) for row in unit_choices()]
    outside = (OTHER_UNIT, _("Bukan unit pemerintah kota"))
    return [("", _("Tidak tahu")), outside, (_("Unit pemerintah kota"), units)]


class TrackForm(forms.Form):
    """Step 3: where the report goes, who reports, and how many people could have known.

    Args:
        closed: no unit of the city can read a sealed report, so only Bawaslu alone is offered.
    """

    track = PilihanField(
        label=_("Jalur laporan"), choices=list(TRACK_TITLES.items()), hints=plain(TRACK_HINTS),
        error_messages={
            "required": _("Pilih ke mana laporan ini pergi."),
            "invalid_choice": _("Jalur ini tidak terbuka. Pilih salah satu jalur di bawah."),
        },
    )  # fmt: skip
    known_by = PilihanField(
        label=_("Berapa orang yang mungkin tahu hal ini?"), required=False, choices=list(CIRCLES.items()),
        help_text=_(
            "Jawabannya hanya memilih saran pada langkah 4. Kami tidak menyimpannya dan tidak meneruskannya."
        ),
    )  # fmt: skip
    name = TextBox(label=_("Nama sesuai KTP"), required=False, max_length=160)
    address = TextBox(label=_("Alamat tinggal"), required=False, max_length=300)
    phone = TextBox(label=_("Nomor telepon"), required=False, max_length=60)
    email = TextBox(label=_("Surel"), required=False, max_length=160)
    sex = forms.ChoiceField(
        label=_("Jenis kelamin"),
        required=False,
        choices=[("", _("Isi nanti dengan tangan")), ("L", _("Laki-laki")), ("P", _("Perempuan"))],
    )
    job = TextBox(label=_("Pekerjaan"), required=False, max_length=100)

    def __init__(self, *args: Any, closed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if closed:
            cast(forms.ChoiceField, self.fields["track"]).choices = [(Track.BAWASLU, TRACK_TITLES[Track.BAWASLU])]

    def clean_email(self) -> str:
        return whole_email(self.cleaned_data["email"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("track") == Track.BOTH and not data.get("name") and "name" not in self.errors:
            self.add_error("name", _("Isi nama Anda, atau pilih jalur tanpa nama."))
        return data


class SendForm(forms.Form):
    """Step 4: evidence, and the last group of the code typed back.

    Args:
        last_group: what must be typed back.
        alone: Bawaslu alone, where nothing is sent and there is no code.
    """

    evidence = ManyFilesField(label=_("Bukti"), required=False, widget=ManyFilesInput(attrs={"accept": ACCEPTED}))
    echo = TextBox(
        label=_("Ketik kelompok terakhir kode itu"), max_length=30,
        help_text=_("Empat huruf atau angka di kotak terakhir, supaya pasti kodenya sudah Anda catat."),
        error_messages={"required": _("Ketik kelompok terakhir kode itu, supaya pasti kodenya sudah Anda catat.")},
    )  # fmt: skip

    def __init__(self, *args: Any, last_group: str, alone: bool = False, **kwargs: Any) -> None:
        self.last_group = last_group
        super().__init__(*args, **kwargs)
        if alone:
            del self.fields["echo"]
        else:
            # The browser itself holds the button back, with or without scripts, so that chosen files are not lost.
            self.fields["echo"].widget.attrs |= {
                "pattern": pattern_of(last_group), "title": _("Kelompok terakhir kode di atas."), "spellcheck": "false"
            }  # fmt: skip
        sizes = {"count": MAX_FILES, "each": MAX_FILE_BYTES // 2**20, "all": MAX_TOTAL_BYTES // 2**20}
        self.fields["evidence"].help_text = (
            _(
                "JPG, PNG, WebP, HEIC, PDF, DOCX, atau XLSX. Paling banyak %(count)s berkas, %(each)s MB setiap berkas,"
                " %(all)s MB seluruhnya."
            )
            % sizes
        )

    def clean_echo(self) -> str:
        echo: str = self.cleaned_data["echo"]
        if not typed_back(echo, self.last_group):
            raise ValidationError(_("Ini berbeda dari kelompok terakhir kode di atas. Lihat lagi kodenya."))
        return echo
