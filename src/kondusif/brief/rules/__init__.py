"""How facts become the daily situation report: plain functions over plain facts, no clock, no database.

The report is a paper of the office and is written in Indonesian whatever language the page around it speaks.
"""

from kondusif.brief.rules.facts import Facts
from kondusif.brief.rules.paper import DAY_EARLIEST, check_day, integrity_code, written
from kondusif.brief.rules.plain import chat_text
from kondusif.brief.rules.shapes import Brief, DueLine, Record, Section, Sentence

__all__ = [
    "DAY_EARLIEST", "Brief", "DueLine", "Facts", "Record", "Section", "Sentence", "chat_text", "check_day",
    "integrity_code", "written",
]  # fmt: skip
