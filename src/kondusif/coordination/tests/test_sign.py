from datetime import timedelta
from typing import Any

import pytest

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.base import pictures
from kondusif.coordination.models import Change, Sheet, Signatory
from kondusif.coordination.rules import Named, Office, SignerKind
from kondusif.coordination.selectors.lists import signatories_of
from kondusif.coordination.services.signing import (
    Signer,
    add_sheet,
    add_signatories,
    remove_sheet,
    remove_signatory,
    sign_on_paper,
    sign_on_tablet,
    withdraw_signature,
)
from kondusif.coordination.tests.factories import HELD, LINES, parties, photo, recorded, signed
from kondusif.kernel.errors import Refused
from support.cast import TODAY, Cast


def entries_after(count: int) -> list[str]:
    return list(Entry.objects.order_by("seq").values_list("action", flat=True)[count:])


def test_institutions_stand_in_the_order_of_their_numbers(cast: Cast) -> None:
    declaration = recorded(cast)
    parties(cast, declaration, 12, 3)
    add_signatories(
        actor_of(cast.intan), declaration, [Named(SignerKind.CANDIDATE, "", 2), Named(SignerKind.CANDIDATE, "", 1)],
        office=Office.MAYOR,
    )  # fmt: skip
    add_signatories(actor_of(cast.intan), declaration, [Named(SignerKind.FKUB, "FKUB Kota")])
    assert [row.institution for row in signatories_of(declaration)] == [
        "FKUB Kota", "Partai Contoh 3", "Partai Contoh 12", "Pasangan calon wali kota nomor urut 1",
        "Pasangan calon wali kota nomor urut 2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ([], "empty_list"),
        ([Named(SignerKind.PARTY, "Partai Baru", 3)], "number_taken"),
        ([Named(SignerKind.PARTY, "partai  contoh 3", 4)], "twice"),
        ([Named(SignerKind.PARTY, "Partai Baru")], "no_number"),
        ([Named(SignerKind.FKUB, "FKUB", 2)], "number_not_here"),
        ([Named(SignerKind.OTHER, "x" * 161)], "no_name"),
        ([Named(SignerKind.OTHER, f"Lembaga {n}") for n in range(120)], "too_many"),
    ],
)
def test_a_list_that_cannot_stand_is_refused_whole(cast: Cast, named: list[Named], code: str) -> None:
    declaration = recorded(cast)
    parties(cast, declaration, 3)
    with pytest.raises(Refused) as caught:
        add_signatories(actor_of(cast.intan), declaration, named)
    assert caught.value.code == f"coordination.signatory.{code}"
    assert Signatory.objects.count() == 1


def test_a_signature_on_the_tablet_is_kept_as_points_with_one_entry_that_names_nobody(cast: Cast) -> None:
    row = parties(cast, recorded(cast), 3)[0]
    before = Entry.objects.count()
    kept = signed(cast, row)
    assert (kept.way, kept.signed_on, kept.signer_name) == ("tablet", TODAY, "Sri Wahyu")
    assert kept.strokes[0][:2] == [[100, 200], [200, 120]]
    (entry,) = Entry.objects.order_by("seq")[before:]
    assert entry.facts == {"kind": "party", "way": "tablet"}


@pytest.mark.parametrize(
    ("name", "lines", "code"),
    [
        (" ", LINES, "coordination.sign.no_name"),
        ("Sri Wahyu", "", "coordination.strokes.empty"),
        ("Sri Wahyu", "[[[1,1]", "coordination.strokes.unreadable"),
    ],
)
def test_no_name_or_no_lines_is_no_signature(cast: Cast, name: str, lines: str, code: str) -> None:
    row = parties(cast, recorded(cast), 3)[0]
    with pytest.raises(Refused) as caught:
        sign_on_tablet(actor_of(cast.intan), row, Signer(name), lines)
    assert caught.value.code == code
    assert not Signatory.objects.exclude(way="").exists()


def test_an_institution_signs_once(cast: Cast) -> None:
    row = parties(cast, recorded(cast), 3)[0]
    stale = Signatory.objects.get(pk=row.pk)
    signed(cast, row)
    with pytest.raises(Refused) as caught:
        signed(cast, stale, name="Orang Lain")
    assert caught.value.code == "coordination.signatory.has_signed"
    assert Signatory.objects.get().signer_name == "Sri Wahyu"


def test_a_signature_taken_back_stays_in_the_history(cast: Cast) -> None:
    row = signed(cast, parties(cast, recorded(cast), 3)[0])
    with pytest.raises(Refused):
        withdraw_signature(actor_of(cast.intan), row, reason=" ")
    free = withdraw_signature(actor_of(cast.intan), row, reason="Salah lembaga.")
    assert (free.way, free.strokes, free.signed_on) == ("", [], None)
    assert Change.objects.get().before == f"tablet {TODAY}"
    with pytest.raises(Refused):
        withdraw_signature(actor_of(cast.intan), free, reason="Sekali lagi.")


