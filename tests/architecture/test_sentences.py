"""Every refusal has its sentence, and every write has its name in the trail."""

import ast
import re

from kondusif.audit.rules import ACTION
from kondusif.base.errors import catalogue
from kondusif.kernel import errors
from support.source import PACKAGE, calls, must_be_empty, python_files, room_of, rooms, short, texts, tree_of

REFUSALS = {
    name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.KondusifError)
}
BLANK = re.compile(r"%\((\w+)\)")


def refusals() -> list[tuple[str, str, ast.Call]]:
    """(place, code, call) of every refusal made with a literal code."""
    found = []
    for path in python_files():
        for name, call in calls(tree_of(path)):
            if name in REFUSALS and call.args:
                found += [(f"{short(path)}:{call.lineno}", code, call) for code in texts(call.args[0])]
    return found


def test_every_code_of_a_refusal_has_a_sentence() -> None:
    must_be_empty([f"{place} {code}" for place, code, _call in refusals() if code not in catalogue()])


def test_every_blank_in_a_sentence_is_filled_by_the_refusal() -> None:
    faults = []
    for place, code, call in refusals():
        given = {word.arg for word in call.keywords}
        if None in given or code not in catalogue():
            continue
        missing = set(BLANK.findall(str(catalogue()[code]))) - given
        if missing:
            faults.append(f"{place} {code} lacks {sorted(missing)}")
    must_be_empty(faults)


def test_every_sentence_is_used_somewhere() -> None:
    source = "\n".join(path.read_text() for path in python_files() if path.name != "sentences.py")
    # A code may be put together from its stem and a word (`f"intake.file.{problem}"`).
    must_be_empty(
        [code for code in catalogue() if f'"{code}"' not in source and f'"{code.rsplit(".", 1)[0]}.{{' not in source]
    )


def test_every_code_begins_with_a_room() -> None:
    must_be_empty([code for code in catalogue() if code.split(".", 1)[0] not in rooms()])


def test_every_sentence_is_one_plain_sentence_in_indonesian() -> None:
    faults = [code for code, text in catalogue().items() if not str(text).strip().endswith((".", "?", ")s"))]
    must_be_empty(faults)


def registered() -> dict[str, object]:
    from importlib import import_module

    found: dict[str, object] = {}
    for room in rooms():
        if (PACKAGE / room / "permissions.py").exists():
            found |= getattr(import_module(f"kondusif.{room}.permissions"), "AUDIT_ACTIONS", {})
    return found


def recorded() -> list[tuple[str, str]]:
    found = []
    for path in python_files():
        for name, call in calls(tree_of(path)):
            if name == "record" and len(call.args) > 1:
                actions = [text for text in texts(call.args[1]) if ACTION.match(text)]
                found += [(f"{short(path)}:{call.lineno}", text) for text in actions]
    return found


def test_every_action_written_to_the_trail_is_registered() -> None:
    known = registered()
    must_be_empty([f"{place} {action}" for place, action in recorded() if action not in known])


def test_every_registered_action_is_written_somewhere() -> None:
    source = "\n".join(path.read_text() for path in python_files() if path.name != "permissions.py")
    stems = {action: action.rsplit(".", 1)[0] for action in registered()}
    must_be_empty(
        [action for action, stem in stems.items() if f'"{action}"' not in source and f'"{stem}.{{' not in source]
    )


def test_an_action_begins_with_the_room_that_writes_it() -> None:
    faults = []
    for place, action in recorded():
        room = room_of(PACKAGE.parents[1] / place.rsplit(":", 1)[0])
        if action.split(".", 1)[0] != room:
            faults.append(f"{place} {action}")
    must_be_empty(faults)
