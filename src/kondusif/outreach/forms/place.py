"""A kelurahan by list or by text, and the RT of it from which people came."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kondusif.base.errors import sentence
from kondusif.base.fields import CleanTextField
from kondusif.kernel.errors import Refused
from kondusif.outreach.place_words import village_named
from kondusif.outreach.selectors.sessions import RwBoxes, rt_boxes
from kondusif.territory.selectors import Group, rw_choices

NOT_CHOSEN = [("", _("Pilih kelurahan"))]
WHOLE_VILLAGE = [("", _("Tidak disebut"))]


class PlaceForm(forms.Form):
    """A kelurahan: picked from the list, or typed. What is typed is taken before the list."""

    village = forms.ChoiceField(label=_("Kelurahan"), required=False)
    village_text = CleanTextField(
        label=_("Atau ketik nama kelurahan"),
        max_length=120,
        required=False,
        help_text=_("Contoh: Semanggi. Bila namanya sama, tambahkan kecamatannya: Jebres, Jebres."),
    )
    rw = forms.ChoiceField(label=_("RW tempat sesi"), required=False)

    def __init__(self, *args: Any, places: Sequence[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        every = [choice for group in places for choice in group.choices]
        grouped = [(group.label, [(choice.code, choice.label) for choice in group.choices]) for group in places]
        self.fields["village"].choices = grouped if len(every) == 1 else [*NOT_CHOSEN, *grouped]  # type: ignore[attr-defined]
        if len(every) == 1:
            self.fields["village"].initial = every[0].code
            del self.fields["village_text"]
        self._offer_rw()

    def _offer_rw(self) -> None:
        rows = rw_choices(self.village_code) if self.village_code else []
        self.fields["rw"].choices = [*WHOLE_VILLAGE, *((row.code, row.label) for row in rows)]  # type: ignore[attr-defined]
        if self.is_bound and self.data.get("rw", "") not in {row.code for row in rows}:
            typed: Any = self.data
            self.data = typed.copy()
            self.data["rw"] = ""  # type: ignore[index]  # a part of another kelurahan is forgotten, not refused

    def value_of(self, name: str) -> str:
        """What stands in a field before validation."""
        if name not in self.fields:
            return ""
        value = self.data.get(name) if self.is_bound else self.initial.get(name, self.fields[name].initial)
        return str(value or "")

    @property
    def village_code(self) -> str:
        """The kelurahan that was typed or picked, before validation; empty where there is none."""
        if typed := self.value_of("village_text").strip():
            try:
                return village_named(typed, self.places)
            except Refused:
                return ""
        known = {choice.code for group in self.places for choice in group.choices}
        picked = self.value_of("village")
        return picked if picked in known else ""

    @property
    def area_code(self) -> str:
        """The narrowest place that was chosen, after validation."""
        return str(self.cleaned_data["rw"] or self.cleaned_data["village"])

    @property
    def boxes(self) -> tuple[RwBoxes, ...]:
        """The RT of the chosen kelurahan, by RW."""
        return rt_boxes(self.village_code)

    @property
    def marked(self) -> set[str]:
        """The codes that are ticked."""
        if self.is_bound:
            getter = getattr(self.data, "getlist", None)
            return set(getter("reached") if getter else self.data.get("reached", []))
        return set(self.initial.get("reached", ()))

    def clean(self) -> dict[str, Any]:
        written = super().clean() or self.cleaned_data
        if typed := written.get("village_text"):
            try:
                written["village"] = village_named(typed, self.places)
            except Refused as error:
                self.add_error("village_text", sentence(error))
        elif "village" not in self.errors and not written.get("village"):
            self.add_error("village", _("Pilih kelurahan dari daftar, atau ketik namanya."))
        return written
