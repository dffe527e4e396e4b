"""Cut Bootstrap down to what the templates use.

    python tools/purge_css.py [bootstrap.min.css]           write base/static/kondusif/bootstrap.css
    python tools/purge_css.py [bootstrap.min.css] --check   fail when a template uses a class that the cut lacks
    python tools/purge_css.py --unknown                     list classes that no style sheet of ours knows

The full file is not kept in the repository: take it from the npm package `bootstrap` 5.3
(dist/css/bootstrap.min.css), or let the tool find it beside the reference pictures (KONDUSIF_SHARED, default
../shared). Its licence line stays on top.
"""

import argparse
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "kondusif"
OWN = PACKAGE / "base" / "static" / "kondusif" / "kondusif.css"
TARGET = PACKAGE / "base" / "static" / "kondusif" / "bootstrap.css"
# Written by the form tags, whatever the templates say.
ALWAYS = {"btn", "form-control", "form-select", "form-check", "form-check-input", "form-check-label", "visually-hidden"}
STEPS = range(6)
# Plain utilities that a page may reach for while it is being written.
UTILITIES = {
    *(f"{kind}{side}-{n}" for kind in "mp" for side in ("", "t", "b", "s", "e", "x", "y") for n in STEPS),
    *(f"gap-{n}" for n in STEPS),
    *(f"d-{what}" for what in ("none", "block", "inline", "inline-block", "flex", "grid")),
    *("flex-wrap", "flex-column", "flex-grow-1", "ms-auto", "me-auto"),
    *(f"align-items-{where}" for where in ("start", "center", "end", "baseline")),
    *(f"justify-content-{where}" for where in ("start", "center", "end", "between")),
    *(f"text-{how}" for how in ("start", "center", "end", "nowrap", "break")),
    *("list-unstyled", "w-100", "float-end"),
}

_CLASS_ATTRIBUTE = re.compile(r"""class\s*=\s*(?:"((?:\{%.*?%\}|\{\{.*?\}\}|[^"])*)"|'([^']*)')""", re.S)
_CLASS_IN_PYTHON = re.compile(r"""["']class["']\s*[:,]\s*f?["']([^"']+)["']|class=\\?["']([^"'\\]+)""")
_TEMPLATE_PIECE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.S)
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_VARIABLE_USE = re.compile(r"var\(\s*(--bs-[\w-]+)")
_DECLARATION = re.compile(r"((?:[^;\"'()]|\"[^\"]*\"|'[^']*'|\((?:[^()\"']|\"[^\"]*\"|'[^']*'|\([^()]*\))*\))+)(?:;|$)")


@dataclass
class Rule:
    """One rule with its body, or an at-rule with the rules inside it."""

    head: str
    body: str = ""
    inside: "list[Rule] | None" = None


