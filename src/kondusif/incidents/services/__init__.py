"""Writes about incidents. Those that begin with a report stand apart, in `from_reports`: the field cannot reach it."""

from kondusif.incidents.services.recording import (
    CORRECTABLE,
    Facts,
    assess,
    correct_incident,
    file_nil_report,
    move_incident,
    record_incident,
    set_thresholds,
)

__all__ = [
    "CORRECTABLE",
    "Facts",
    "assess",
    "correct_incident",
    "file_nil_report",
    "move_incident",
    "record_incident",
    "set_thresholds",
]
