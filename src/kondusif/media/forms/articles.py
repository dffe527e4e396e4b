"""What people type about articles."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from kondusif.base.errors import sentence
from kondusif.base.fields import CleanTextField, TanggalField
from kondusif.institutions.named import INSTITUTIONS, Words
from kondusif.kernel.errors import Refused
from kondusif.media.files import LARGEST_PAPER, article_text
from kondusif.media.labels import ACTIVITIES, ISSUES
from kondusif.media.models import KINDS
from kondusif.media.rules import LONGEST_QUOTE, LONGEST_TEXT, Kind

EVERY = [("", _("Semua"))]


class FilterForm(forms.Form):
    """What narrows the list."""

    words = CleanTextField(label=_("Kata dalam berita"), max_length=120, required=False)
    place = forms.ChoiceField(label=_("Tempat"), required=False)
    issue = forms.ChoiceField(label=_("Isu"), required=False)
    since = TanggalField(label=_("Ditambahkan sejak"), required=False)
    until = TanggalField(label=_("Sampai"), required=False)

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [*EVERY, *places]  # type: ignore[attr-defined]
        self.fields["issue"].choices = [*EVERY, *ISSUES.items()]  # type: ignore[attr-defined]


class AddForm(forms.Form):
    """One article, pasted or as a file."""

    text = CleanTextField(
        label=_("Teks berita"), max_length=LONGEST_TEXT, rows=12, required=False,
        help_text=_("Tempelkan judul dan isi satu berita."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Atau satu berkas"), required=False,
        help_text=_("Satu berita: TXT, HTML, DOCX, atau PDF yang berisi tulisan. Dapat diseret kemari."),
        widget=forms.FileInput(attrs={"accept": ".txt,.html,.htm,.docx,.pdf,text/plain,text/html,application/pdf"}),
    )  # fmt: skip
    outlet = CleanTextField(label=_("Nama media"), max_length=120, required=False)
    published_on = TanggalField(
        label=_("Tanggal berita"), required=False, help_text=_("Kosongkan bila tertulis lengkap di dalam berita.")
    )

    def clean_file(self) -> str:
        """The text of the file, empty without one."""
        given: UploadedFile | None = self.cleaned_data.get("file")
        if not given:
            return ""
        try:
            return article_text(given.read(LARGEST_PAPER + 1), str(given.name)[:80]).strip()
        except Refused as error:
            raise forms.ValidationError(sentence(error)) from error

    def given_text(self) -> str:
        """The pasted text, else that of the file."""
        return str(self.cleaned_data.get("text") or self.cleaned_data.get("file") or "")


class DescribeForm(forms.Form):
    """Title, outlet, date and main place of an article."""

    title = CleanTextField(label=_("Judul"), max_length=300)
    outlet = CleanTextField(label=_("Nama media"), max_length=120, required=False)
    published_on = TanggalField(label=_("Tanggal berita"), required=False)
    main_place = forms.ChoiceField(label=_("Tempat utama"), required=False)

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["main_place"].choices = [("", _("Tidak disebut")), *places]  # type: ignore[attr-defined]


class FindForm(forms.Form):
    """A finding that the reader overlooked."""

    finding = forms.ChoiceField(label=_("Temuan"))
    quote = CleanTextField(
        label=_("Kutipan"), max_length=LONGEST_QUOTE, rows=3, help_text=_("Salin kata-katanya persis dari berita.")
    )

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: list[tuple[Kind, Sequence[tuple[str, Words]]]] = [
            (Kind.ISSUE, list(ISSUES.items())), (Kind.ACTIVITY, list(ACTIVITIES.items())),
            (Kind.INSTITUTION, list(INSTITUTIONS.items())), (Kind.PLACE, list(places)),
        ]  # fmt: skip
        self.places = dict(places)
        self.fields["finding"].choices = [("", _("Pilih temuan"))] + [  # type: ignore[attr-defined]
            (KINDS[kind], [(f"{kind}:{value}", name) for value, name in rows]) for kind, rows in groups if rows
        ]

    def chosen(self) -> tuple[Kind, str, str]:
        """Kind, value, and for places the name."""
        kind, _colon, value = self.cleaned_data["finding"].partition(":")
        return Kind(kind), value, self.places.get(value, "") if kind == Kind.PLACE else ""
