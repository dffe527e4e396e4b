"""Every write of this room."""

from kondusif.roster.services.absence import end_acting, record_acting, record_leave, withdraw_leave
from kondusif.roster.services.absences import keep_absences, land_absences
from kondusif.roster.services.importing import discard_sheet, keep_sheet, land_sheet, load_roster
from kondusif.roster.services.looking import LookUpResult, look_up

__all__ = [
    "LookUpResult", "discard_sheet", "end_acting", "keep_absences", "keep_sheet", "land_absences", "land_sheet",
    "load_roster", "look_up",
    "record_acting", "record_leave", "withdraw_leave",
]  # fmt: skip
