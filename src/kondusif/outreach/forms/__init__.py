"""Shape and parsing of what people type about sessions. No rule is decided here."""

from kondusif.outreach.forms.desk import (
    AssignForm,
    CancelForm,
    FilterForm,
    PapersForm,
    PictureForm,
    RemovePictureForm,
)
from kondusif.outreach.forms.place import PlaceForm
from kondusif.outreach.forms.session import CorrectForm, PlanForm, RecordForm, planned_in, written_in

__all__ = [
    "AssignForm",
    "CancelForm",
    "CorrectForm",
    "FilterForm",
    "PapersForm",
    "PictureForm",
    "PlaceForm",
    "PlanForm",
    "RecordForm",
    "RemovePictureForm",
    "planned_in",
    "written_in",
]
