"""The catalogue of words: every sentence is Indonesian in the source, English is its translation.

    python tools/messages.py              gather all sentences into src/kondusif/locale/en/LC_MESSAGES/django.po
    python tools/messages.py --missing    print what has no English yet
    python tools/messages.py --compile    write the .mo files beside the .po files
    python tools/messages.py --check      fail on a sentence that is missing, empty, fuzzy, stale or damaged

Needs no gettext on the machine: templates are read with Django's own reader, modules and catalogues with Babel.
"""

import argparse
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "kondusif"
LOCALE = PACKAGE / "locale"
ENGLISH = LOCALE / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
SKIPPED = {"tests", "migrations", "locale"}

_PLACE = re.compile(r"%\((\w+)\)[#0\- +]*\d*(?:\.\d+)?[diouxXeEfFgGcrs]|(?<!\{)\{(\w+)\}")
_TAG = re.compile(r"<(/?[a-z][\w-]*)[^>]*>")
_NAME = str | tuple[str, ...]


# Gathering ---------------------------------------------------------------------


def sources(package: Path) -> Iterator[Path]:
    """Modules and templates whose words reach a person."""
    for path in sorted(package.rglob("*")):
        inside = path.relative_to(package).parts
        if SKIPPED.isdisjoint(inside) and (path.suffix == ".py" or ("templates" in inside and path.is_file())):
            yield path


def as_module(path: Path) -> str:
    """The text of a module, or of a template turned into calls of gettext, line for line."""
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        return text
    calls = templatize(text, origin=str(path))
    return "\n".join(line.strip() for line in calls.split("\n"))


def gather(package: Path = PACKAGE) -> Catalog:
    """Every sentence of the sources, with the files that say it."""
    found = Catalog(locale="en", project="Kondusif", charset="utf-8")
    for path in sources(package):
        code = io.BytesIO(as_module(path).encode("utf-8"))
        for _line, name, comments, context in extract("python", code, KEYWORDS, ("Translators:",)):
            where = (str(path.relative_to(package)), 0)
            if name and (name if isinstance(name, str) else name[0]):
                found.add(name, locations=[where], auto_comments=comments, context=context)
    return found


# Keeping -----------------------------------------------------------------------


