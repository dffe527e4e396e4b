"""What somebody wrote in a mail, without the mails below it and without the signature. What was forwarded stays."""

import re

_FORWARDED = re.compile(
    r"^[\s>]*(-{2,}|_{2,})?\s*(forwarded message|pesan terusan|pesan yang diteruskan|begin forwarded message|"
    r"meneruskan pesan)\b.*$",
    re.I,
)
# The address of the one who is quoted tells this line from a sentence of the account.
_ANSWERED = re.compile(r"^\s*(on|pada)\b.{4,200}[<@].{0,120}\b(wrote|menulis)\s*:\s*$", re.I)
_ORIGINAL = re.compile(r"^\s*-{2,}\s*(original message|original appointment|pesan asli|surat asli)\s*-{2,}\s*$", re.I)
_FROM = re.compile(r"^\s*\*?(from|dari)\s*:\*?\s+\S", re.I)
_SENT = re.compile(r"^\s*\*?(sent|date|dikirim|terkirim|tanggal)\s*:\*?\s+\S", re.I)


def own_words(text: str) -> str:
    """The words of the sender. Where nothing else is left, the whole text: then the quoted words are the matter."""
    lines = text.split("\n")
    forwarded = next((at for at, line in enumerate(lines) if _FORWARDED.match(line)), len(lines))
    written, passed_on = lines[:forwarded], lines[forwarded:]
    written = written[: _history(written)]
    kept = [line for line in written if not line.lstrip().startswith(">")]
    signature = next((at for at, line in enumerate(kept) if line.rstrip() == "--"), len(kept))
    if signature < len(kept) and not passed_on:
        kept = kept[:signature]
    own = "\n".join([*kept, *passed_on]).strip()
    return re.sub(r"\n{3,}", "\n\n", own) if own else text.strip()


def _history(lines: list[str]) -> int:
    """Where the mail that was answered begins."""
    for at, line in enumerate(lines):
        pair = f"{line} {lines[at + 1]}" if at + 1 < len(lines) else line
        if _ORIGINAL.match(line) or _ANSWERED.match(line) or (_ANSWERED.match(pair) and len(line) > 20):
            return at
        if _FROM.match(line) and any(_SENT.match(one) for one in lines[at + 1 : at + 4]):
            return at - 1 if at and set(lines[at - 1].strip()) == {"_"} else at
    return len(lines)
