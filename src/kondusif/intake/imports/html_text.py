"""The text of a mail that was written as a page: what a reader sees, quoted history marked as in plain mail."""

from html.parser import HTMLParser

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "tr",
        "li",
        "ul",
        "ol",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "blockquote",
        "section",
        "article",
    ]
)
_UNSEEN = frozenset(["script", "style", "head", "title", "template"])
_VOID = frozenset(
    ["br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr"]
)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self._quoted = 0
        self._hidden: list[str] = []  # the tags that stand open inside something that nobody sees

    def _break(self) -> None:
        if self.lines[-1]:
            self.lines.append("")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            if tag in _BLOCKS:
                self._break()
            return
        style = (dict(attrs).get("style") or "").replace(" ", "").lower()
        if self._hidden or tag in _UNSEEN or "display:none" in style:
            self._hidden.append(tag)
            return
        if tag in _BLOCKS:
            self._break()
        if tag == "blockquote":
            self._quoted += 1

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            if tag in self._hidden:
                while self._hidden.pop() != tag:
                    continue
            return
        if tag in _BLOCKS:
            self._break()
        if tag == "blockquote":
            self._quoted = max(0, self._quoted - 1)

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        words = " ".join(data.split())
        if not words:
            return
        if not self.lines[-1]:
            self.lines[-1] = "> " * self._quoted + words
        else:
            self.lines[-1] += ("" if data[:1].strip() and self.lines[-1][-1:] != " " else " ") + words
        if data[-1:].isspace():
            self.lines[-1] += " "


def text_of_html(page: str) -> str:
    """The words of a page, one line for each block; nothing of it is run or fetched."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return "\n".join(" ".join(line.split()) for line in reader.lines if line.strip())
