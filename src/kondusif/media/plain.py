"""Makes plain text of HTML: paragraphs apart, scripts, menus and pictures gone. One pass, whatever the markup."""

import html
import re

# A tag, or a comment, or a declaration. None of these can run further than the next "<", so the cost stays linear.
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)[^<>]*>|<[!?][^<>]*>")
_SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "svg", "math", "nav", "form", "button", "select", "iframe", "object",
     "head", "aside", "footer", "figure", "audio", "video", "textarea"}
)  # fmt: skip
_BLOCKS = frozenset(
    {"p", "div", "br", "hr", "li", "ul", "ol", "dl", "dt", "dd", "tr", "table", "thead", "tbody", "h1", "h2", "h3",
     "h4", "h5", "h6", "blockquote", "section", "article", "header", "main", "pre", "figcaption", "caption", "body",
     "title"}
)  # fmt: skip
_SPACES = re.compile(r"[^\S\n]+")
_GAPS = re.compile(r"\n{3,}")
_LOOKS = re.compile(r"<\s*(?:p|br|div|html|body|a|b|i|strong|em|span|ul|ol|table|h[1-6]|img|figure)\b[^<>]*>", re.I)


def looks_like_html(text: str) -> bool:
    """Whether a text holds at least one ordinary tag."""
    return _LOOKS.search(text) is not None


def plain_text(source: str) -> str:
    """The words of an HTML text, one paragraph a line, blank lines between.

    Cost: linear in the length of the source.
    """
    text = _without_comments(source.replace("\x00", ""))
    lowered = text.lower()
    pieces: list[str] = []
    at = 0
    missing: set[str] = set()
    while found := _TAG.search(text, at):
        pieces.append(text[at : found.start()])
        at = found.end()
        name = (found["name"] or "").lower()
        if name in _SKIPPED and not found["close"] and name not in missing:
            end = lowered.find(f"</{name}", at)
            if end < 0:
                missing.add(name)  # never closed: its words stay, and the rest is not searched again
            else:
                at = end
        elif name in _BLOCKS:
            pieces.append("\n\n" if name in ("p", "h1", "h2", "h3", "div", "article", "title") else "\n")
    pieces.append(text[at:])
    return _tidied(html.unescape("".join(pieces)))


def _without_comments(text: str) -> str:
    if "<!--" not in text:
        return text
    pieces, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            break
        pieces.append(text[at:start])
        at = end + 3
    pieces.append(text[at:])
    return "".join(pieces)


def _tidied(text: str) -> str:
    lines = [_SPACES.sub(" ", line).strip() for line in text.replace("\r", "\n").split("\n")]
    return _GAPS.sub("\n\n", "\n".join(lines)).strip()
