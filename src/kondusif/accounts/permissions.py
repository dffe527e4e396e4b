"""Doors of this room, and what the trail calls its writes."""

from django.utils.translation import gettext_lazy as _

from kondusif.accounts.rules import PUBLIC, SIGNED_IN, Audience, Door

DOORS = {
    "account_login": Door(PUBLIC),
    "account_logout": Door(SIGNED_IN),
    "account_reauthenticate": Door(SIGNED_IN),
    "account_change_password": Door(SIGNED_IN),
    "account_signup": Door(Audience.NOBODY),
    "account_inactive": Door(PUBLIC),
    "accounts:mine": Door(SIGNED_IN),
    "accounts:notices": Door(SIGNED_IN),
    "accounts:read": Door(SIGNED_IN),
    "accounts:calendar": Door(SIGNED_IN),
    "accounts:substitute": Door(SIGNED_IN),
    "accounts:substitute_end": Door(SIGNED_IN),
    "accounts:mail": Door(SIGNED_IN),
    "mfa_index": Door(SIGNED_IN),
    "mfa_authenticate": Door(PUBLIC),
    "mfa_reauthenticate": Door(SIGNED_IN),
    "mfa_activate_totp": Door(SIGNED_IN),
    "mfa_deactivate_totp": Door(SIGNED_IN),
    "mfa_view_recovery_codes": Door(SIGNED_IN),
    "mfa_generate_recovery_codes": Door(SIGNED_IN),
    "mfa_download_recovery_codes": Door(SIGNED_IN),
    "mfa_list_webauthn": Door(SIGNED_IN),
    "mfa_add_webauthn": Door(SIGNED_IN),
    "mfa_login_webauthn": Door(PUBLIC),
    "mfa_reauthenticate_webauthn": Door(SIGNED_IN),
    "mfa_remove_webauthn": Door(SIGNED_IN),
    "mfa_edit_webauthn": Door(SIGNED_IN),
}

AUDIT_ACTIONS = {
    "accounts.user.created": _("Akun dibuat"),
    "accounts.user.moved": _("Unit seseorang diganti"),
    "accounts.grant.given": _("Peran diberikan"),
    "accounts.grant.ended": _("Peran diakhiri"),
    "accounts.user.mail_set": _("Alamat surel untuk pengingat diatur"),
    "accounts.substitute.named": _("Pengganti ditunjuk"),
    "accounts.substitute.ended": _("Penggantian diakhiri"),
    "accounts.calendar.opened": _("Alamat kalender dibuat"),
    "accounts.calendar.withdrawn": _("Alamat kalender dicabut"),
    "accounts.notices.read": _("Pemberitahuan ditandai dibaca"),
    "accounts.mail.sent": _("Surel pengingat dikirim"),
}
