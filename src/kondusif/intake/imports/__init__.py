"""Readers of files that bring in many reports: a sheet (CSV), a mailbox (mbox), one mail (eml). Nothing is kept."""

from enum import StrEnum


class Form(StrEnum):
    """What a file is, told from its content and not from its name."""

    SHEET = "sheet"
    MAIL = "mail"
