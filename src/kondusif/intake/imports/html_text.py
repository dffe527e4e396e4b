"""The text of a mail that was written as a page: what a reader sees, quoted history marked as in plain mail."""

from html.parser import HTMLParser

_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav",
    "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
])  # fmt: skip
_UNSEEN = frozenset(["script", "style", "head", "title", "template"])
_VOID = frozenset([
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
])  # fmt: skip
_IN_HEAD = frozenset(["base", "link", "meta", "noscript", "script", "style", "template", "title"])
_CELLS = frozenset(["td", "th"])
_SECTIONS = frozenset(["thead", "tbody", "tfoot"])
# A tag that begins -> what it ends where nobody wrote the end, and what holds it off. As browsers read it.
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(["li"]), frozenset(["ul", "ol"])),
    "dt": (frozenset(["dt", "dd"]), frozenset(["dl"])),
    "dd": (frozenset(["dt", "dd"]), frozenset(["dl"])),
    "option": (frozenset(["option"]), frozenset(["select"])),
    "td": (_CELLS, frozenset(["table"])),
    "th": (_CELLS, frozenset(["table"])),
    "tr": (_CELLS | {"tr"}, frozenset(["table"])),
} | dict.fromkeys(_SECTIONS, (_CELLS | _SECTIONS | {"tr"}, frozenset(["table"])))
_HOLDS_P = _CELLS | {"table", "caption", "button"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self._open: list[tuple[str, bool]] = []  # each tag that stands open, and whether it hides what it holds

    def _stands(self, tag: str) -> int:
        return sum(one == tag for one, _hides in self._open)

    @property
    def _hidden(self) -> bool:
        return any(hides for _tag, hides in self._open)

    def _break(self) -> None:
        if self.lines[-1]:
            self.lines.append("")

    def _end(self, tags: frozenset[str], held_by: frozenset[str] = frozenset()) -> None:
        """Close the outermost of these that stands inside what holds them."""
        found = None
        for at in range(len(self._open) - 1, -1, -1):
            tag = self._open[at][0]
            if tag in held_by:
                break
            if tag in tags:
                found = at
        if found is not None:
            del self._open[found:]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _IN_HEAD:
            self._end(frozenset(["head"]))
        if tag in _BLOCKS:
            self._end(frozenset(["p"]), _HOLDS_P)
        if tag in _ENDS:
            self._end(*_ENDS[tag])
        if not self._hidden:
            self._part(tag)
        if tag not in _VOID:
            told = dict(attrs)
            style = "".join((told.get("style") or "").split()).lower()
            self._open.append((tag, tag in _UNSEEN or "hidden" in told or "display:none" in style))

    def handle_endtag(self, tag: str) -> None:
        hidden = self._hidden
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at][0] == tag:
                del self._open[at:]
                break
        if not hidden:
            self._part(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def _part(self, tag: str) -> None:
        if tag in _BLOCKS or tag == "br":
            self._break()
        elif tag in _CELLS and self.lines[-1]:
            self.lines[-1] += " "

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if not self._stands("pre"):
            self._write(data)
            return
        for number, line in enumerate(data.split("\n")):
            if number:
                self._break()
            self._write(line)

    def _write(self, data: str) -> None:
        words = " ".join(data.split())
        if not words:
            if data and self.lines[-1]:
                self.lines[-1] += " "
            return
        if not self.lines[-1]:
            self.lines[-1] = "> " * self._stands("blockquote") + words
        else:
            self.lines[-1] += ("" if data[:1].strip() and self.lines[-1][-1:] != " " else " ") + words
        if data[-1:].isspace():
            self.lines[-1] += " "

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """What word processors write between `<![` and `>` is a mark for them: what stands between two marks is read.

        The library falls over a name that it does not know.
        """
        end = self.rawdata.find(">", i)
        return end + 1 if end >= 0 else -1


def text_of_html(page: str) -> str:
    """The words of a page, one line for each block; nothing of it is run or fetched."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return "\n".join(" ".join(line.split()) for line in reader.lines if line.strip())
