"""A sheet that was read, as it waits in the database for its decision: one packed document."""

import json
import zlib
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from kondusif.roster.absences import AbsenceRow
from kondusif.roster.rules import About, Row
from kondusif.roster.sheets.absences import AbsenceRead
from kondusif.roster.sheets.picking import BadRow
from kondusif.roster.sheets.rows import Read

NAMES = tuple(field.name for field in fields(Row))
ABSENCE_NAMES = tuple(field.name for field in fields(AbsenceRow))


def packed(read: Read) -> bytes:
    """The reading as bytes."""
    told = {
        "heads": read.heads, "fields": sorted(read.fields), "rows": [list(asdict(row).values()) for row in read.rows],
        "bad": [[row.line, row.cells, row.faults] for row in read.bad], "doubts": read.doubts, "skipped": read.skipped,
    }  # fmt: skip
    return zlib.compress(json.dumps(told, default=str, ensure_ascii=False).encode(), 6)


def unpacked(content: bytes | memoryview) -> Read:
    """The reading that `packed` wrote."""
    told: dict[str, Any] = json.loads(zlib.decompress(bytes(content)))
    return Read(
        tuple(told["heads"]), frozenset(told["fields"]), [_row(values) for values in told["rows"]],
        [BadRow(line, tuple(cells), tuple((a, b) for a, b in faults)) for line, cells, faults in told["bad"]],
        [(line, words) for line, words in told["doubts"]], told["skipped"],
    )  # fmt: skip


def _row(values: list[Any]) -> Row:
    told = dict(zip(NAMES, values, strict=True))
    days = {name: date.fromisoformat(told[name]) if told[name] else None for name in ("since", "until")}
    return Row(**{**told, **days})


def packed_absences(read: AbsenceRead) -> bytes:
    """The reading of a sheet of leave or acting posts as bytes."""
    told = {
        "about": read.about, "heads": read.heads, "spoken": read.spoken, "skipped": read.skipped,
        "rows": [list(asdict(row).values()) for row in read.rows],
        "bad": [[row.line, row.cells, row.faults] for row in read.bad],
    }  # fmt: skip
    return zlib.compress(json.dumps(told, default=str, ensure_ascii=False).encode(), 6)


def unpacked_absences(content: bytes | memoryview) -> AbsenceRead:
    """The reading that `packed_absences` wrote."""
    told: dict[str, Any] = json.loads(zlib.decompress(bytes(content)))
    return AbsenceRead(
        About(told["about"]), tuple(told["heads"]), told["spoken"], [_absence(values) for values in told["rows"]],
        [BadRow(line, tuple(cells), tuple((a, b) for a, b in faults)) for line, cells, faults in told["bad"]],
        told["skipped"],
    )  # fmt: skip


def _absence(values: list[Any]) -> AbsenceRow:
    told = dict(zip(ABSENCE_NAMES, values, strict=True))
    days = {name: date.fromisoformat(told[name]) if told[name] else None for name in ("starts_on", "ends_on")}
    return AbsenceRow(**{**told, **days, "cells": tuple(told["cells"])})
