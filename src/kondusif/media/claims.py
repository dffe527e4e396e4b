"""What may not stand in a clarification: candidates, parties, policy, officials, and a verdict. Plain Python.

The subject is chosen from a closed list; this is the check of the words. It refuses too much rather than too little: a
claim about a procedure can always be said without naming who runs for what.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Kept:
    """A word that refuses a claim; with `verdict` it is a stamp such as "hoaks", not a person or party."""

    word: str
    verdict: bool


# Written with capitals only, since the small words mean something else.
_CAPITALS = re.compile(r"\b(?:PDIP|PDI-P|PKS|PKB|PAN|PPP|PSI|PKN|NasDem|Nasdem|NASDEM)\b")
# A person by title and name: "Pak Lurah", "Ibu Rahmawati", "H. Suharjo".
_PERSON = re.compile(
    r"\b(?:[Pp]ak|[Bb]apak|[Ii]bu|[Bb]u|[Ss]dr[ia]?|[Mm]as|[Mm]bak|[Gg]us|[Kk]iai|[Hh]j?)\.?\s+[A-Z][a-z'’]+"
)
_NUMBER = re.compile(r"\b(?:nomor|no\.?|nomer)\s+urut\b|\bpaslon\b|\bpasangan\s+calon\b|#\w*\d", re.IGNORECASE)


def kept_out_word(text: str) -> Kept | None:
    """The first word of a text that may not stand in a clarification, None where there is none."""
    flat = " ".join(text.split())
    for pattern in (_NUMBER, _CAPITALS, _PERSON, _listed("politics")):
        if found := pattern.search(flat):
            return Kept(found.group(), verdict=False)
    if found := _listed("verdict").search(flat):
        return Kept(found.group(), verdict=True)
    return None


@cache
def _listed(part: str) -> re.Pattern[str]:
    """The words of one part of the list as one pattern, whole words only."""
    source = files("kondusif.media").joinpath("data", "kept_out_of_claims.txt").read_text("utf-8")
    words, here = [], ""
    for line in source.splitlines():
        if line.startswith("["):
            here = line.strip("[]")
        elif line.strip() and not line.startswith("#") and here == part:
            words.append(re.escape(line.strip()).replace(r"\ ", r"\s+"))
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
