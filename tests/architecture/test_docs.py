"""What the documents say is what the code does."""

import ast
import re
import subprocess

import pytest
from django.apps import apps

from support.source import PACKAGE, ROOT, calls, must_be_empty, python_files, texts, tree_of

READERS = {"env_text", "env_flag", "env_int", "env_list", "kept_secret"}
PAGES = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "PRIVACY.md", "CHANGELOG.md"]
MAKE = re.compile(r"`make ([a-z-]+)`|^ {4}make ([a-z-]+)", re.M)
PARTS = ["Context", "Decision", "What we gave up", "How it is enforced"]
FOREIGN = {".woff2", ".ttf", ".otf"}


def text_of(name: str) -> str:
    return (ROOT / name).read_text()


def settings_read() -> set[str]:
    """Every environment variable that the package reads."""
    return {
        text
        for path in python_files()
        for name, call in calls(tree_of(path))
        if name in READERS and call.args
        for text in texts(call.args[0])
    }


def test_the_example_lists_every_setting_and_no_other() -> None:
    assert set(re.findall(r"^([A-Z_]+)=", text_of(".env.example"), re.M)) == settings_read()


def test_the_page_of_settings_explains_every_setting() -> None:
    assert set(re.findall(r"^\| `([A-Z_]+)`", text_of("docs/ops/settings.md"), re.M)) == settings_read()


def test_every_model_has_its_entry_in_the_glossary() -> None:
    ours = {model.__name__ for model in apps.get_models() if model.__module__.startswith("kondusif.")}
    known = set(re.findall(r"`(\w+)`", text_of("docs/glossary.md")))
    must_be_empty(sorted(ours - known))


def test_every_test_that_the_page_of_threats_names_is_there() -> None:
    written = "\n".join(path.read_text() for folder in ("src", "tests") for path in (ROOT / folder).rglob("test_*.py"))
    named = set(re.findall(r"`(test_\w+)`", text_of("docs/threats.md")))
    assert named
    must_be_empty(sorted(name for name in named if f"def {name}(" not in written))


def test_every_make_target_in_the_documents_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.M))
    files = [ROOT / name for name in PAGES] + list((ROOT / "docs").rglob("*.md"))
    named = {(path.name, a or b) for path in files for a, b in MAKE.findall(path.read_text())}
    must_be_empty(sorted(f"{name}: make {target}" for name, target in named if target not in targets))


def test_every_make_target_says_what_it_does() -> None:
    rows = re.findall(r"^([a-z-]+):(.*)", text_of("Makefile"), re.M)
    assert {name for name, rest in rows if "## " not in rest} == {"core", "dev", "peers"}


def test_every_file_that_a_document_names_is_there() -> None:
    files = [ROOT / name for name in PAGES] + list((ROOT / "docs").rglob("*.md"))
    named = re.compile(r"""(?:\]\(|src=")((?!https?:|#|mailto:)[^)#"]+)""")
    faults = [
        f"{path.name}: {target}"
        for path in files
        for target in named.findall(path.read_text())
        if not (path.parent / target).exists()
    ]
    must_be_empty(faults)


def test_every_code_path_that_a_document_names_is_there() -> None:
    path_like = re.compile(r"`((?:src|tests|tools|docs|bench|\.ci)/[\w./-]+)`")
    files = [ROOT / name for name in PAGES] + list((ROOT / "docs").rglob("*.md"))
    faults = [
        f"{path.name}: {target}"
        for path in files
        for target in path_like.findall(path.read_text())
        if not (ROOT / target).exists() and "results" not in target
    ]
    must_be_empty(faults)


@pytest.mark.parametrize(("name", "most"), [("README.md", 120), ("ARCHITECTURE.md", 250)])
def test_a_document_stays_short(name: str, most: int) -> None:
    assert 20 < len(text_of(name).splitlines()) <= most


def test_every_decision_says_what_it_cost_and_what_enforces_it() -> None:
    faults = []
    numbers = []
    for path in sorted((ROOT / "docs" / "adr").glob("*.md")):
        text = path.read_text()
        numbers.append(path.name[:4])
        heads = {head.strip(" .*#").lower() for head in re.findall(r"^(?:#+ |\*\*)[^\n.*]+", text, re.M)}
        faults += [f"{path.name} lacks {part}" for part in PARTS if part.lower() not in heads]
        faults += [f"{path.name} is longer than a page"] * (len(text.splitlines()) > 60)
    must_be_empty(faults)
    assert len(numbers) == len(set(numbers)), "a number is used once"


def test_the_licence_is_the_one_that_the_package_names() -> None:
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in text_of("LICENSE")
    assert 'license = "EUPL-1.2"' in text_of("pyproject.toml")


def test_every_foreign_file_has_its_licence_beside_it() -> None:
    folders = {path.parent for path in PACKAGE.rglob("*") if path.suffix in FOREIGN or path.parent.name == "vendor"}
    must_be_empty([str(folder) for folder in folders if not any("LICEN" in path.name for path in folder.iterdir())])


def tracked() -> list[str]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    return [name for name in done.stdout.split("\0") if name]


def test_no_file_names_a_machine_or_where_packages_come_from() -> None:
    words = [
        "/" + "work/",
        "/" + "root/",
        "py" + "pi.org",
        "registry.npm" + "js",
        "deb.deb" + "ian",
        "python" + "hosted",
    ]
    faults = []
    for name in tracked():
        path = ROOT / name
        if path.suffix in {".woff2", ".ttf", ".png", ".gz", ".xz", ".jpg", ".mo", ".csv"} or not path.is_file():
            continue
        text = path.read_text(errors="replace")
        faults += [f"{name}: {word}" for word in words if word in text]
    must_be_empty(faults)


def test_every_command_in_the_documents_exists() -> None:
    from kondusif.cli.main import nouns, verbs_of

    known = {f"{noun} {verb}".strip() for noun in nouns() for verb in verbs_of(noun)}
    said = re.compile(r"kondusif ([a-z]+)(?: ([a-z]+))?")
    files = [ROOT / name for name in PAGES] + list((ROOT / "docs").rglob("*.md"))
    spans = [
        (path.name, span) for path in files for span in re.findall(r"`([^`\n]*kondusif [^`\n]+)`", path.read_text())
    ]
    faults = [
        f"{name}: {span}"
        for name, span in spans
        for noun, verb in said.findall(span)
        if noun in {word.split()[0] for word in known} and f"{noun} {verb}".strip() not in known and noun not in known
    ]
    must_be_empty(faults)


def test_the_documents_of_this_test_parse_the_code_they_claim() -> None:
    assert isinstance(tree_of(PACKAGE / "config" / "settings.py"), ast.Module)
    assert "KONDUSIF_HOME" in settings_read()
