"""A civil servant reads, answers and signs on the officer's device; the head sees done, and never an answer."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from kondusif.accounts.exercise import every_sign_in
from support.browser import DESK, PHONE, Visitor

SIGN_INS = {row.username: row.password for row in every_sign_in()}
ROOM = "/ruang/pencegahan/edaran/SE-3372-2024-0001"
CallIn = Callable[..., Visitor]
ANSWERS = ("dilarang", "tanya_dulu", "boleh")
TURNS = 2 * len(ANSWERS)


def signed_in(visitor: CallIn, username: str, width: int = DESK) -> Visitor:
    somebody = visitor(width=width)
    somebody.sign_in(username, SIGN_INS[username])
    return somebody


def proof_of(visitor: CallIn, name: str) -> str:
    """What shows that somebody is who they are: the end of the NIP; the name of who has none."""
    page = signed_in(visitor, "admin").go("/ruang/pegawai/?unit=kel-jebres")
    page.get_by_role("link", name=name, exact=True).first.click()
    key = page.locator("dd").first.inner_text()
    return name if "tidak ber-NIP" in key else key.strip()[-4:]


def answer(page: Page) -> int:
    """Answer until everything is understood; how many turns it took."""
    for turn in range(TURNS):
        if page.get_by_role("button", name="Lanjut ke pakta integritas").count():
            return turn
        for group in page.locator("form fieldset").all():
            group.locator(f"input[value='{ANSWERS[turn % len(ANSWERS)]}']").check()
        page.get_by_role("button", name="Periksa jawaban").click()
    raise AssertionError("never understood")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_civil_servant_signs_at_the_desk_of_the_unit(visitor: CallIn, width: int) -> None:
    head = signed_in(visitor, "camat", width)
    page = head.go(f"{ROOM}/meja/kel-jebres/")
    open_before = int(re.findall(r"\d+", page.locator("h1").inner_text())[0])
    name = page.locator("tbody th").first.inner_text()
    proof = proof_of(visitor, name)
    page.get_by_role("button", name=f"Serahkan perangkat {name}").click()
    faults = head.look_closely()
    page.get_by_role("button", name="Lanjut ke tiga pertanyaan").click()
    assert page.locator("form fieldset").count() == 3
    faults += head.look_closely()
    answer(page)
    faults += head.look_closely()
    page.get_by_role("button", name="Lanjut ke pakta integritas").click()
    for box in page.locator("input[type=checkbox]").all():
        box.check()
    with head.watch.expecting(422):
        page.locator("[name=number]").fill("0000" if proof != "0000" else "1111")
        page.get_by_role("button", name="Tanda tangani").click()
        expect(page.locator("[name=number]")).to_have_attribute("aria-invalid", "true")
    assert page.locator("input[type=checkbox]:checked").count() == 4, "what was ticked stays"
    page.locator("[name=number]").fill(proof)
    page.get_by_role("button", name="Tanda tangani").click()
    expect(page.locator("h1")).to_contain_text("Tidak ada nama di layar ini")
    assert name not in page.locator("body").inner_text()
    faults += head.look_closely()
    page.get_by_role("link", name="Petugas: orang berikutnya").click()
    expect(page.locator("h1")).to_contain_text(str(open_before - 1) if open_before > 1 else "0 orang")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_head_sees_the_own_unit_and_those_below_and_no_other(visitor: CallIn, width: int) -> None:
    head = signed_in(visitor, "camat", width)
    page = head.go(f"{ROOM}/unit/")
    expect(page.locator("main")).to_contain_text("Kelurahan Jebres")
    expect(page.locator("main")).not_to_contain_text("Kelurahan Semanggi")
    with head.watch.expecting(404):
        assert head.page.goto(f"{head.origin}{ROOM}/unit/kel-semanggi/").status == 404  # type: ignore[union-attr]
    page = head.go(f"{ROOM}/unit/kec-jebres/")
    expect(page.locator("h1")).to_contain_text("belum menandatangani")
    assert head.look_closely() == []
