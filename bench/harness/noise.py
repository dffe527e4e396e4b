"""How people spoil a name: one function a kind of noise. Used by bench/synthetic_names.py."""

import random
import re
from collections.abc import Callable, Sequence

import numpy as np

OFFICES = (
    "Kelurahan {}", "Kecamatan {}", "Puskesmas {}", "SD Negeri {}", "SMP Negeri {}", "Dinas Pendidikan {}", "RSUD {}",
    "Dinas Kesehatan {}", "Satuan Polisi Pamong Praja {}", "Badan Kepegawaian {}", "Inspektorat {}", "Dinas Sosial {}",
)  # fmt: skip
Titles = dict[str, tuple[list[str], np.ndarray]]
Tokens = list[str]
KIN = (
    "MOH.",
    "MOCH.",
    "MUH.",
    "M.",
    "MOHAMMAD",
    "MUHAMAD",
    "MOHAMAD",
    "MOCHAMAD",
    "MUHAMMAD",
    "MUCHAMAD",
    "MHD.",
    "MD.",
)
IS_KIN = re.compile(r"(MUH|MOH|MOCH|MUCH)A?M+[AE]D")
SHORT = {"ABDUL": "ABD.", "SITI": "ST.", "WAYAN": "WY.", "MADE": "MD.", "NYOMAN": "NYM.", "KETUT": "KT.", "PUTU": "PT.",
         "AHMAD": "AHM.", "SRI": "S.", "NUR": "N.", "BR": "BORU"}  # fmt: skip
MARGA = (
    "SIREGAR",
    "NASUTION",
    "HARAHAP",
    "LUBIS",
    "SITUMORANG",
    "SIMANJUNTAK",
    "SINAGA",
    "GINTING",
    "TARIGAN",
    "PURBA",
)
CALLS = ("Pak", "Bu", "Bapak", "Ibu", "Sdr.", "Sdri.", "Mas", "Mbak", "Pak H.", "Bu Hj.", "Kang", "Bpk.")
OLD = (("U", "OE"), ("J", "DJ"), ("C", "TJ"), ("Y", "J"), ("SY", "SJ"))
SOUNDS = (("Y", "I"), ("I", "Y"), ("F", "P"), ("P", "F"), ("V", "F"), ("F", "V"), ("Z", "S"), ("S", "Z"), ("K", "Q"))
ROWS = ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")
NEAR = {row[i]: row[max(i - 1, 0)] + row[min(i + 1, len(row) - 1)] for row in ROWS for i in range(len(row))}


def old_spelling(tokens: Tokens, hand: random.Random) -> Tokens:
    """oe for u, dj for j, tj for c, j for y: on all places of one token, as people kept them."""
    return _on_one(tokens, hand, lambda token: _first_change(token, OLD, hand))


def other_letter(tokens: Tokens, hand: random.Random) -> Tokens:
    return _on_one(tokens, hand, lambda token: _first_change(token, SOUNDS, hand))


def _first_change(token: str, pairs: Sequence[tuple[str, str]], hand: random.Random) -> str:
    usable = [pair for pair in pairs if pair[0] in token]
    if not usable:
        return token
    left, right = hand.choice(usable)
    return token.replace(left, right, 1) if len(left) == 1 and right in "IFPVZSQ" else token.replace(left, right)


def _on_one(tokens: Tokens, hand: random.Random, change: Callable[[str], str]) -> Tokens:
    """Change the first token, in a drawn order, that the change alters."""
    for place in hand.sample(range(len(tokens)), len(tokens)):
        changed = change(tokens[place])
        if changed != tokens[place]:
            return [*tokens[:place], changed, *tokens[place + 1 :]]
    return tokens


def kin(tokens: Tokens, hand: random.Random) -> Tokens:
    """Muhammad and its many forms."""
    return _on_one(tokens, hand, lambda token: hand.choice(KIN) if IS_KIN.fullmatch(token) else token)


def short_form(tokens: Tokens, hand: random.Random) -> Tokens:
    return _on_one(tokens, hand, lambda token: SHORT.get(token, token))


def initial(tokens: Tokens, hand: random.Random) -> Tokens:
    """One token of several as its first letter."""
    if len(tokens) < 2:
        return tokens
    return _on_one(tokens, hand, lambda token: token[0] + hand.choice(("", ".")) if len(token) > 2 else token)


def joined(tokens: Tokens, hand: random.Random) -> Tokens:
    if len(tokens) < 2:
        return tokens
    place = hand.randrange(len(tokens) - 1)
    return [*tokens[:place], tokens[place] + tokens[place + 1], *tokens[place + 2 :]]


def split(tokens: Tokens, hand: random.Random) -> Tokens:
    long = [place for place, token in enumerate(tokens) if len(token) >= 7]
    if not long:
        return tokens
    place = hand.choice(long)
    cut = hand.randrange(3, len(tokens[place]) - 2)
    return [*tokens[:place], tokens[place][:cut], tokens[place][cut:], *tokens[place + 1 :]]


def swapped(tokens: Tokens, hand: random.Random) -> Tokens:
    if len(tokens) < 2:
        return tokens
    place, out = hand.randrange(len(tokens) - 1), list(tokens)
    out[place], out[place + 1] = out[place + 1], out[place]
    return out


