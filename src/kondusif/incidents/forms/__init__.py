"""Shape and parsing of what people type about incidents. No rule is decided here."""

from kondusif.incidents.forms.desk import AssessForm, FilterForm, MoveForm
from kondusif.incidents.forms.record import CorrectForm, FromChatForm, IncidentForm, PlaceForm, RecordForm, written_in

__all__ = [
    "AssessForm",
    "CorrectForm",
    "FilterForm",
    "FromChatForm",
    "IncidentForm",
    "MoveForm",
    "PlaceForm",
    "RecordForm",
    "written_in",
]
