"""Letters and reports as PDF, set by Typst from templates that stand in the rooms (`<room>/letters/*.typ`).

What a person wrote is handed over as JSON and placed as strings; it is never part of the template, so nothing in it can
be read as markup. Fonts come from `base/fonts` (and, for signs that they lack, from the ones inside Typst), never from
the machine, so that a letter looks the same everywhere.
"""

import base64
import json
import threading
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Literal

import typst
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

PACKAGE = Path(__file__).resolve().parent.parent
FONTS = Path(__file__).resolve().parent / "fonts"
_one_at_a_time = threading.Lock()


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])
    return typst.Compiler(root=str(PACKAGE), font_paths=fonts)


def pdf(
    template: str, data: Mapping[str, object], *, made_at: datetime | None = None,
    pictures: Mapping[str, str] | None = None,
) -> bytes:  # fmt: skip
    """Set one document.

    Args:
        template: path below the package, for example `cases/letters/forwarding.typ`.
        data: plain values (texts, numbers, lists, mappings); dates are written as ISO texts, so format them before.
        made_at: the moment written into the file; with it the same data gives the same bytes.
        pictures: SVG texts by name (`photo_svg` makes one of a JPEG). In a template:
            `image(bytes(json(bytes(sys.inputs.pictures)).at(name)), format: "svg")`.
    Raises:
        FileNotFoundError: there is no such template.
        typst.TypstError: the template does not fit its data.
    Cost: about 30 ms for one page once the fonts are read.
    """
    return _set(template, data, "pdf", made_at=made_at, pictures=pictures)


def drawing(
    template: str, data: Mapping[str, object], *, form: Literal["svg", "png"], dots_an_inch: float = 144
) -> bytes:
    """Draw one page as a picture: `svg`, in which letters are shapes and need no font, or `png`.

    Args:
        dots_an_inch: how fine a `png` is; without meaning for `svg`.
    Raises:
        TypeError: the template makes more than one page. Otherwise as `pdf`.
    """
    return _set(template, data, form, dots_an_inch=dots_an_inch)


def _set(
    template: str, data: Mapping[str, object], form: Literal["pdf", "svg", "png"], *, made_at: datetime | None = None,
    dots_an_inch: float | None = None, pictures: Mapping[str, str] | None = None,
) -> bytes:  # fmt: skip
    path = (PACKAGE / template).resolve()
    if not path.is_file() or PACKAGE not in path.parents:
        raise FileNotFoundError(template)
    handed = {"data": json.dumps(printable(data), ensure_ascii=False, allow_nan=False)}
    if pictures:
        handed["pictures"] = json.dumps(dict(pictures), ensure_ascii=False)
    with _one_at_a_time:
        made = _compiler().compile(
            input=str(path), format=form, sys_inputs=handed, timestamp=made_at, root=str(PACKAGE),
            ppi=dots_an_inch,
        )  # fmt: skip
    if not isinstance(made, bytes):
        raise TypeError(f"{template}: expected one document")
    return made


def letterhead(city: object) -> dict[str, str]:
    """What the head of a sheet says of the city; goes into the data under the key `letterhead`.

    Args:
        city: the city's row, read by attribute (government, office, address, is_exercise), or None.
    """
    exercise = bool(getattr(city, "is_exercise", False))
    return {
        "government": str(getattr(city, "government", "") or ""),
        "office": str(getattr(city, "office", "") or ""),
        "address": str(getattr(city, "address", "") or ""),
        "exercise": _("LATIHAN: data rekaan, bukan surat resmi") if exercise else "",
        "sheet": _("lembar {n} dari {m}"),
        "language": (get_language() or "id")[:2],
    }


def printable(value: object) -> object:
    """The same data with texts that paper can carry: no control signs, the name of a picture sign in its place."""
    if isinstance(value, str | Promise):
        return _printable_text(str(value))
    if isinstance(value, Mapping):
        return {str(key): printable(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [printable(entry) for entry in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def _printable_text(text: str) -> str:
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(_sign(letter) for letter in text)


@cache
def _sign(letter: str) -> str:
    if letter in "\n\t" or " " <= letter <= "~":
        return letter
    if unicodedata.category(letter) in ("Cc", "Cs", "Cf", "Co") or "\ufe00" <= letter <= "\ufe0f":
        return ""
    if letter >= "\U0001f000":
        return f"[{unicodedata.name(letter, f'U+{ord(letter):X}').lower()}]"
    return letter


# The classes of our maps and charts, for an SVG that leaves the page: there no style sheet reaches it.
_SVG_STYLE = """<style>
.m-calm{fill:#e5dfd2}.m-watch{fill:#d3a565}.m-tense{fill:#b5622f}.m-critical{fill:#6b1d17}
.peta path,.peta .petak{stroke:#fff;stroke-width:1}.peta .kec{fill:none;stroke:#1b2527;stroke-width:1.1}
.peta .tunjuk{fill:none;stroke:#1b2527;stroke-width:1}
text{font-family:"Kondusif Sans";font-size:12.5px;fill:#1b2527}
.peta text{font-weight:600}.peta .nkec{font-weight:400;fill:#47504f}
.grafik text{font-size:13px;fill:#47504f}.grafik .t{font-weight:600;fill:#1b2527}
.grafik .g{stroke:#dbd5c8;stroke-width:1}.grafik .s{stroke:#1b2527;stroke-width:1}
.f-mori{fill:#e5dfd2}.f-laut{fill:#0e4a4f}.f-laut-muda{fill:#c8d9d9}.f-tense{fill:#b5622f}.f-tinta{fill:#1b2527}
</style>"""


def photo_svg(jpeg: bytes, width: int, height: int) -> str:
    """A JPEG as an SVG that holds it, which is how a photo reaches a template without lying in a folder of ours."""
    inside = base64.b64encode(jpeg).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,{inside}"/></svg>'
    )


def standalone_svg(svg: str) -> str:
    """A map or chart of a page as a picture that stands alone: name space and colours are inside.

    In a template: `image(bytes(data.map), format: "svg", width: 100%)`.
    """
    head, _bracket, rest = svg.partition(">")
    if "xmlns=" not in head:
        head += ' xmlns="http://www.w3.org/2000/svg"'
    return f"{head}>{_SVG_STYLE}{rest}"
