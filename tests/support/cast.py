"""The permanent cast of the stories, and the small city they live in."""

from dataclasses import dataclass
from datetime import date

from kondusif.accounts.models import User
from kondusif.accounts.rules import Role
from kondusif.accounts.services import create_user, grant_role
from kondusif.institutions.models import City, Unit
from kondusif.institutions.services import found_city, load_bodies, load_units
from kondusif.kernel.actor import system_actor

TODAY = date(2024, 11, 13)
CITY, OTHER_CITY = "33.72", "33.74"
SEMANGGI, JEBRES, PASAR_KLIWON = "33.72.03.1002", "33.72.04.1010", "33.72.03"
HOUSE = system_actor("uji")

UNITS = [
    {"key": "wali-kota", "name": "Wali Kota", "kind": "mayor", "area_code": CITY, "head_post": "Wali Kota"},
    {"key": "setda", "name": "Sekretariat Daerah", "kind": "secretary", "area_code": CITY, "head_post": "Sekretaris Daerah", "parent": "wali-kota"},
    {"key": "inspektorat", "name": "Inspektorat", "kind": "inspectorate", "area_code": CITY, "head_post": "Inspektur", "parent": "setda"},
    {"key": "kesbangpol", "name": "Badan Kesatuan Bangsa dan Politik", "kind": "politics", "area_code": CITY, "head_post": "Kepala Badan", "parent": "setda"},
    {"key": "bkpsdm", "name": "BKPSDM", "kind": "personnel", "area_code": CITY, "head_post": "Kepala Badan", "parent": "setda"},
    {"key": "kec-pasar-kliwon", "name": "Kecamatan Pasar Kliwon", "kind": "district", "area_code": PASAR_KLIWON, "head_post": "Camat", "parent": "setda"},
    {"key": "kel-semanggi", "name": "Kelurahan Semanggi", "kind": "village", "area_code": SEMANGGI, "head_post": "Lurah", "parent": "kec-pasar-kliwon"},
]  # fmt: skip
BODIES = [
    {"key": "bawaslu", "name": "Bawaslu Kota Surakarta (latihan)", "address": "Surakarta", "takes": ["election"]},
    {"key": "kemenag", "name": "Kantor Kementerian Agama (latihan)", "address": "Surakarta", "takes": ["kemenag"]},
]


@dataclass(frozen=True)
class Cast:
    """Ani runs the city's installation, Budi verifies, Hana handles, Gita is her second, Intan sits at the desk, Citra is
    the officer of one kelurahan, Lukman leads, Eko audits, Laras reads the law, and Dewi is the admin of another city."""

    ani: User
    budi: User
    hana: User
    gita: User
    intan: User
    citra: User
    lukman: User
    mira: User
    kemal: User
    eko: User
    laras: User
    dewi: User

    def by_role(self) -> dict[Role, User]:
        return {
            Role.ADMIN: self.ani, Role.VERIFIER: self.budi, Role.HANDLER: self.hana, Role.DESK: self.intan,
            Role.FIELD: self.citra, Role.LEADER: self.lukman, Role.PARTNER: self.mira, Role.CUSTODIAN: self.kemal,
            Role.AUDITOR: self.eko, Role.LEGAL: self.laras,
        }  # fmt: skip


def found_exercise(on: date = TODAY) -> City:
    """Surakarta (latihan) with a small tree of units."""
    place = found_city(
        HOUSE, code=CITY, name="Kota Surakarta", government="Pemerintah Kota Surakarta", zone="WIB",
        contest="pilkada-2024", is_exercise=True, exercise_on=on, office="Badan Kesatuan Bangsa dan Politik",
        address="Surakarta",
    )  # fmt: skip
    load_units(HOUSE, UNITS)
    load_bodies(HOUSE, BODIES)
    return place


def person(username: str, name: str, role: Role, unit: str | None, area: str = CITY) -> User:
    """One account with one grant, open-ended since long before the story."""
    home = Unit.objects.get(key=unit) if unit else None
    user = create_user(HOUSE, username=username, full_name=name, password=f"sandi-{username}", unit=home, check=False)
    grant_role(HOUSE, user, role=role, area_code=area, starts_on=date(2024, 1, 1))
    return user


def cast_of(city: City) -> Cast:
    return Cast(
        ani=person("ani", "Ani", Role.ADMIN, "bkpsdm"),
        budi=person("budi", "Budi", Role.VERIFIER, "kesbangpol"),
        hana=person("hana", "Hana", Role.HANDLER, "inspektorat"),
        gita=person("gita", "Gita", Role.HANDLER, "inspektorat"),
        intan=person("intan", "Intan", Role.DESK, "kesbangpol"),
        citra=person("citra", "Citra", Role.FIELD, "kel-semanggi", SEMANGGI),
        lukman=person("lukman", "Lukman", Role.LEADER, "setda"),
        mira=person("mira", "Mira", Role.PARTNER, None),
        kemal=person("kemal", "Kemal", Role.CUSTODIAN, None),
        eko=person("eko", "Eko", Role.AUDITOR, None),
        laras=person("laras", "Laras", Role.LEGAL, "setda"),
        dewi=person("dewi", "Dewi", Role.ADMIN, None, OTHER_CITY),
    )
