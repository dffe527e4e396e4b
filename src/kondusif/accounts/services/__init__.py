"""Every write about accounts: people and roles, who stands in for whom, notices, and the private calendar address."""

from kondusif.accounts.services.calendar import make_calendar_key, withdraw_calendar_key
from kondusif.accounts.services.notices import Mailed, mark_read, send_waiting_mail, set_mail_address, tell
from kondusif.accounts.services.people import create_user, end_grant, grant_role, move_to_unit
from kondusif.accounts.services.standing_in import end_substitution, name_substitute, replace_person

__all__ = [
    "Mailed",
    "create_user",
    "end_grant",
    "end_substitution",
    "grant_role",
    "make_calendar_key",
    "mark_read",
    "move_to_unit",
    "name_substitute",
    "replace_person",
    "send_waiting_mail",
    "set_mail_address",
    "tell",
    "withdraw_calendar_key",
]
