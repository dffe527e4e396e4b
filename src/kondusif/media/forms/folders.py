"""Several files at once."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from kondusif.base.fields import CleanTextField, TanggalField
from kondusif.media.files import LARGEST_PAPER

MOST_FILES = 12  # the server takes no more in one request; a ZIP holds more
TYPES = ".txt,.html,.htm,.docx,.pdf,.zip,text/plain,text/html,application/pdf,application/zip"


class FolderFilter(forms.Form):
    """What narrows the list of folders."""

    since = TanggalField(label=_("Diterima sejak"), required=False)
    state = forms.ChoiceField(
        label=_("Hasil"), required=False,
        choices=[("", _("Semua")), ("refused", _("ada yang ditolak")), ("waiting", _("ada yang menunggu"))],
    )  # fmt: skip


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Every chosen file, or a sentence where there is none."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return list(given)


class FilesForm(forms.Form):
    """Files of articles, each one article; a ZIP stands for the files in it."""

    articles = ManyFilesField(
        label=_("Berkas berita"),
        help_text=_("TXT, HTML, DOCX, atau PDF yang berisi tulisan; satu berita satu berkas. Paling banyak 12 berkas sekali kirim, atau satu ZIP berisi hingga 200."),  # noqa: E501  (one sentence of the page)
        widget=ManyFiles(attrs={"accept": TYPES, "multiple": True}),
        error_messages={"required": _("Belum ada berkas. Pilih satu atau beberapa.")},
    )  # fmt: skip
    outlet = CleanTextField(label=_("Nama media"), max_length=120, required=False)

    def given(self) -> list[tuple[str, bytes]]:
        """Name and bytes of each; of one that is too large, only as much as shows it."""
        return [(str(one.name), one.read(LARGEST_PAPER + 1)) for one in self.cleaned_data["articles"]]
