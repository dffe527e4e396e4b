"""Feeds as the press and its enemies write them."""

import time
from contextlib import suppress
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from kondusif.kernel.errors import Refused
from kondusif.media.feed_reading import Listing, day_of, read_feed

WIB = ZoneInfo("Asia/Jakarta")
TODAY = date(2024, 11, 13)
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Warta Latihan</title>
<item><title>Warga &amp; Lurah Berdialog</title><link>https://warta.example/1</link><guid>w-1</guid>
<pubDate>Tue, 12 Nov 2024 20:15:00 +0000</pubDate><description>Ringkas.</description>
<content:encoded><![CDATA[<p>Warga Semanggi berdialog.</p><script>x()</script>
<p>Acara berlangsung tertib.</p>]]></content:encoded></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Kabar</title>
<entry><id>a-1</id><title type="html">Apel &lt;b&gt;pagi&lt;/b&gt;</title><link rel="self" href="https://x.example/s"/>
<link href="https://x.example/1"/><updated>2024-11-11T23:30:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>Satu <i>dua</i> tiga.</p><p>Empat.</p></div></content>
</entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://y.example"><title>Lama</title></channel>
<item rdf:about="https://y.example/7"><title>Rapat FKUB</title><description>Rapat berjalan.</description>
<dc:date>2024-11-10</dc:date></item></rdf:RDF>"""


def listing(source: str | bytes) -> Listing:
    return read_feed(source if isinstance(source, bytes) else source.encode(), zone=WIB, today=TODAY)


def rss(items: str) -> str:
    return f"<rss><channel><title>W</title>{items}</channel></rss>"


def refusal(source: str | bytes) -> str:
    with pytest.raises(Refused) as refused:
        listing(source)
    return refused.value.code


def test_rss_gives_the_longest_words_it_carries_and_the_day_of_the_city() -> None:
    found = listing(RSS)
    (entry,) = found.entries
    assert (found.title, entry.title) == ("Warta Latihan", "Warga & Lurah Berdialog")
    assert entry.text == "Warga & Lurah Berdialog\n\nWarga Semanggi berdialog.\n\nAcara berlangsung tertib."
    assert entry.published_on == date(2024, 11, 13)  # 03.15 WIB of the next day


def test_atom_gives_the_words_of_xhtml_in_their_order() -> None:
    (entry,) = listing(ATOM).entries
    assert (entry.title, entry.published_on) == ("Apel pagi", date(2024, 11, 12))
    assert entry.text == "Apel pagi\n\nSatu dua tiga.\n\nEmpat."


def test_rss_of_the_first_edition_is_read_too() -> None:
    (entry,) = listing(RDF).entries
    assert (entry.text, entry.published_on) == ("Rapat FKUB\n\nRapat berjalan.", date(2024, 11, 10))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Tue, 12 Nov 2024 20:15:00 +0700", date(2024, 11, 12)), ("Tue, 12 Nov 2024 20:15:00 GMT", date(2024, 11, 13)),
        ("2024-11-12T08:00:00+07:00", date(2024, 11, 12)), ("2024-11-12", date(2024, 11, 12)),
        ("2024-11-12 08:00:00", date(2024, 11, 12)), ("Sel, 12 Nov 2024 08:00:00 +0700", date(2024, 11, 12)),
        ("12 Oktober 2024", date(2024, 10, 12)), ("Sabtu, 12 Okt 2024 08:00:00 +0700", date(2024, 10, 12)),
        ("12/11/2024", date(2024, 11, 12)), ("kemarin", None), ("", None), ("0000-00-00", None),
        ("Tue, 32 Nov 2024 99:15:00 +9900", None), ("9999-12-31T23:59:59-12:00", None),
    ],
)  # fmt: skip
def test_dates_of_all_kinds_are_read_or_left_out(written: str, meant: date | None) -> None:
    assert day_of(written, WIB) == meant


def test_a_date_ahead_of_the_city_is_left_out() -> None:
    item = "<item><title>Judul</title><description>Isi</description><pubDate>2024-12-25</pubDate></item>"
    assert listing(rss(item)).entries[0].published_on is None


def test_one_guid_is_one_entry_and_without_guid_the_words_tell() -> None:
    items = "<item><guid>a</guid><title>Satu</title></item><item><guid>a</guid><title>Dua</title></item>"
    items += "<item><title>Tiga</title></item><item><title>Tiga</title></item><item><title>Empat</title></item>"
    assert [one.title for one in listing(rss(items)).entries] == ["Satu", "Tiga", "Empat"]


def test_an_entry_without_words_is_no_entry() -> None:
    assert listing(rss("<item><link>https://a.example</link></item><item><title> . </title></item>")).entries == ()


def test_a_wrong_encoding_bare_ampersands_and_entities_of_html_are_mended() -> None:
    latin = '<?xml version="1.0" encoding="UTF-8"?>' + rss("<item><title>Kafé &nbsp; R&D &ouml;</title></item>")
    assert listing(latin.encode("latin-1")).entries[0].title == "Kafé R&D ö"
    assert listing(rss("<item><title>Naik\x07 turun</title></item>")).entries[0].title == "Naik turun"
    assert listing("\ufeff\n " + RSS).title == "Warta Latihan"
    assert listing(RSS.replace("UTF-8", "UTF-16").encode("utf-16")).title == "Warta Latihan"
    assert listing(RSS.replace("UTF-8", "tidak-ada")).title == "Warta Latihan"


def bomb() -> str:
    layers = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE rss [<!ENTITY a0 "ha">{layers}]>' + rss("<item><title>&a9;</title></item>")


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (bomb(), "entities"),
        ('<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><title>&x;</title></rss>', "entities"),
        ("<!DOCTYPE html><html><body><p>Halaman</body>", "web_page"),
        ("<html><body><p>Halaman</p></body></html>", "web_page"),
        ("bukan xml sama sekali", "broken"), ("", "empty"), ("  \n", "empty"), ("<rss><channel>", "broken"),
        ("<opml><body/></opml>", "not_a_feed"), ('{"version": "https://jsonfeed.org/version/1"}', "broken"),
        (b"\x00\x01\x02\xff", "broken"),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_refused_with_its_reason(source: str | bytes, code: str) -> None:
    assert refusal(source) == f"media.feed.{code}"


@pytest.mark.parametrize(
    "source",
    [
        rss("<item>" * 1 + "<b>" * 100_000 + "</b>" * 100_000 + "</item>"),
        rss("<item><title>x</title><description>" + "&lt;" * 400_000 + "</description></item>"),
        rss("<item><title>a</title></item>" * 60_000),
        rss("<item><title>" + "&" * 1_000_000 + "</title></item>"),
    ],
    ids=["deep", "brackets", "many", "ampersands"],
)
def test_hostile_feeds_take_little_time(source: str) -> None:
    before = time.process_time()
    with suppress(Refused):
        assert len(listing(source).entries) <= 100
    assert time.process_time() - before < 3
