"""What somebody wrote in a mail, apart from the mails below it and from the signature. What was forwarded stays.

An account that is lost is worse than a history that stays: only what certainly is no account is set apart, and what was
set apart goes along, so that a person can take it back.
"""

import re
from dataclasses import dataclass

_FORWARDED = re.compile(
    r"^[\s>]*(-{2,}|_{2,})?\s*(forwarded message|pesan terusan|pesan yang diteruskan|begin forwarded message|"
    r"meneruskan pesan)\b.*$",
    re.I,
)
# The address of the one who is quoted tells this line from a sentence of the account.
_ANSWERED = re.compile(r"^\s*(on|pada)\b.{4,200}[<@].{0,120}\b(wrote|menulis)\s*:\s*$", re.I)
_ORIGINAL = re.compile(r"^\s*-{2,}\s*(original message|original appointment|pesan asli|surat asli)\s*-{2,}\s*$", re.I)
_RULE = re.compile(r"^\s*_{5,}\s*$")
_FROM = re.compile(r"^\s*\*?(from|dari)\s*:\*?\s+\S", re.I)
_SENT = re.compile(r"^\s*\*?(sent|date|dikirim|terkirim|tanggal)\s*:\*?\s+\S", re.I)
_LONGEST_SIGNATURE = 8  # lines
_WIDEST_SIGNATURE = 80  # letters of each


@dataclass(frozen=True, slots=True)
class Own:
    """The words of the sender, and what was set apart from them: quoted lines, history, signature."""

    words: str
    apart: str = ""


def own_words(text: str, *, answers: bool) -> Own:
    """The words of the sender.

    Args:
        answers: the mail answers another one. Of one that answers none only the signature is set apart: what it quotes
            is its matter.
    Returns:
        Where nothing else would be left, the whole text: then the quoted words are the matter.
    """
    lines = text.split("\n")
    forwarded = next((at for at, line in enumerate(lines) if _FORWARDED.match(line)), len(lines))
    written, passed_on = lines[:forwarded], lines[forwarded:]
    apart = _quoted(written) if answers else set()
    if not passed_on:
        apart |= _signature([at for at in range(len(written)) if at not in apart], written)
    own = "\n".join([*(line for at, line in enumerate(written) if at not in apart), *passed_on]).strip()
    if not own:
        return Own(text.strip())
    return Own(re.sub(r"\n{3,}", "\n\n", own), "\n".join(written[at] for at in sorted(apart)).strip())


def _quoted(lines: list[str]) -> set[int]:
    """The lines of the mails that were answered."""
    begins = next((at for at in range(len(lines)) if _history(lines, at)), len(lines))
    apart = set(range(begins, len(lines)))
    for at in range(begins):
        if lines[at].lstrip().startswith(">"):
            apart.add(at)
        elif length := _says_who_wrote(lines, at):
            apart |= set(range(at, at + length))
    return apart


def _history(lines: list[str], at: int) -> bool:
    """Whether a mail that was answered begins here and goes to the end, as mail programs mark it with no sign before
    each line. The heads of a letter that somebody wrote ("Dari: warga RW 3") are no such mark."""
    if _ORIGINAL.match(lines[at]):
        return True
    head = at + 1 if _RULE.match(lines[at]) else at
    if head == at and "@" not in lines[at]:
        return False
    sent = any(_SENT.match(one) for one in lines[head + 1 : head + 4])
    return sent and head < len(lines) and bool(_FROM.match(lines[head]))


def _says_who_wrote(lines: list[str], at: int) -> int:
    """Of how many lines the sentence over a quotation is; 0 where none stands here or nothing quoted follows."""
    for length in (1, 2):
        said, rest = " ".join(lines[at : at + length]), lines[at + length :]
        follows = next((line for line in rest if line.strip()), "")
        if _ANSWERED.match(said) and follows.lstrip().startswith(">"):
            return length
    return 0


def _signature(kept: list[int], lines: list[str]) -> set[int]:
    """The lines under the last `--`, where they are as few and short as a name with its numbers."""
    marks = [place for place, at in enumerate(kept) if lines[at].rstrip() == "--"]
    if not marks:
        return set()
    below = kept[marks[-1] :]
    written = [at for at in below[1:] if lines[at].strip()]
    short = len(written) <= _LONGEST_SIGNATURE and all(len(lines[at]) <= _WIDEST_SIGNATURE for at in written)
    return set(below) if short else set()
