"""The shipped rulebook with one thing rewritten, as texts of a later edition."""

from kondusif.rulebook.loader import digest_of_files, files_of

NEXT = "2030.1.1"


def sealed(files: dict[str, str], edition: str = NEXT) -> dict[str, str]:
    """The texts under a new edition, with the digest that they have."""
    seal = f'edition: "{edition}"\ndigest: "{digest_of_files(files)}"\n'
    return {**files, "edition.yaml": seal}


def rewritten(name: str, old: str, new: str, edition: str = NEXT) -> dict[str, str]:
    """An edition in which one text replaces another, once, and whose dated facts no longer speak of steps."""
    found = {**files_of(), "norm_tests/steps.yaml": "[]\n"}
    assert old in found[name], f"{name} has no {old!r}"
    found[name] = found[name].replace(old, new, 1)
    return sealed(found, edition)


def with_day_off(day: str, name: str, edition: str = NEXT, files: dict[str, str] | None = None) -> dict[str, str]:
    """An edition with one day of shared leave more, announced late; its dated facts no longer speak of steps."""
    found = {**(files or files_of()), "norm_tests/steps.yaml": "[]\n", "norm_tests/counting.yaml": "[]\n"}
    year = f"holidays/{day[:4]}.yaml"
    lines = found[year].splitlines()
    dated = [number for number, line in enumerate(lines) if "date:" in line and line.split("date:")[1][1:11] > day]
    at = dated[0] if dated else len(lines)
    lines.insert(at, f'  - {{date: {day}, name: "{name}", kind: cuti_bersama}}')
    found[year] = "\n".join(lines) + "\n"
    return sealed(found, edition)
