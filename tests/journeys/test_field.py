"""The field app on a cheap phone: one visit with a network, then all without one, and nothing lost or doubled."""

import re
import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from support.browser import Visitor
from support.field_app import (
    DESK_ROLE,
    FIND,
    OFFICER,
    OFFICER_2,
    READY,
    go_to,
    open_app,
    phone,
    rows,
    wait_empty,
    waiting,
    write_incident,
    write_session,
)  # fmt: skip
from support.walks import photo


def recorded(visitor: Callable[..., Visitor], words: str) -> int:
    """How many sessions the desk finds with these words."""
    desk = visitor()
    desk.sign_in(DESK_ROLE, f"latihan-{DESK_ROLE}")
    page = desk.go(f"/ruang/pencegahan/sesi/?text={words}")
    return page.locator("main").get_by_text(words).count()


def incidents(visitor: Callable[..., Visitor], words: str) -> int:
    desk = visitor()
    desk.sign_in(DESK_ROLE, f"latihan-{DESK_ROLE}")
    return desk.go("/ruang/kejadian/").locator("main").get_by_text(words).count()


def test_after_one_visit_all_is_written_without_a_network_and_arrives_later(
    browser: Browser, origin: str, visitor: Callable[..., Visitor], tmp_path: Path
) -> None:
    """Acceptance 10 (Ushahidi client 1152): "kept on this phone" until the server has it, never "sent"."""
    canary = f"merpati-{secrets.token_hex(4)}"
    with phone(browser, origin) as officer:
        page, context = officer.page, officer.context
        context.set_offline(True)
        page.goto(origin + "/lapangan/")
        page.wait_for_selector(READY)
        expect(page.locator("#luring")).to_be_visible()
        write_session(page, f"Sesi {canary}", notes=f"Tanda {canary}", picture=photo(tmp_path))
        expect(page.locator("#kabar")).to_contain_text("tersimpan di ponsel ini")
        write_incident(page, f"Baliho {canary}")
        expect(page.locator("#h-menunggu")).to_have_text("Menunggu dikirim: 2")
        assert "terkirim" not in page.locator("body").inner_text().lower()
        page.click("[data-layar=hari-ini] [data-kirim]")
        expect(page.locator("#kabar")).to_contain_text("Belum ada sinyal")
        page.reload()
        page.wait_for_selector(READY)
        expect(page.locator("#h-menunggu")).to_have_text("Menunggu dikirim: 2")
        assert canary not in page.evaluate(FIND), "a thief of the phone reads what was written"
        assert officer.look_closely() == []
        context.set_offline(False)
        wait_empty(page)
        assert [(row["state"], row["sealed"]) for row in rows(page)] == [("taken", False), ("taken", False)]
        assert canary not in page.evaluate(FIND)
    assert recorded(visitor, f"Sesi {canary}") == 1
    assert incidents(visitor, f"Baliho {canary}") == 1


def cut(context: BrowserContext, at: int, *, after: bool) -> list[str]:
    """Cut the network at one request of sending, before it leaves or after the server has worked on it."""
    seen: list[str] = []

    def handle(route: Route) -> None:
        seen.append(route.request.url)
        if len(seen) != at:
            route.continue_()
            return
        if after:
            route.fetch()
        route.abort("connectionfailed")

    context.route(re.compile(r"/lapangan/(kiriman/|bekal\.json|perangkat/)"), handle)
    return seen


@pytest.mark.parametrize("after", [False, True], ids=["before the server", "after the server"])
def test_a_cut_at_every_step_neither_loses_nor_doubles(
    browser: Browser, origin: str, visitor: Callable[..., Visitor], tmp_path: Path, after: bool
) -> None:
    canary = f"gunting-{secrets.token_hex(4)}"
    with phone(browser, origin) as officer:
        page, context = officer.page, officer.context
        for step in range(1, 6):
            context.set_offline(True)
            write_session(page, f"{canary} langkah {step}", picture=photo(tmp_path))
            seen = cut(context, step, after=after)
            context.set_offline(False)
            wait_empty(page, asking=True)
            for _ in range(120):  # the fifth is a greeting after the last note is settled, so it may come later
                if len(seen) >= step:
                    break
                page.wait_for_timeout(250)
            assert len(seen) >= step
            context.unroute_all(behavior="wait")
        assert {row["state"] for row in rows(page)} == {"taken"}
    for step in range(1, 6):
        assert recorded(visitor, f"{canary} langkah {step}") == 1


