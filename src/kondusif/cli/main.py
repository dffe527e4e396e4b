"""Reads the command line, prepares what the command needs, and runs it."""

import argparse
import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, NoReturn

from kondusif.cli import commands as folder
from kondusif.cli.command import Command
from kondusif.cli.output import emit_lines, refuse
from kondusif.kernel.env import BadSetting
from kondusif.kernel.errors import KondusifError

REFUSED, CRASHED = 2, 1


class WrongUsage(Exception):
    """The words of the call are off."""

    def __init__(self, sentence: str, code: str = "cli.wrong_usage") -> None:
        super().__init__(sentence)
        self.sentence, self.code = sentence, code


class Formatter(argparse.HelpFormatter):
    """Help in the words of the office."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Pemakaian: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """argparse in Indonesian: its help, and one sentence for wrong usage."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=Formatter, add_help=False, **options)
        self._positionals.title, self._optionals.title = "Isian", "Pilihan"
        self.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")

    def error(self, message: str) -> NoReturn:
        raise WrongUsage(in_indonesian(message, self.prog))


def in_indonesian(message: str, prog: str) -> str:
    """The parser's complaint as one plain sentence."""
    detail = message.split(": ", 1)[-1]
    if message.startswith("the following arguments are required"):
        return f"Kurang isian: {detail}. Lihat '{prog} --help'."
    if message.startswith("unrecognized arguments"):
        return f"Isian tidak dikenal: {detail}. Lihat '{prog} --help'."
    if "invalid choice" in message or "expected" in message or "invalid" in message:
        name = message.split(":", 1)[0].removeprefix("argument ")
        return f"Isian {name} tidak dapat dibaca. Lihat '{prog} --help'."
    return f"Perintah tidak dapat dibaca. Lihat '{prog} --help'."


def nouns() -> list[str]:
    """Every noun that stands, in order."""
    return sorted(module.name for module in iter_modules(folder.__path__))


def verbs_of(noun: str) -> dict[str, Command]:
    """The verbs of one noun. A noun that is itself a command has the one verb ''."""
    table: dict[str, Command] = import_module(f"kondusif.cli.commands.{noun}").COMMANDS
    return table


def main(argv: Sequence[str] | None = None) -> int:
    """The entry point. Exit status: 0 done, 2 refused or a fault found, 1 a crash."""
    words = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kondusif.config.settings")
    try:
        return run(words)
    except WrongUsage as error:
        refuse(error.sentence, error.code)
    except BadSetting as error:
        refuse(f"Pengaturan tidak dapat dibaca: {error}.", "cli.bad_setting")
    except KondusifError as error:
        refuse(sentence_of(error), error.code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        refuse("Tempat penyimpanan penuh, jadi keluaran tidak dapat ditulis.", "cli.disk_full")
    except KeyboardInterrupt:
        refuse("Dihentikan.", "cli.interrupted")
    return REFUSED


def run(words: list[str]) -> int:
    """Find the command behind the words and run it."""
    if not words or words[0] in {"-h", "--help", "bantuan"}:
        emit_lines(overview())
        return 0
    noun = words[0]
    if noun not in nouns():
        raise WrongUsage(f"Perintah tidak dikenal: {noun[:60]!r}. Lihat 'kondusif --help'.", "cli.unknown_command")
    table, rest, prog = verbs_of(noun), words[1:], f"kondusif {noun}"
    if "" in table:
        command = table[""]
    elif rest and rest[0] in table:
        command, prog, rest = table[rest[0]], f"{prog} {rest[0]}", rest[1:]
    else:
        said = f": {rest[0][:60]!r}" if rest else ""
        known = ", ".join(sorted(table))
        raise WrongUsage(f"Perintah tidak dikenal{said}. 'kondusif {noun}' mengenal: {known}.", "cli.unknown_command")
    parser = Parser(prog=prog, description=command.help, allow_abbrev=False)
    command.configure(parser)
    args = parser.parse_args(rest)
    set_up(command.needs_database)
    return command.run(args)


def set_up(needs_database: bool) -> None:
    """Start Django, and prepare the database where the command needs it."""
    import django

    django.setup()
    if needs_database:
        from kondusif.cli.prepare import prepare

        prepare()


def overview() -> list[str]:
    """What `kondusif --help` prints."""
    lines = ["Kondusif: pemilu yang damai, ASN yang netral.", "", "Perintah:"]
    for noun in nouns():
        for verb, command in verbs_of(noun).items():
            lines.append(f"  kondusif {noun} {verb}".rstrip().ljust(34) + command.help)
    return lines


def sentence_of(error: KondusifError) -> str:
    from kondusif.base.errors import sentence

    return sentence(error)


if __name__ == "__main__":
    sys.exit(main())