def load(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale=path.parent.parent.name, project="Kondusif", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def keep(catalog: Catalog, path: Path) -> None:
    """Write the catalogue sorted, without line numbers and dates, so that a change shows only what changed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = io.BytesIO()
    write_po(text, catalog, width=100, sort_output=True, omit_header=True, include_previous=False, ignore_obsolete=True)
    body = re.sub(r"^(#: .*)$", _files_only, text.getvalue().decode("utf-8"), flags=re.M)
    path.write_text(_header(catalog) + body, "utf-8")


def _files_only(found: re.Match[str]) -> str:
    return "#: " + " ".join(dict.fromkeys(re.sub(r":\d+$", "", name) for name in found[1][3:].split()))


def _header(catalog: Catalog) -> str:
    tongue = str(catalog.locale_identifier)
    return (
        "# Kept by tools/messages.py; the sentences are in the sources, only the translations are written here.\n"
        'msgid ""\nmsgstr ""\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Content-Transfer-Encoding: 8bit\\n"\n"Language: {tongue}\\n"\n"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    )


def merged(old: Catalog, new: Catalog) -> Catalog:
    """The sentences of the sources with the translations that stand; sentences that are gone fall away."""
    for message in new:
        before = old.get(message.id, message.context) if message.id else None
        if before is not None:
            message.string, message.flags = before.string, before.flags
            message.user_comments = before.user_comments
    return new


class Undated(Catalog):
    """A catalogue whose compiled head names no date and no tool, so that the same words give the same bytes."""

    def __iter__(self) -> Iterator[Message]:
        head = f"Content-Type: text/plain; charset=utf-8\nPlural-Forms: {self.plural_forms}\n"
        yield Message("", string=head)
        yield from list(super().__iter__())[1:]


def compiled(path: Path) -> bytes:
    """The catalogue as Django reads it."""
    kept = load(path)
    plain = Undated(locale=kept.locale, charset="utf-8")
    for message in kept:
        if message.id:
            plain.add(message.id, message.string, flags=message.flags, context=message.context)
    made = io.BytesIO()
    write_mo(made, plain)
    return made.getvalue()


def catalogues(locale: Path = LOCALE) -> list[Path]:
    return sorted(locale.glob("*/LC_MESSAGES/django.po"))


# Checking ----------------------------------------------------------------------


def singular(name: _NAME) -> str:
    return name if isinstance(name, str) else name[0]


def places(text: str) -> set[str]:
    """Names of the values that a sentence waits for."""
    return {found[1] or found[2] for found in _PLACE.finditer(text)}


def strings(message: Message) -> list[str]:
    given = message.string or ""
    return [given] if isinstance(given, str) else list(given)


def faults_of(message: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    texts = strings(message)
    if message.fuzzy:
        yield "fuzzy"
    if not all(text.strip() for text in texts):
        yield "no translation"
        return
    wanted, tags = places(ids[-1]) | places(ids[0]), sorted(_TAG.findall(ids[0]))
    for number, text in enumerate(texts):
        have = places(text)
        # A singular may leave the number out: "one day left".
        if have != wanted and not (len(texts) > 1 and number == 0 and have < wanted):
            yield f"values differ: {sorted(wanted)} and {sorted(have)}"
        if sorted(_TAG.findall(text)) != tags:
            yield "tags differ"
        if text.startswith("\n") != ids[0].startswith("\n") or text.endswith("\n") != ids[0].endswith("\n"):
            yield "line ends differ"


def faults(package: Path = PACKAGE, english: Path = ENGLISH) -> list[str]:
    """Every reason for which the catalogue cannot be shipped."""
    wanted, have = gather(package), load(english)
    found = []
    for message in wanted:
        if message.id and have.get(message.id, message.context) is None:
            found.append(f"missing: {singular(message.id)!r} ({message.locations[0][0]})")
    for message in have:
        if not message.id:
            continue
        if wanted.get(message.id, message.context) is None:
            found.append(f"stale: {singular(message.id)!r}")
            continue
        found.extend(f"{fault}: {singular(message.id)!r}" for fault in faults_of(message))
    for path in catalogues(english.parent.parent.parent):
        made = path.with_suffix(".mo")
        if not made.exists() or made.read_bytes() != compiled(path):
            found.append(f"not compiled: {path.parent.parent.name}")
    return found


# Commands ----------------------------------------------------------------------


def update() -> int:
    whole = merged(load(ENGLISH), gather())
    keep(whole, ENGLISH)
    empty = sum(1 for message in whole if message.id and not all(strings(message)))
    print(f"{len(whole)} sentences, {empty} without English")
    return 0


def show_missing() -> int:
    for message in merged(load(ENGLISH), gather()):
        if message.id and not all(strings(message)):
            print(f"{message.locations[0][0]}: {singular(message.id)!r}")
    return 0


def compile_all() -> int:
    for path in catalogues():
        path.with_suffix(".mo").write_bytes(compiled(path))
        print(f"{path.parent.parent.name}: {path.with_suffix('.mo').stat().st_size} bytes")
    return 0


def check() -> int:
    found = faults()
    for line in found:
        print(line, file=sys.stderr)
    print(f"{len(found)} faults" if found else "every sentence has its English")
    return 2 if found else 0


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--check", action="store_true")
    group.add_argument("--compile", action="store_true")
    group.add_argument("--missing", action="store_true")
    given = parser.parse_args(arguments)
    if given.check:
        return check()
    if given.compile:
        return compile_all()
    return show_missing() if given.missing else update()


if __name__ == "__main__":
    sys.exit(main())
