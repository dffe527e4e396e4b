"""Shape and parsing of what people type about declarations. No rule is decided here."""

from kondusif.coordination.forms.declaration import (
    CorrectForm,
    FilterForm,
    ReasonForm,
    RecordForm,
    WithdrawForm,
    written_in,
)
from kondusif.coordination.forms.promises import (
    CheckForm,
    LinkForm,
    PromisesForm,
    bound_rows,
    first_rows,
    written_rows,
)
from kondusif.coordination.forms.signing import PaperForm, SignatoriesForm, SignForm, signers_in

__all__ = [
    "CheckForm", "CorrectForm", "FilterForm", "LinkForm", "PaperForm", "PromisesForm", "ReasonForm", "RecordForm",
    "SignForm", "SignatoriesForm", "WithdrawForm", "bound_rows", "first_rows", "signers_in", "written_in",
    "written_rows",
]  # fmt: skip