def test_an_institution_that_signed_is_not_removed(cast: Cast) -> None:
    one, two = parties(cast, recorded(cast), 3, 4)
    signed(cast, one)
    with pytest.raises(Refused):
        remove_signatory(actor_of(cast.intan), one)
    remove_signatory(actor_of(cast.intan), two)
    assert list(Signatory.objects.values_list("ballot_number", flat=True)) == [3]


def test_a_sheet_of_paper_carries_many_signatures_and_its_photo_is_drawn_anew(cast: Cast) -> None:
    declaration = recorded(cast)
    one, two, _three = parties(cast, declaration, 3, 4, 5)
    before = Entry.objects.count()
    sent = photo((2400, 1600))
    sheet = add_sheet(actor_of(cast.intan), declaration, sent)
    sign_on_paper(
        actor_of(cast.intan),
        declaration,
        {one.pk: Signer("Sri Wahyu"), two.pk: Signer("")},
        sheet=sheet,
        signed_on=HELD,
    )
    assert entries_after(before) == ["coordination.sheet.added", "coordination.signature.taken"]
    assert (sheet.width, sheet.height) == (1600, 1067)
    assert pictures.read(sheet.name) != sent
    assert list(Signatory.objects.exclude(way="").values_list("way", "signed_on", "sheet")) == [
        ("paper", HELD, sheet.pk), ("paper", HELD, sheet.pk),
    ]  # fmt: skip


def test_the_same_photo_twice_is_one_sheet_and_leaves_no_second_file(cast: Cast) -> None:
    declaration = recorded(cast)
    first = add_sheet(actor_of(cast.intan), declaration, photo())
    assert add_sheet(actor_of(cast.intan), declaration, photo()).pk == first.pk
    assert len(list(pictures.folder().rglob("*.jpg"))) == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"bukan gambar", "base.picture.unreadable"), (b"\xff" * (24 * 1024 * 1024 + 1), "base.picture.too_large")],
)
def test_a_photo_too_large_or_unreadable_leaves_nothing(cast: Cast, data: bytes, code: str) -> None:
    with pytest.raises(Refused) as caught:
        add_sheet(actor_of(cast.intan), recorded(cast), data)
    assert caught.value.code == code
    assert not Sheet.objects.exists()


@pytest.mark.parametrize(("days", "code"), [(-4, "day"), (1, "day")])
def test_paper_is_signed_between_the_event_and_today(cast: Cast, days: int, code: str) -> None:
    declaration = recorded(cast)
    (one,) = parties(cast, declaration, 3)
    sheet = add_sheet(actor_of(cast.intan), declaration, photo())
    with pytest.raises(Refused) as caught:
        sign_on_paper(
            actor_of(cast.intan), declaration, {one.pk: Signer("")}, sheet=sheet, signed_on=TODAY + timedelta(days=days)
        )
    assert caught.value.code == f"coordination.sign.{code}"


def test_where_one_of_them_has_signed_the_whole_sheet_waits(cast: Cast) -> None:
    declaration = recorded(cast)
    one, two = parties(cast, declaration, 3, 4)
    signed(cast, two)
    sheet = add_sheet(actor_of(cast.intan), declaration, photo())
    both = {one.pk: Signer(""), two.pk: Signer("")}
    with pytest.raises(Refused):
        sign_on_paper(actor_of(cast.intan), declaration, both, sheet=sheet, signed_on=HELD)
    assert Signatory.objects.get(pk=one.pk).way == ""


def test_a_sheet_of_another_declaration_or_nobody_chosen_is_refused(cast: Cast) -> None:
    declaration, other = recorded(cast), recorded(cast, place="Stadion")
    (one,) = parties(cast, declaration, 3)
    sheet = add_sheet(actor_of(cast.intan), other, photo())
    for signers in ({}, {one.pk: Signer("")}):
        with pytest.raises(Refused):
            sign_on_paper(actor_of(cast.intan), declaration, signers, sheet=sheet, signed_on=HELD)
    assert not Signatory.objects.exclude(way="").exists()


def test_a_sheet_goes_with_its_file_once_no_signature_rests_on_it(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    declaration = recorded(cast)
    (one,) = parties(cast, declaration, 3)
    sheet = add_sheet(actor_of(cast.intan), declaration, photo())
    sign_on_paper(actor_of(cast.intan), declaration, {one.pk: Signer("")}, sheet=sheet, signed_on=HELD)
    with pytest.raises(Refused):
        remove_sheet(actor_of(cast.intan), sheet)
    withdraw_signature(actor_of(cast.intan), Signatory.objects.get(), reason="Salah lembar.")
    with django_capture_on_commit_callbacks(execute=True):
        remove_sheet(actor_of(cast.intan), sheet)
        assert pictures.path_of(sheet.name).exists(), "the file stays as long as the row may come back"
    assert not pictures.path_of(sheet.name).exists()
