"""The law by file: `kondusif rulebook load` and `export`. What would change is shown before anything does."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kondusif.cli.output import emit_lines, refuse
from kondusif.kernel.errors import Refused
from kondusif.rulebook import amending, editions, loader, packing, parcels, selectors, validation
from kondusif.rulebook.book import Book

if TYPE_CHECKING:
    from kondusif.accounts.models import User

YES = "ya"


class MovedDate(Protocol):
    """A date of an open case that would move."""

    @property
    def number(self) -> str: ...
    @property
    def step(self) -> str: ...
    @property
    def old_due(self) -> date | None: ...
    @property
    def new_due(self) -> date | None: ...
    @property
    def old_outer(self) -> date | None: ...
    @property
    def new_outer(self) -> date | None: ...


def configure_export(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="BERKAS.zip", type=Path, help="berkas yang akan ditulis")
    parser.add_argument("--edition", metavar="EDISI", help="edisi lama yang tersimpan; kosong berarti yang berlaku")


def export(asked: Namespace) -> int:
    """Write one edition as a zip; a file that stands is left alone."""
    files = selectors.files_of(asked.edition)
    if asked.file.exists():
        raise Refused("rulebook.parcel.stands", name=asked.file.name)
    if not asked.file.absolute().parent.is_dir():
        raise Refused("rulebook.parcel.absent", name=asked.file.absolute().parent.name)
    asked.file.write_bytes(packing.pack(selectors.book_of(asked.edition or selectors.edition()), files))
    emit_lines([f"Edisi {asked.edition or selectors.edition()} ditulis ke {asked.file.name}: {len(files)} berkas."])
    return 0


def configure_load(parser: ArgumentParser) -> None:
    parser.add_argument("source", metavar="FOLDER|BERKAS.zip", type=Path, help="edisi baru, seluruhnya")
    parser.add_argument("--oleh", required=True, metavar="NAMA", help="nama masuk orang Bagian Hukum yang memuat")
    parser.add_argument("--catatan", default="", metavar="TEKS", help="mengapa edisi ini dimuat")
    parser.add_argument("--ya", action="store_true", help="jangan bertanya")


def load(asked: Namespace) -> int:
    """Show what an edition changes and which dates it moves, ask, load it, and compute open cases anew."""
    from kondusif.accounts.selectors import actor_of
    from kondusif.cases import recompute
    from kondusif.cases.selectors import rules_used_by_closed
    from kondusif.institutions.selectors import today
    from kondusif.rulebook import services

    actor, on = actor_of(person(asked.oleh)), today()
    services.must_be_legal(actor)
    files, used = parcels.read(asked.source), rules_used_by_closed()
    new = checked(files, used, on)
    if new is None:
        return 2
    plan = amending.plan(selectors.book(), editions.ticked(new))
    emit_lines([*plan.in_words(), *moved_in_words(recompute.preview(new))])
    ask(yes=asked.ya)
    services.load_edition(actor, files, note=asked.catatan, on=on, used=used)
    walk = recompute.run(actor)
    emit_lines([
        f"Edisi {new.edition.edition} berlaku. {walk.done} kasus dihitung ulang, {walk.moved} tanggal berpindah.",
    ])  # fmt: skip
    return 0


def checked(files: dict[str, str], used: Iterable[str], on: date) -> Book | None:
    """The new book; None after every fault has been said."""
    faults = validation.check_files(files)
    if not faults:
        new, old = loader.load_files(files), selectors.book()
        amending.refuse_not_newer(old, new)
        shipped = selectors.book_of(loader.edition_of())
        faults = [*amending.lost(shipped, new), *amending.refusals(amending.plan(old, new), set(used), on=on)]
        if not faults:
            return new
    complain(faults)
    return None


def complain(faults: Sequence[object]) -> None:
    """One line per fault on stderr, with file and line."""
    for fault in faults:
        refuse(str(fault), "rulebook.fault")


def person(username: str) -> "User":
    from kondusif.accounts.models import User

    found = User.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise Refused("rulebook.load.nobody", name=username[:60])
    return found


def moved_in_words(moved: Sequence[MovedDate]) -> list[str]:
    """Which dates of open cases would move, from when to when."""
    if not moved:
        return ["Tidak ada tanggal kasus terbuka yang berpindah."]
    cases = len({one.number for one in moved})
    return [f"{len(moved)} tanggal pada {cases} kasus terbuka akan berpindah:", *map(_moved, moved)]


def _moved(one: MovedDate) -> str:
    safe = f"tanggal aman {_said(one.old_due)} -> {_said(one.new_due)}"
    outer = f"batas luar {_said(one.old_outer)} -> {_said(one.new_outer)}"
    return f"  {one.number}, {one.step}: {safe}, {outer}"


def _said(moment: date | None) -> str:
    if isinstance(moment, datetime):
        return moment.isoformat(sep=" ", timespec="minutes")
    return moment.isoformat() if moment else "tidak ada"


def ask(*, yes: bool) -> None:
    """Go on only after a person typed `ya`."""
    if yes:
        return
    try:
        answer = input("Lanjutkan? ketik ya: ")
    except EOFError as error:
        raise Refused("rulebook.load.unasked") from error
    if answer.strip().casefold() != YES:
        raise Refused("rulebook.load.declined")
