from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kondusif.engine.chat import Order, read
from kondusif.kernel.errors import Refused

TODAY = date(2024, 11, 13)
DAY = date(2024, 11, 12)


@pytest.mark.parametrize(
    ("line", "sender", "clock"),
    [
        ("12/11/24 08.15 - Wagiyem: halo", "Wagiyem", time(8, 15)),
        ("12/11/2024, 08:15 - Wagiyem: halo", "Wagiyem", time(8, 15)),
        ("12/11/24 pukul 20.15 - Wagiyem: halo", "Wagiyem", time(20, 15)),
        ("12/11/24 8:15\u202fPM - Wagiyem: halo", "Wagiyem", time(20, 15)),
        ("11/12/24, 12:05 a.m. - +62 800-0000-0000: halo", "+62 800-0000-0000", time(0, 5)),
        ("[12/11/24 08.15.33] ~ Wagiyem: halo", "Wagiyem", time(8, 15)),
        ("\u200e[12/11/2024, 8:15:33\u202fPM] Wagiyem: halo", "Wagiyem", time(20, 15)),
        ("[08.15, 12/11/2024] Wagiyem: halo", "Wagiyem", time(8, 15)),
        ("2024-11-12 08:15 - Wagiyem: halo", "Wagiyem", time(8, 15)),
        ("12.11.24, 08:15 - Wagiyem: halo", "Wagiyem", time(8, 15)),
        ("12 Nov 2024 08:15 - Wagiyem: halo", "Wagiyem", time(8, 15)),
        ("Wagiyem, [12/11/2024 08.15]\nhalo", "Wagiyem", time(8, 15)),
    ],
)
def test_every_known_head_is_read(line: str, sender: str, clock: time) -> None:
    (message,) = read(line, TODAY).messages
    assert (message.sender, message.clock, message.text) == (sender, clock, "halo")
    assert message.on == DAY or "11/12/24" in line


def test_an_impossible_month_anywhere_decides_the_whole_file() -> None:
    text = "05/06/24, 08:15 - A: satu\n05/13/24, 08:15 - A: dua"
    found = read(text, TODAY)
    assert found.order is Order.MONTH_FIRST
    assert [one.on for one in found.messages] == [date(2024, 5, 6), date(2024, 5, 13)]


def test_dots_between_figures_are_no_locale_with_the_month_in_front() -> None:
    assert read("05/06/24 08.15 - A: satu", TODAY).messages[0].on == date(2024, 6, 5)


def test_what_would_lie_in_the_future_is_not_the_reading() -> None:
    assert read("12/11/24, 08:15 - A: satu", TODAY).messages[0].on == DAY


def test_the_order_of_the_lines_decides_where_one_reading_goes_back() -> None:
    falling = "01/10/24, 08:15 - A: x\n02/09/24, 08:15 - A: y"
    assert read(falling, TODAY).messages[0].on == date(2024, 1, 10)


def test_a_date_that_cannot_be_decided_stays_empty() -> None:
    found = read("05/06/24, 08:15 - A: satu\n05/07/24, 08:15 - A: dua", TODAY)
    assert found.order is Order.UNKNOWN
    assert [one.on for one in found.messages] == [None, None]
    assert [one.clock for one in found.messages] == [time(8, 15), time(8, 15)]


def test_equal_figures_need_no_decision() -> None:
    assert read("11/11/24, 08:15 - A: satu", TODAY).messages[0].on == date(2024, 11, 11)


def test_two_locales_in_one_paste_are_each_read_where_they_can_be() -> None:
    found = read("25/10/24, 08:15 - A: x\n10/26/24, 08:15 - B: y\n05/06/24, 08:15 - C: z", TODAY)
    assert found.order is Order.MIXED
    assert [one.on for one in found.messages] == [date(2024, 10, 25), date(2024, 10, 26), None]


def test_media_deleted_and_system_lines_are_counted_and_gone() -> None:
    text = """12/11/24 08.15 - Pesan dan panggilan terenkripsi secara end-to-end. Hanya orang di chat ini.
12/11/24 08.15 - Wagiyem menambahkan Tukiran
12/11/24 08.16 - Wagiyem mengubah subjek menjadi "Posko: aman"
12/11/24 08.16 - Wagiyem: <Media tidak disertakan>
12/11/24 08.16 - Wagiyem: IMG-20241112-WA0001.jpg (file terlampir)
12/11/24 08.17 - Wagiyem: Pesan ini dihapus
12/11/24 08.17 - Wagiyem: You deleted this message
12/11/24 08.18 - Wagiyem: satu pesan <Pesan ini diedit>"""
    found = read(text, TODAY)
    assert [one.text for one in found.messages] == ["satu pesan"]
    assert found.skipped == {"system": 3, "media": 2, "deleted": 2}


