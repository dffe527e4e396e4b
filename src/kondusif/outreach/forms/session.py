"""Planning a session, writing down what happened, and correcting it."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kondusif.accounts.models import User
from kondusif.base.fields import CleanTextField, JamField, PilihanField, TanggalField, clean_line
from kondusif.kernel.areas import Level, at_level, contains
from kondusif.outreach.forms.place import PlaceForm
from kondusif.outreach.models import GROUPS, ORIGINS, Programme, Session
from kondusif.outreach.rules import NewPicture, Origin, PictureKind, SessionFacts
from kondusif.outreach.services.recording import facts_of

QUESTION_ROWS = 3
GROUP_HINT = _("Boleh lebih dari satu.")
LEADER_HINT = _("Pejabat atau petugas yang memimpin. Pada masa kampanye wajib diisi.")


class CountField(forms.Field):
    """A whole number as people type it: `24`, `1.200`, `-3`. Whether it can be true is for the rules to say."""

    widget = forms.TextInput
    size = "angka"
    default_error_messages = {
        "required": _("Isi jumlah hadir; 0 bila tidak ada yang datang."),
        "invalid": _("Jumlah ini tidak terbaca sebagai bilangan bulat. Tulis angka saja, misalnya 24."),
    }

    def to_python(self, value: object) -> int | None:
        if value is None or value == "":
            return None
        text = clean_line(str(value)).replace("−", "-")
        bare = text.replace(".", "").replace(" ", "")
        if len(bare) > 9 or not bare.removeprefix("-").isascii() or not bare.removeprefix("-").isdigit():
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return int(bare)


class PicturesInput(forms.FileInput):
    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """Any number of files. What is in them is for the drawing to say."""

    widget = PicturesInput

    def clean(self, data: Any, initial: Any = None) -> list[bytes]:
        return [one.read() for one in data or ()]


class SessionForm(PlaceForm):
    """What a plan and a record have in common."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    programme = forms.ChoiceField(label=_("Program"), required=False)
    topic = CleanTextField(label=_("Topik"), max_length=200, error_messages={"required": _("Isi topik sesi.")})
    place = CleanTextField(
        label=_("Tempat"), max_length=200, error_messages={"required": _("Isi tempat sesi.")},
        help_text=_("Tempat umum yang mudah dikenali, misalnya Pendopo kelurahan."),
    )  # fmt: skip
    groups = forms.MultipleChoiceField(
        label=_("Sasaran"), choices=list(GROUPS.items()), widget=forms.CheckboxSelectMultiple, help_text=GROUP_HINT,
        error_messages={"required": _("Pilih sekurangnya satu sasaran.")},
    )  # fmt: skip
    leader_name = CleanTextField(label=_("Nama pemimpin sesi"), max_length=160, required=False, help_text=LEADER_HINT)
    leader_post = CleanTextField(label=_("Jabatan pemimpin sesi"), max_length=160, required=False)

    def __init__(self, *args: Any, programmes: Sequence[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4
        choices = [(row.number, row.name) for row in programmes]
        self.fields["programme"].choices = [("", _("Di luar program")), *choices]  # type: ignore[attr-defined]


class PlanForm(SessionForm):
    """A session to come."""

    planned_on = TanggalField(label=_("Tanggal"), help_text=_("Contoh: 20 November 2024."))
    planned_time = JamField(label=_("Jam"), required=False, help_text=_("Contoh: 14.30."))
    invited = CleanTextField(
        label=_("Yang diundang"), max_length=300, required=False,
        help_text=_("Jabatan atau kelompok, misalnya Ketua RT dan RW se-Kelurahan Semanggi. Tertulis pada undangan."),
    )  # fmt: skip
    assigned_to = forms.ChoiceField(label=_("Petugas"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, officers: Sequence[User], at_desk: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not at_desk:  # an officer plans for nobody else
            del self.fields["assigned_to"]
            return
        people = [(one.username, one.full_name) for one in officers]
        self.fields["assigned_to"].choices = [("", _("Belum ditunjuk")), *people]  # type: ignore[attr-defined]


class RecordForm(SessionForm):
    """What happened: when, how many came and from which RT, who led it, what was asked, and its evidence."""

    held_on = TanggalField(label=_("Tanggal sesi"), help_text=_("Contoh: 13 November 2024."))
    held_time = JamField(label=_("Jam mulai"), required=False, help_text=_("Contoh: 14.30."))
    attending = CountField(
        label=_("Jumlah hadir"), help_text=_("Hitungan orang. Nama yang hadir tidak dicatat di sini, termasuk siswa.")
    )
    notes = CleanTextField(
        label=_("Pokok bahasan dan kesepakatan"), max_length=6000, rows=5, required=False,
        help_text=_("Tanpa nama peserta. Menjadi isi notulen."),
    )  # fmt: skip
    photos = PicturesField(
        label=_("Foto kegiatan"), required=False,
        help_text=_("JPG, PNG, WebP, atau HEIC, bersama-sama paling banyak 24 MB. Ambil suasana, bukan wajah siswa."),
    )  # fmt: skip
    lists = PicturesField(
        label=_("Pindaian daftar hadir"), required=False,
        help_text=_("Foto atau PDF dari daftar hadir yang ditandatangani, paling banyak 8 halaman."),
    )  # fmt: skip
    origin = PilihanField(
        label=_("Asal catatan"), choices=[(name, ORIGINS[name]) for name in (Origin.DESK, Origin.PAPER)], required=False
    )

    def __init__(self, *args: Any, at_desk: bool = True, question_rows: int = QUESTION_ROWS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if at_desk:
            self.fields["origin"].initial = Origin.DESK
        else:
            del self.fields["origin"]
        self.asked = [(f"question_{n}", f"answer_{n}") for n in range(1, question_rows + 1)]
        for n, (question, answer) in enumerate(self.asked, 1):
            label = _("Pertanyaan %(n)s") % {"n": n}
            self.fields[question] = CleanTextField(label=label, max_length=500, required=False)
            self.fields[answer] = CleanTextField(label=_("Jawaban"), max_length=1000, required=False)

    @property
    def question_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[question], self[answer]) for question, answer in self.asked]

    def facts(self, *, area_code: str = "") -> SessionFacts:
        """What was written, as the service takes it.

        Args:
            area_code: what stood before; kept where it lies in the chosen kelurahan and is narrower.
        """
        written = self.cleaned_data
        asked = [(written[question], written[answer]) for question, answer in self.asked if written[question]]
        return SessionFacts(
            topic=written["topic"], place=written["place"],
            area_code=area_code if contains(self.area_code, area_code) else self.area_code, held_on=written["held_on"],
            held_time=written["held_time"], groups=tuple(written["groups"]), reached=tuple(sorted(self.marked)),
            attending=written["attending"], leader_name=written["leader_name"], leader_post=written["leader_post"],
            notes=written["notes"], questions=tuple(asked), programme=written["programme"] or None,
        )  # fmt: skip

    def pictures(self) -> list[NewPicture]:
        """The files as they came."""
        photos = [NewPicture(PictureKind.PHOTO, data) for data in self.cleaned_data.get("photos") or ()]
        lists = [NewPicture(PictureKind.ATTENDANCE_LIST, data) for data in self.cleaned_data.get("lists") or ()]
        return photos + lists


class CorrectForm(RecordForm):
    """A correction of what was recorded, with its reason."""

    reason = CleanTextField(
        label=_("Alasan koreksi"), max_length=500, error_messages={"required": _("Isi alasan koreksi.")},
        help_text=_("Isian lama tetap tersimpan di samping yang baru."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, at_desk=False, **kwargs)
        for name in ("photos", "lists", "key"):
            del self.fields[name]


def planned_in(session: Session) -> dict[str, Any]:
    """What the form of a plan shows first."""
    names = ("topic", "place", "planned_on", "planned_time", "invited", "leader_name", "leader_post", "version")
    first = {name: getattr(session, name) for name in names}
    return {
        **first, **place_of(session), "programme": session.programme.number if session.programme else "",
        "groups": list(session.audiences.values_list("group", flat=True)),
        "assigned_to": session.assigned_to.username if session.assigned_to else "",
    }  # fmt: skip


def written_in(session: Session) -> dict[str, Any]:
    """What a record of a plan, or a correction of a record, shows first."""
    facts = facts_of(session)
    names = ("topic", "place", "held_on", "held_time", "leader_name", "leader_post", "notes")
    first: dict[str, Any] = {name: getattr(facts, name) for name in names}
    for n, (text, answer) in enumerate(facts.questions, 1):
        first |= {f"question_{n}": text, f"answer_{n}": answer}
    return {
        **first, **place_of(session), "programme": facts.programme or "", "groups": list(facts.groups),
        "reached": facts.reached, "attending": session.attending, "version": session.version,
    }  # fmt: skip


def place_of(session: Session) -> dict[str, str]:
    """The place of a session as a form shows it."""
    return {"village": session.village_code, "rw": at_level(session.area_code, Level.RW) or ""}