def test_what_is_shared_from_a_chat_stays_in_memory_until_it_is_sealed(
    browser: Browser, origin: str, visitor: Callable[..., Visitor]
) -> None:
    canary = f"obrolan-{secrets.token_hex(4)}"
    with phone(browser, origin) as officer:
        page, context = officer.page, officer.context
        page.reload()
        page.wait_for_selector(READY)
        context.set_offline(True)
        share(page, canary)
        expect(page.locator("#bagikan-isi")).to_contain_text(canary)
        expect(page.locator("#bagikan-isi")).to_contain_text("1 foto")
        assert canary not in page.evaluate(FIND)
        page.click("[data-layar=bagikan] a[href='#kejadian']")
        expect(page.locator("#kejadian-bagaimana")).to_have_value(re.compile(canary))
        expect(page.locator("[data-foto=kejadian] canvas")).to_have_count(1)
        page.select_option("#kejadian-jenis", "false_procedure")
        page.fill("#kejadian-tempat", "Grup warga")
        page.fill("#kejadian-apa", f"Kabar keliru {canary}")
        page.click("#form-kejadian [type=submit]")
        expect(page.locator("#kabar")).to_contain_text("tersimpan di ponsel ini")
        assert canary not in page.evaluate(FIND)
        context.set_offline(False)
        wait_empty(page)
    assert incidents(visitor, f"Kabar keliru {canary}") == 1


def share(page: Page, words: str) -> None:
    """What the phone does when somebody shares a photo with words into the app."""
    with page.expect_navigation():
        page.evaluate("(words) => Curi.share(words)", words)
    page.wait_for_selector("[data-layar=bagikan]:not([hidden])")


def test_another_account_on_the_same_phone_sends_nothing_of_somebody_else(browser: Browser, origin: str) -> None:
    with phone(browser, origin) as officer:
        page, context = officer.page, officer.context
        context.set_offline(True)
        write_incident(page, "Milik petugas pertama")
        context.clear_cookies()
        page.route("**/lapangan/kiriman/", lambda route: route.abort())
        with officer.watch.expecting(404):
            context.set_offline(False)
            expect(page.locator("#kabar")).to_contain_text("masuk untuk mengirimnya")
            officer.sign_in(OFFICER_2, f"latihan-{OFFICER_2}")
        open_app(officer)
        page.unroute_all(behavior="wait")
        go_to(page, "kiriman")
        page.locator("[data-layar=kiriman] [data-kirim]").click()
        expect(page.locator("#orang-lain")).to_contain_text("1 catatan akun lain")
        assert waiting(page) == 1
        expect(page.locator("#kiriman-kosong")).to_be_visible()
        page.goto("about:blank")  # an answer under way would bring its cookies back
        context.clear_cookies()
        officer.sign_in(OFFICER, f"latihan-{OFFICER}")
        open_app(officer)
        wait_empty(page)


def test_whoever_is_signed_out_keeps_writing_and_is_asked_to_sign_in(browser: Browser, origin: str) -> None:
    with phone(browser, origin) as officer:
        page = officer.page
        officer.context.clear_cookies()
        with officer.watch.expecting(404):
            page.reload()
            page.wait_for_selector(READY)
            write_incident(page, "Ditulis sesudah sesi berakhir")
            expect(page.locator("#kabar")).to_contain_text("masuk untuk mengirimnya")
        assert waiting(page) == 1
        officer.sign_in(OFFICER, f"latihan-{OFFICER}")
        open_app(officer)
        wait_empty(page)


def test_notes_of_yesterday_are_warned_about_and_saved_as_a_file(
    browser: Browser, origin: str, visitor: Callable[..., Visitor], tmp_path: Path
) -> None:
    canary = f"berkas-{secrets.token_hex(4)}"
    with phone(browser, origin) as officer:
        page, context = officer.page, officer.context
        context.set_offline(True)
        write_session(page, f"Lewat berkas {canary}", picture=photo(tmp_path))
        page.evaluate("() => Curi.older(90000000)")
        page.reload()
        page.wait_for_selector(READY)
        expect(page.locator("#kabar")).to_contain_text("lebih dari sehari")
        go_to(page, "kiriman")
        with page.expect_download() as saved:
            page.click("#simpan-berkas")
        file = tmp_path / saved.value.suggested_filename
        saved.value.save_as(file)
        assert canary.encode() not in file.read_bytes()
        desk = visitor()
        desk.sign_in(DESK_ROLE, f"latihan-{DESK_ROLE}")
        counter = desk.go("/ruang/pencegahan/kiriman/berkas/")
        counter.set_input_files("input[type=file]", file)
        counter.locator("main form button[type=submit]").click()
        expect(counter.locator("h1")).to_contain_text("1 dari 1 catatan tercatat")
        assert desk.look_closely() == []
        context.set_offline(False)
        wait_empty(page)
    assert recorded(visitor, f"Lewat berkas {canary}") == 1
