"""`kondusif openness publish`: the public figures of the last full week, for an installation without a worker."""

from argparse import ArgumentParser, Namespace

from kondusif.cli.command import Command
from kondusif.cli.output import emit_lines
from kondusif.kernel.actor import system_actor


def _configure(parser: ArgumentParser) -> None:
    parser.set_defaults()


def _publish(asked: Namespace) -> int:
    from kondusif.openness.services import publish_if_due

    edition = publish_if_due(system_actor("angka-publik"))
    emit_lines([f"Terbit: {edition.number}" if edition else "Tidak ada edisi baru yang perlu diterbitkan."])
    return 0


COMMANDS = {"publish": Command("Menerbitkan angka publik pekan lalu.", _configure, _publish, needs_database=True)}
