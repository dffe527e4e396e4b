"""Makes the whole corpus in a folder, for a look at it by hand: `python tests/corpus/make.py FOLDER`.

The tests make what they need themselves. Damage comes from `damaged`, whose seeds are numbers from 0 on: the seed in a
failing test's message makes the same file again.
"""

import random
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from corpus import offices, papers, pictures

SEED = 20241127


def damaged(seeds: Mapping[str, bytes], count: int, first: int = 0) -> Iterator[tuple[str, bytes]]:
    """Sound files, each damaged in a way that its number decides."""
    names = sorted(seeds)
    for number in range(first, first + count):
        name = names[number % len(names)]
        yield f"{name} #{number}", damage(seeds[name], number)


def damage(data: bytes, number: int) -> bytes:
    """One file, damaged the way that this number always damages it."""
    chance = random.Random(SEED * 1_000_003 + number)
    whole = bytearray(data)
    for _turn in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(whole)) if whole else 0
        how = chance.randrange(7)
        if how == 0 and whole:
            whole[at] ^= 1 << chance.randrange(8)
        elif how == 1:
            whole[at : at + chance.randrange(1, 9)] = chance.randbytes(chance.randrange(1, 9))
        elif how == 2:
            del whole[at : at + chance.randrange(1, 1 + max(1, len(whole) // 4))]
        elif how == 3:
            whole[at:at] = chance.randbytes(chance.randrange(1, 200))
        elif how == 4:
            other = chance.randrange(len(whole) + 1)
            whole[at:at] = whole[other : other + chance.randrange(1, 500)]
        elif how == 5:
            whole[at : at + 4] = chance.choice(
                (b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"\0\0\xff\xff")
            )
        else:
            del whole[at:]
    return bytes(whole)


def collection() -> dict[str, bytes]:
    """Everything that is not damaged by chance, by a name for its file."""
    found = {f"bom {name}": data for name, data in {**pictures.bombs(), **papers.bombs()}.items()}
    found |= {f"dua {name}": data for name, (data, _code) in pictures.polyglots().items()}
    found |= {f"kantor {name}": data for name, (data, _code) in offices.hostile().items()}
    found |= {f"makro {name}": data for name, data in offices.with_macros().items()}
    found |= {f"aktif {name}": data for name, data in papers.active().items()}
    found |= {f"benih {name}": data for of in (pictures, papers, offices) for name, data in of.seeds().items()}
    return found | {"terkunci pdf": papers.locked()}


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    sys.stdout.write(f"seed {SEED}\n")
    for name, data in collection().items():
        path = folder / "".join(letter if letter.isalnum() else "-" for letter in name)
        path.write_bytes(data)
        sys.stdout.write(f"{len(data):>9}  {path.name}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