def test_what_ios_writes_by_itself_is_known_by_its_mark() -> None:
    text = (
        "[12/11/24 08.15.00] Posko: \u200eWagiyem menambahkan Tukiran\n"
        "[12/11/24 08.15.00] Wagiyem: \u200eimage omitted\n"
        "[12/11/24 08.15.00] Wagiyem: tim menambahkan petugas jaga"
    )
    found = read(text, TODAY)
    assert found.skipped == {"system": 1, "media": 1}
    assert [one.text for one in found.messages] == ["tim menambahkan petugas jaga"]


def test_a_caption_stays_where_its_picture_goes() -> None:
    text = "12/11/24 08.16 - A: IMG-20241112-WA0001.jpg (file terlampir)\npohon tumbang di Semanggi"
    assert read(text, TODAY).messages[0].text == "pohon tumbang di Semanggi"


def test_a_message_of_several_lines_is_one() -> None:
    text = "12/11/24 08.16 - A: Laporan\n\nKel. Semanggi: nihil\n12 orang piket\n12/11/24 08.17 - B: siap"
    assert [one.text for one in read(text, TODAY).messages] == [
        "Laporan\n\nKel. Semanggi: nihil\n12 orang piket",
        "siap",
    ]


def test_a_marked_mention_is_a_name_whatever_stands_in_it() -> None:
    assert read("12/11/24 08.16 - A: cek @\u2068Bu Wagiyem Posko\u2069", TODAY).messages[0].text == "cek [nama]"


def test_text_without_heads_is_read_by_paragraphs() -> None:
    assert [one.text for one in read("satu\ndua\n\ntiga", TODAY).messages] == ["satu\ndua", "tiga"]


@pytest.mark.parametrize("text", ["", "\n\n", "\u200e"])
def test_an_empty_chat_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="empty"):
        read(text.replace("\u200e", ""), TODAY)


def test_a_chat_of_endless_lines_is_refused_before_it_is_read() -> None:
    with pytest.raises(Refused, match="too_long"):
        read("a\n" * 200_001, TODAY)


@given(st.text(max_size=400))
def test_no_text_breaks_the_reading(text: str) -> None:
    try:
        found = read(text, TODAY)
    except Refused:
        return
    assert all(one.text for one in found.messages)


@given(st.dates(date(2000, 1, 1), TODAY), st.times(), st.sampled_from(["{:%d/%m/%y %H.%M}", "{:%d.%m.%Y, %H:%M}"]))
def test_a_written_moment_is_read_back(on: date, clock: time, form: str) -> None:
    (message,) = read(form.format(datetime.combine(on, clock)) + " - A: x", TODAY).messages
    assert (message.on, message.clock) == (on, clock.replace(second=0, microsecond=0))


# Another locale ----------------------------------------------------------------------------


def test_figures_of_another_script_are_figures() -> None:
    found = read("\u0661\u0662/\u0661\u0661/\u0662\u0664 \u0660\u0668.\u0661\u0665 - Budi: Semanggi nihil", TODAY)
    assert [(one.on, one.clock, one.sender) for one in found.messages] == [(date(2024, 11, 12), time(8, 15), "Budi")]


def test_an_export_whose_heads_are_unknown_is_refused_and_not_read_as_one_text() -> None:
    """Its senders could not be told from its words, and nothing behind the first 4,000 letters would be read."""
    with pytest.raises(Refused) as refusal:
        read("\n".join(f"2024/11/{day % 28 + 1} \u4e0b\u53488:15 - A: Semanggi nihil" for day in range(40)), TODAY)
    assert refusal.value.code == "engine.chat.unknown_heads"
    agenda = "\n".join(["Agenda pekan ini:", *(f"{day}/11 rapat koordinasi" for day in range(1, 25))])
    assert read(agenda, TODAY).messages


@pytest.mark.parametrize(
    "text", ["You deleted this message.", "Anda menghapus pesan ini.", "Pesan ini telah dihapus.", "Pesan ini dihapus"]
)
def test_a_deleted_message_is_one_with_or_without_a_stop(text: str) -> None:
    found = read(f"12/11/24 08.15 - Budi: {text}", TODAY)
    assert (found.messages, dict(found.skipped)) == ([], {"deleted": 1})
