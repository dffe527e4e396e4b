"""The inventory says what the code does: its numbers are the code's own, and every blob that is kept carries a mark."""

from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.db.models import BinaryField
from django.test import Client
from django.urls import reverse

from kondusif.institutions.selectors import today
from kondusif.kernel.algorithms import Quantum
from kondusif.vault import algorithms, boxes, inventory
from kondusif.vault.models import PersonKey
from kondusif.vault.rules import TRIES, TRIES_WITHIN, Purpose, wait_after
from kondusif.vault.services import seal_for
from support.cast import Cast
from support.keys import unit_with_key

pytestmark = pytest.mark.django_db
# Binary columns that hold no blob of ours: public halves and salts.
PLAIN = {"public", "reporter_key", "salt"}
# Binary columns without any algorithm: uploads that wait a day for a yes, and the signature of a public text.
UNSEALED = {
    "intake.Report.signature", "media.Article.signature", "roster.Sheet.content", "screening.Draft.result",
}  # fmt: skip


def test_every_module_that_a_row_names_is_there_and_every_library_installed() -> None:
    package = inventory.__file__.rsplit("/vault/", 1)[0]
    for row in inventory.algorithms():
        assert row.version or row.algorithm.library == "granian", row.algorithm.library
        with open(f"{package}/{row.algorithm.where}", encoding="utf-8") as file:
            assert file.read()


def test_the_numbers_are_those_of_the_code(cast: Cast) -> None:
    said = " ".join(str(row.parameters) for row in algorithms.ALGORITHMS)
    assert "t=3, m=65536 KiB, p=1, salt 128 bit" in said
    assert f"6 × {2**10}" in said
    assert {row.algorithm.quantum for row in inventory.algorithms()} == {Quantum.BREAKS, Quantum.HALVES}


def test_every_binary_column_of_the_product_is_counted_or_is_no_blob() -> None:
    columns = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.fields
        if model.__module__.startswith("kondusif.") and isinstance(field, BinaryField) and field.name not in PLAIN
    }
    assert columns - UNSEALED == set(inventory.columns())


def test_blobs_are_counted_by_the_mark_they_begin_with(cast: Cast) -> None:
    key, _ring = unit_with_key(cast.budi)
    for _ in range(3):
        seal_for(Purpose.CONTENT, today(), units=[key]).save()
    counted = {str(row.label): (row.first, row.other) for row in inventory.blobs()}
    assert counted["kunci laporan yang disegel"] == (3, 0)
    assert counted["kunci pribadi petugas"] == (1, 0)
    PersonKey.objects.update(sealed=b"\x02" + b"bentuk lain")
    counted = {str(row.label): (row.first, row.other) for row in inventory.blobs()}
    assert counted["kunci pribadi petugas"] == (0, 1)


def test_the_page_is_read_by_admin_and_auditor_and_by_nobody_at_the_desk(cast: Cast) -> None:
    for user, status in ((cast.ani, 200), (cast.eko, 200), (cast.budi, 200), (cast.intan, 403), (cast.citra, 403)):
        client = Client()
        client.force_login(user)
        answer = client.get(reverse("vault:inventory"))
        assert answer.status_code == status, user.username
        assert (b"HSM" in answer.content) is (status == 200)


def test_a_fingerprint_is_four_groups_and_another_key_has_another() -> None:
    one, other = boxes.new_pair(), boxes.new_pair()
    assert boxes.fingerprint(one.public) != boxes.fingerprint(other.public)
    assert [len(group) for group in boxes.fingerprint(one.public).split()] == [4, 4, 4, 4]


def test_the_tenth_wrong_try_in_a_quarter_of_an_hour_waits_and_then_opens_again() -> None:
    noon = datetime(2024, 11, 13, 12, tzinfo=UTC)
    tries = [noon + timedelta(seconds=10 * number) for number in range(TRIES)]
    assert wait_after(tries[:-1], noon + timedelta(minutes=2)) is None
    assert wait_after(tries, noon + timedelta(minutes=2)) == TRIES_WITHIN - timedelta(minutes=2)
    assert wait_after(tries, noon + TRIES_WITHIN) is None, "the oldest of the ten counts no more"
