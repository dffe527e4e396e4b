"""A circular that went out, and people who read it; for the tests of the reader's side."""

import re
from collections.abc import Collection
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.test import Client

from kondusif.accounts.models import User
from kondusif.accounts.selectors import actor_of
from kondusif.circulars.asked import Verdict
from kondusif.circulars.edaran import pledge_points
from kondusif.circulars.models import Addressee, Circular, Readership, Version
from kondusif.circulars.selectors import questions
from kondusif.circulars.selectors.links import link_of
from kondusif.circulars.services import sending
from kondusif.roster.models import Employee
from kondusif.roster.tests.factories import landed, row
from support.cast import TODAY

ACTS = ["SKB-D-1", "SKB-D-2", "SKB-D-6"]
LETTER_ON = date(2024, 11, 12)


def drafted(by: User, *, acts: list[str] | None = None) -> Version:
    """A first draft to everybody."""
    readership = Readership.objects.create(name="Semua pegawai", made_by=by, made_on=TODAY)
    circular = Circular.objects.create(
        number="SE-3372-2024-0001", title="Netralitas pegawai", readership=readership, contest="pilkada-2024",
        made_by=by, made_on=TODAY,
    )  # fmt: skip
    return version_of(circular, by, 1, acts)


def version_of(circular: Circular, by: User, number: int, acts: list[str] | None = None) -> Version:
    """A draft of a version."""
    return Version.objects.create(
        circular=circular, number=number, subject="Netralitas pegawai dalam pemilihan",
        opening="Pegawai menjaga netralitas.", points=["Pegawai tidak memihak.", "Pegawai bertanya bila ragu."],
        pledge=list(pledge_points()),
        acts=ACTS if acts is None else acts, written_by=by,
    )  # fmt: skip


def released(version: Version, by: User, *, again: bool = True, note: str = "") -> Version:
    """The version, gone out through the service."""
    sending.release(
        actor_of(by), version, letter_number=f"800/{version.number}", letter_on=LETTER_ON, asks_again=again,
        change_note=note,
    )  # fmt: skip
    version.refresh_from_db()
    version.circular.refresh_from_db()
    return version


def people(by: User, *rows: dict[str, Any]) -> list[Employee]:
    """Employees, landed through the sheet's service."""
    made = [row(number, **changes) for number, changes in enumerate(rows, start=1)]
    landed(by, *made)
    return [Employee.objects.get(nip=one.nip) for one in made]


def asked(circular: Circular, employee: Employee) -> Addressee:
    """The row of somebody who is asked."""
    return Addressee.objects.select_related("employee", "circular").get(circular=circular, employee=employee)


def answers_to(addressee: Addressee, names: list[str], wrong: Collection[str] = ()) -> dict[str, str]:
    """An answer for each box of a page: the right one, or one that counts as not understood where that is wanted."""
    keys = [name.removeprefix("q-") for name in names]
    told = questions.explained(addressee.circular, keys, addressee.employee.kind, TODAY)
    accepts = {f"q-{one.key}": one.accepts for one in told}
    return {
        name: next(verdict.value for verdict in Verdict if (verdict in accepts[name]) != (name in wrong))
        for name in names
    }


class Reader:
    """Somebody with a link and a browser that takes no script."""

    def __init__(self, addressee: Addressee) -> None:
        self.addressee = addressee
        self.client, self.path, self.nip = Client(), link_of(addressee), addressee.employee.nip
        self.page: HttpResponse = HttpResponse()

    def text(self) -> str:
        return self.page.content.decode()

    def open(self, more: str = "") -> str:
        self.page = self.client.get(self.path + more)
        return self.text()

    def send(self, more: str, **typed: str) -> str:
        """Send a form with the slip of the page before it."""
        slips = re.findall(r'name="langkah" value="([^"]+)"', self.text())
        self.page = self.client.post(self.path + more, {"langkah": slips[-1] if slips else "", **typed})
        return self.text()

    def keys(self) -> list[str]:
        """The rows about which the page asks, in its order."""
        return list(dict.fromkeys(re.findall(r'name="(q-[^"]+)"', self.text())))

    def answer(self, wrong: Collection[str] = ()) -> str:
        return self.send("pertanyaan/", **answers_to(self.addressee, self.keys(), wrong))

    def sign(self, number: str | None = None, ticks: int = 4) -> str:
        typed = {f"butir-{place}": "on" for place in range(1, ticks + 1)}
        return self.send("pakta/", kirim="1", number=self.nip[-4:] if number is None else number, **typed)

    def reach_the_pledge(self) -> str:
        self.open()
        self.open("pertanyaan/")
        self.answer()
        return self.send("pakta/", ke="pakta")