def rules(css: str) -> Iterator[Rule]:
    """The rules of a style sheet, in order; comments are dropped."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    at = 0
    while (brace := css.find("{", at)) >= 0:
        head = css[at:brace].strip()
        if ";" in head:  # @charset and @import end without a body
            head = head.rpartition(";")[2].strip()
        depth, end = 1, brace + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        body = css[brace + 1 : end - 1]
        nested = head.startswith(("@media", "@supports", "@layer"))
        yield Rule(head, body, list(rules(body)) if nested else None)
        at = end


def split_list(selectors: str) -> list[str]:
    """The members of a selector list; commas inside brackets do not part."""
    found, depth, start = [], 0, 0
    for at, letter in enumerate(selectors):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(letter, 0)
        if letter == "," and not depth:
            found.append(selectors[start:at])
            start = at + 1
    return [selector.strip() for selector in [*found, selectors[start:]]]


def classes_in(text: str, pattern: re.Pattern[str]) -> set[str]:
    """Class names written in the attributes of a template or in the strings of a module."""
    names: set[str] = set()
    for found in pattern.finditer(text):
        written = next(group for group in found.groups() if group is not None)
        names.update(re.findall(r"[\w-]+", _TEMPLATE_PIECE.sub(" ", written)))
        names.update(word for piece in _TEMPLATE_PIECE.findall(written) for word in re.findall(r"[\w-]+", piece))
    return names


def used_classes() -> set[str]:
    """Every class that the product writes into a page."""
    names = set(ALWAYS)
    for template in PACKAGE.rglob("templates/**/*.html"):
        names |= classes_in(template.read_text("utf-8"), _CLASS_ATTRIBUTE)
    for module in PACKAGE.rglob("*.py"):
        if "tests" not in module.parts and "migrations" not in module.parts:
            names |= classes_in(module.read_text("utf-8"), _CLASS_IN_PYTHON)
    return names


def _wanted(selector: str, keep: set[str]) -> bool:
    plain = re.sub(r":not\([^)]*\)", "", selector)
    if "[data-bs-theme=dark]" in plain or "[dir=rtl]" in plain:
        return False
    return all(name in keep for name in _CLASS.findall(plain))


def cut(sheet: list[Rule], keep: set[str]) -> list[Rule]:
    """The rules whose classes are all wanted; empty ones fall away."""
    left: list[Rule] = []
    for rule in sheet:
        if rule.inside is not None:
            if inside := cut(rule.inside, keep):
                left.append(Rule(rule.head, inside=inside))
        elif rule.head.startswith("@"):
            continue  # key frames and fonts: neither is used
        elif selectors := [selector for selector in split_list(rule.head) if _wanted(selector, keep)]:
            left.append(Rule(",".join(selectors), rule.body))
    return left


def write(sheet: list[Rule]) -> str:
    """The style sheet as text, one rule a line."""
    return "\n".join(
        f"{rule.head}{{\n{write(rule.inside)}\n}}" if rule.inside is not None else f"{rule.head}{{{rule.body}}}"
        for rule in sheet
    )


def without_idle_variables(sheet: list[Rule], own: str) -> list[Rule]:
    """Drop custom properties that nothing reads, again and again until none is left."""
    while True:
        read = set(_VARIABLE_USE.findall(write(sheet) + own))
        smaller = [_without(rule, read) for rule in sheet]
        smaller = [rule for rule in smaller if rule.inside or rule.body]
        if write(smaller) == write(sheet):
            return smaller
        sheet = smaller


def _without(rule: Rule, read: set[str]) -> Rule:
    if rule.inside is not None:
        return Rule(rule.head, inside=[inner for inner in (_without(one, read) for one in rule.inside) if inner.body])
    kept = [
        line.strip()
        for line in _DECLARATION.findall(rule.body)
        if not line.strip().startswith("--bs-") or line.partition(":")[0].strip() in read
    ]
    return Rule(rule.head, ";".join(line for line in kept if line))


def build(source: str, keep: set[str]) -> str:
    """The cut of the full style sheet, its licence line on top."""
    licence = re.match(r"@charset[^;]*;|", source)
    header = re.search(r"/\*!.*?\*/", source, re.S)
    if header is None or licence is None:
        raise SystemExit("Berkas ini bukan Bootstrap: baris lisensinya tidak ada.")
    left = without_idle_variables(cut(list(rules(source)), keep), OWN.read_text("utf-8"))
    note = "/* Cut by tools/purge_css.py to what the templates use. Do not edit. */"
    return f'@charset "UTF-8";\n{header[0]}\n{note}\n{write(left)}\n'


def missing(source: str) -> set[str]:
    """Classes of Bootstrap that a template uses and the shipped cut lacks."""
    offered = {name for name in _CLASS.findall(re.sub(r"url\([^)]*\)", "", source)) if not name.isdigit()}
    present = set(_CLASS.findall(re.sub(r"url\([^)]*\)", "", TARGET.read_text("utf-8"))))
    own = set(_CLASS.findall(OWN.read_text("utf-8")))
    return (used_classes() & offered) - present - own


def unknown() -> dict[str, set[str]]:
    """Classes in templates that stand in no style sheet, by template: slips of the pen, or hooks without a look."""
    sheets = [OWN, TARGET, *(OWN.parent / "rooms").glob("*.css")]
    known = {name for sheet in sheets for name in _CLASS.findall(sheet.read_text("utf-8"))}
    found: dict[str, set[str]] = {}
    for template in sorted(PACKAGE.rglob("templates/**/*.html")):
        plain = _TEMPLATE_PIECE.sub("\0", template.read_text("utf-8"))
        words = {
            word
            for match in _CLASS_ATTRIBUTE.finditer(plain)
            for word in (match[1] or match[2] or "").split()
            if "\0" not in word
        }
        if strange := words - known:
            found[str(template.relative_to(PACKAGE))] = strange
    return found


def default_source() -> Path:
    return Path(os.environ.get("KONDUSIF_SHARED", ROOT.parent / "shared")) / "look" / "css" / "bootstrap.min.css"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", nargs="?", type=Path, default=default_source())
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--unknown", action="store_true")
    given = parser.parse_args(arguments)
    if given.unknown:
        for template, words in unknown().items():
            print(f"{template}: {' '.join(sorted(words))}")
        return 0
    source = given.source.read_text("utf-8")
    if given.check:
        if lacking := missing(source):
            print(f"bootstrap.css lacks: {' '.join(sorted(lacking))}", file=sys.stderr)
        return 2 if lacking else 0
    TARGET.write_text(build(source, used_classes() | UTILITIES), "utf-8")
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
