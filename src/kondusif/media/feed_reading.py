"""Reads RSS 2.0, RSS 1.0 (RDF) and Atom as the press writes them. Bytes in, entries out; asks nobody anything."""

import html.entities
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from email.utils import parsedate_to_datetime
from hashlib import sha256
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from kondusif.base.fields import read_date
from kondusif.kernel.errors import Refused
from kondusif.media.plain import looks_like_html, plain_text

MOST_ENTRIES = 100
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["'][^>]*\?>""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_BARE = re.compile(r"&(?!#?[A-Za-z0-9]{1,31};)")
_XML_OWN = {"amp", "lt", "gt", "quot", "apos"}
_MONTHS = {"agu": "aug", "agt": "aug", "okt": "oct", "des": "dec", "mei": "may", "peb": "feb", "nop": "nov"}
_CONTENT = ("encoded", "content", "description", "summary", "subtitle")
_DATES = ("pubdate", "published", "date", "issued", "updated", "modified")


@dataclass(frozen=True, slots=True)
class Entry:
    """One article that a feed carries.

    Args:
        key: the same for the same entry in the next fetch: of its guid, else its link, else its words.
        text: title and words, plain.
        published_on: None where the feed says no date that can be read, or one that lies ahead.
    """

    key: str
    title: str
    text: str
    published_on: date | None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a feed carries: its name and its entries, each key once, in the order of the feed."""

    title: str
    entries: tuple[Entry, ...]


def read_feed(data: bytes, *, zone: tzinfo, today: date) -> Listing:
    """The entries of a feed.

    Args:
        zone: the city's, in which a moment becomes a day.
        today: dates after it are left out.
    Raises:
        Refused: no XML, XML with entities of its own, or XML that is no feed.
    """
    root = _root(data)
    kind = _name(root)
    if kind not in ("rss", "rdf", "feed"):
        raise Refused("media.feed.web_page" if kind == "html" else "media.feed.not_a_feed")
    channel = root if kind == "feed" else next((one for one in root if _name(one) == "channel"), root)
    rows = [one for one in root.iter() if _name(one) == ("entry" if kind == "feed" else "item")][:MOST_ENTRIES]
    entries: dict[str, Entry] = {}
    for row in rows:
        if entry := _entry(row, zone, today):
            entries.setdefault(entry.key, entry)
    title = next((one.text or "" for one in channel if _name(one) == "title"), "")
    return Listing(_line(title)[:120], tuple(entries.values()))


def _root(data: bytes) -> Element:
    bare = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not bare:
        raise Refused("media.feed.empty")
    try:
        try:
            return _parsed(data.lstrip(b" \t\r\n") if not data.startswith((b"\xff\xfe", b"\xfe\xff")) else data)
        except (ParseError, ValueError, LookupError):
            return _parsed(_mended(data))
    except DefusedXmlException as error:
        raise Refused("media.feed.entities") from error
    except (ParseError, ValueError, LookupError, RecursionError, OverflowError, MemoryError) as error:
        head = bare[:2000].lower()
        is_page = b"<html" in head or b"<!doctype html" in head
        raise Refused("media.feed.web_page" if is_page else "media.feed.broken") from error


def _parsed(source: bytes | str) -> Element:
    found: Element = fromstring(source, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    return found


def _mended(data: bytes) -> str:
    """The same feed with the faults of the press taken out: a wrong encoding, entities of HTML, bare ampersands."""
    declared = _DECLARED.match(data)
    names = [declared[1].decode("ascii")] if declared else []
    text = ""
    for encoding in [*names, "utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252", "latin-1"]:
        try:
            text = data.decode(encoding)
            break
        except (UnicodeError, LookupError):
            continue
    if re.search(r"<!\s*ENTITY", text, re.I):
        raise DefusedXmlException
    text = _CONTROL.sub("", _DECLARATION.sub("", text.lstrip("\ufeff")))
    return _BARE.sub("&amp;", _ENTITY.sub(_numbered, text)).strip()


def _numbered(found: re.Match[str]) -> str:
    if found[1] in _XML_OWN:
        return found[0]
    value = html.entities.html5.get(f"{found[1]};")
    return "".join(f"&#{ord(letter)};" for letter in value) if value else f"&amp;{found[1]};"


def _entry(row: Element, zone: tzinfo, today: date) -> Entry | None:
    fields: dict[str, str] = {}
    for one in row:
        name = _name(one)
        if name == "link" and not (one.text or "").strip():
            if one.get("rel", "alternate") == "alternate":
                fields.setdefault("link", one.get("href", ""))
            continue
        value = _words(one)
        if value and len(value) > len(fields.get(name, "")):
            fields[name] = value
    title = _line(fields.get("title", ""))[:300]
    bodies = [_plain(fields[name]) for name in _CONTENT if name in fields]
    body = max(bodies, key=len, default="")
    text = f"{title}\n\n{body}".strip() if not body.startswith(title) or not title else body
    if not any(letter.isalnum() for letter in text):
        return None
    mark = fields.get("guid") or fields.get("id") or row.get(_ABOUT, "") or fields.get("link") or text
    return Entry(sha256(mark.strip().encode("utf-8", "replace")).hexdigest(), title, text, _day(fields, zone, today))


_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def _words(one: Element) -> str:
    """The text of an element; of XHTML inside Atom, its paragraphs."""
    if len(one) == 0:
        return (one.text or "").strip()
    return "".join(_marked(one)).strip()


def _marked(one: Element) -> Iterator[str]:
    """Text and tags below an element in their order, however deep."""
    yield one.text or ""
    above: list[Iterator[Element]] = [iter(one)]
    tails: list[str] = []
    while above:
        part = next(above[-1], None)
        if part is None:
            above.pop()
            yield tails.pop() if tails else ""
            continue
        yield f"<{_name(part)}>{part.text or ''}"
        tails.append(part.tail or "")
        above.append(iter(part))


def _plain(value: str) -> str:
    return plain_text(value) if looks_like_html(value) or "&" in value else plain_text(html.escape(value, quote=False))


def _line(value: str) -> str:
    return " ".join(_plain(value).split())


def _name(one: Element) -> str:
    tag = one.tag if isinstance(one.tag, str) else ""
    return tag.rpartition("}")[2].lower()


def _day(fields: dict[str, str], zone: tzinfo, today: date) -> date | None:
    for name in _DATES:
        if name in fields and (found := day_of(fields[name], zone)):
            return found if found <= today else None
    return None


def day_of(value: str, zone: tzinfo) -> date | None:
    """The city's day of a date as feeds write it: of mail, of ISO 8601, or in words, Indonesian months too."""
    text = " ".join(value.split())[:80]
    english = re.sub(r"[A-Za-z]+", lambda word: _MONTHS.get(word[0].lower()[:3], word[0]), text)
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = parse(text if parse == datetime.fromisoformat else english)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        try:
            return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(zone).date()
        except (ValueError, OverflowError):
            return None
    return read_date(text) or read_date(text[:10])