def dropped(tokens: Tokens, hand: random.Random) -> Tokens:
    """One token of three or more is left out; of two, too little would stay."""
    if len(tokens) < 3:
        return tokens
    place = hand.randrange(len(tokens))
    return tokens[:place] + tokens[place + 1 :]


def typo(tokens: Tokens, hand: random.Random) -> Tokens:
    """One slip of the keyboard in a token of four letters or more."""
    return _on_one(tokens, hand, lambda token: _slip(token, hand) if len(token) >= 4 else token)


def _slip(token: str, hand: random.Random) -> str:
    place = hand.randrange(1, len(token))
    kind = hand.choice(("insert", "delete", "replace", "transpose"))
    near = hand.choice(NEAR.get(token[place], "AEIOU"))
    if kind == "insert":
        return token[:place] + near + token[place:]
    if kind == "delete":
        return token[:place] + token[place + 1 :]
    if kind == "replace":
        return token[:place] + near + token[place + 1 :]
    return token[: place - 1] + token[place] + token[place - 1] + token[place + 1 :]


def doubled(tokens: Tokens, hand: random.Random) -> Tokens:
    def change(token: str) -> str:
        place = hand.randrange(len(token))
        return token[: place + 1] + token[place:] if len(token) >= 4 else token

    return _on_one(tokens, hand, change)


def no_h(tokens: Tokens, hand: random.Random) -> Tokens:
    return _on_one(tokens, hand, lambda token: token[0] + token[1:].replace("H", "", 1) if len(token) > 3 else token)


def cut_off(tokens: Tokens, hand: random.Random) -> Tokens:
    """A long token cut to its beginning, as people call somebody."""
    if len(tokens) < 2:
        return tokens
    return _on_one(tokens, hand, lambda token: token[: len(token) - 3] if len(token) >= 7 else token)


def bali(tokens: Tokens, hand: random.Random) -> Tokens:
    """The particle of a Balinese name, added or left out."""
    if tokens[0] in {"I", "NI"}:
        return tokens[1:] or tokens
    return ["I", *tokens] if tokens[0] in {"WAYAN", "MADE", "NYOMAN", "KETUT", "PUTU", "GEDE", "KADEK"} else tokens


def marga(tokens: Tokens, hand: random.Random) -> Tokens:
    """A clan's name behind the name, or left out."""
    if len(tokens) > 2 and tokens[-1] in MARGA:
        return tokens[:-1]
    return [*tokens, hand.choice(MARGA)] if len(tokens) == 2 else tokens


KINDS: dict[str, tuple[Callable[[Tokens, random.Random], Tokens], int]] = {
    "old_spelling": (old_spelling, 14), "other_letter": (other_letter, 10), "kin": (kin, 12), "initial": (initial, 7),
    "short_form": (short_form, 8), "joined": (joined, 6), "split": (split, 4), "swapped": (swapped, 4),
    "dropped": (dropped, 4), "typo": (typo, 18), "doubled": (doubled, 6), "no_h": (no_h, 6),
    "cut_off": (cut_off, 3), "bali": (bali, 2), "marga": (marga, 2),
}  # fmt: skip


def spoil(name: str, hand: random.Random, titles: Titles, _words: list[str]) -> tuple[str, list[str]]:
    """One noisy way to write a name, and the kinds of noise that changed it."""
    said: list[str] = []
    bare, tail = [*name.split(", ", 1), ""][:2]
    while "." in bare.split()[0] and " " in bare:
        bare = bare.split(" ", 1)[1]
    tokens = bare.split()
    for _turn in range(hand.choices((0, 1, 2), (15, 65, 20))[0]):
        kind = hand.choices(list(KINDS), [weight for _change, weight in KINDS.values()])[0]
        changed = KINDS[kind][0](tokens, hand)
        if changed != tokens:
            tokens = changed
            said.append(kind)
    written = _cased(" ".join(tokens), hand)
    return _titled(written, tail, hand, titles, said), said


def _cased(text: str, hand: random.Random) -> str:
    text = hand.choices((text.title(), text, text.lower()), (70, 18, 12))[0]
    return hand.choices((text, text.replace(" ", "  ", 1), text + ".", text.replace("'", "")), (90, 4, 3, 3))[0]


def _titled(text: str, tail: str, hand: random.Random, titles: Titles, said: list[str]) -> str:
    """Titles kept, left out, added, or misspelt, and a form of address in front."""
    throw = hand.random()
    if tail and throw < 0.30:
        text = f"{text}, {tail}"
    elif tail:
        said.append("title_dropped")
    if not tail and throw < 0.25:
        known = titles["suffix"][0][: 60 if throw < 0.20 else 200]
        text = f"{text}{hand.choice((', ', ' ', ' , '))}{hand.choice(known)}"
        said.append("title_added")
    if tail and throw < 0.08:
        text = text.replace(".", hand.choice(("", ". ", " ")))
        said.append("title_misspelt")
    if hand.random() < 0.22:
        text = f"{hand.choice(CALLS)} {text}"
        said.append("form_of_address")
    elif hand.random() < 0.10:
        text = f"{hand.choice(titles['prefix'][0][:16])} {text}"
        said.append("title_in_front")
    return text
