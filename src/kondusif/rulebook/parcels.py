"""A rulebook as a folder or one zip: read without trust, written so that the same edition gives the same bytes."""

import re
import zlib
from collections import Counter
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from kondusif.kernel.errors import Refused
from kondusif.rulebook import loader
from kondusif.rulebook.documents import BadBook, decode

MEGABYTE = 1_000_000
MOST_MEGABYTES = 20  # of text; the shipped rulebook has less than one
MOST_FILES = 1000
NAME = re.compile(r"[a-z0-9][a-z0-9_.-]*(/[a-z0-9][a-z0-9_.-]*){0,4}", re.ASCII | re.IGNORECASE)
LEFTOVERS = "__MACOSX/"  # what one kind of computer adds to every zip
FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)  # the oldest that a zip can say


def read(path: Path) -> dict[str, str]:
    """The texts of a folder or a zip by name, as `loader.load_files` takes them.

    Raises:
        Refused: absent, no zip, too big, too many, a name that leads out of the folder, no UTF-8.
    """
    if path.is_dir():
        return _folder(path)
    if not path.is_file():
        raise Refused("rulebook.parcel.absent", name=path.name)
    if path.stat().st_size > MOST_MEGABYTES * MEGABYTE:
        raise Refused("rulebook.parcel.too_big", name=path.name, limit=MOST_MEGABYTES)
    return from_zip(path.read_bytes(), path.name)


def from_zip(content: bytes, name: str) -> dict[str, str]:
    """The texts of a zip by name. Nothing is unpacked onto the disk, and no more is read than the limit.

    Raises:
        Refused: as `read` does.
    """
    try:
        with ZipFile(BytesIO(content)) as parcel:
            entries = [one for one in parcel.infolist() if not one.is_dir() and not one.filename.startswith(LEFTOVERS)]
            _refuse_entries(entries, name)
            return _texts(parcel, [entry for entry in entries if entry.filename.endswith(".yaml")], name)
    except (BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as error:
        raise Refused("rulebook.parcel.not_zip", name=name) from error


def to_zip(files: Mapping[str, str]) -> bytes:
    """One zip of the texts; the same texts give the same bytes."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as parcel:
        for name in sorted(files):
            entry = ZipInfo(name, FIRST_MOMENT)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            parcel.writestr(entry, files[name].encode())
    return made.getvalue()


def _folder(path: Path) -> dict[str, str]:
    found = list(path.rglob("*.yaml"))
    if len(found) > MOST_FILES:
        raise Refused("rulebook.parcel.too_many", name=path.name, limit=MOST_FILES)
    if sum(one.stat().st_size for one in found) > MOST_MEGABYTES * MEGABYTE:
        raise Refused("rulebook.parcel.too_big", name=path.name, limit=MOST_MEGABYTES)
    try:
        return loader.files_of(path)
    except BadBook as error:
        raise Refused("rulebook.parcel.not_text", entry=error.faults[0].file) from error


def _refuse_entries(entries: list[ZipInfo], name: str) -> None:
    if len(entries) > MOST_FILES:
        raise Refused("rulebook.parcel.too_many", name=name, limit=MOST_FILES)
    if sum(entry.file_size for entry in entries) > MOST_MEGABYTES * MEGABYTE:
        raise Refused("rulebook.parcel.too_big", name=name, limit=MOST_MEGABYTES)
    times = Counter(entry.filename for entry in entries)
    for entry in entries:
        if not NAME.fullmatch(entry.filename) or ".." in entry.filename or times[entry.filename] > 1:
            raise Refused("rulebook.parcel.bad_name", entry=entry.filename[:60])


def _texts(parcel: ZipFile, entries: list[ZipInfo], name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    room = MOST_MEGABYTES * MEGABYTE
    for entry in entries:
        with parcel.open(entry) as file:
            content = file.read(room + 1)
        room -= len(content)
        if room < 0:
            raise Refused("rulebook.parcel.too_big", name=name, limit=MOST_MEGABYTES)
        try:
            found[entry.filename] = decode(content, entry.filename)
        except BadBook as error:
            raise Refused("rulebook.parcel.not_text", entry=entry.filename[:60]) from error
    return _without_folder(found)


def _without_folder(files: dict[str, str]) -> dict[str, str]:
    """A zip of a folder holds the folder's name before each file."""
    tops = {name.partition("/")[0] for name in files}
    if len(tops) != 1 or "edition.yaml" in files:
        return files
    return {name.partition("/")[2] or name: text for name, text in files.items()}
