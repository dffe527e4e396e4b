"""Shape and parsing of the forms that cross rooms."""

from kondusif.web.forms.bodies import MATTERS, BodyForm
from kondusif.web.forms.contests import BLANK, contest_choices
from kondusif.web.forms.first_run import FirstRunForm, KeyForm, PersonForm, first_people
from kondusif.web.forms.settings import (
    CircularsForm,
    ContestForm,
    DateForm,
    GrantForm,
    MoveForm,
    NewPersonForm,
    PersonGrantForm,
    StageForm,
    ThresholdsForm,
)

__all__ = [
    "BLANK",
    "MATTERS",
    "BodyForm",
    "CircularsForm",
    "ContestForm",
    "DateForm",
    "FirstRunForm",
    "GrantForm",
    "KeyForm",
    "MoveForm",
    "NewPersonForm",
    "PersonForm",
    "PersonGrantForm",
    "StageForm",
    "ThresholdsForm",
    "contest_choices",
    "first_people",
]
