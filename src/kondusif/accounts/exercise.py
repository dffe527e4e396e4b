"""The sign-ins of the exercise, as data. Shown on the sign-in page and in the terminal, never outside an exercise."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.conf import settings

from kondusif.accounts.models import ROLES
from kondusif.accounts.rules import Role
from kondusif.institutions.models import City

DATA = Path(__file__).parent / "data" / "latihan.yaml"


@dataclass(frozen=True, slots=True)
class SignIn:
    """One account of the exercise.

    Args:
        unit: key of the person's unit, empty for people outside the city's government.
        area: name of the kelurahan that the role covers; empty for the whole city.
        phrase: opens the person's key; empty for people who hold none. Shown like the password, in an exercise only.
    """

    username: str
    role: Role
    full_name: str
    password: str
    unit: str = ""
    area: str = ""
    phrase: str = ""

    @property
    def role_label(self) -> str:
        return str(ROLES[self.role])


@cache
def every_sign_in() -> tuple[SignIn, ...]:
    """All accounts of the exercise, in the order of the roles."""
    rows = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    return tuple(SignIn(**{**row, "role": Role(row["role"])}) for row in rows)


def shown_sign_ins(city: City | None) -> tuple[SignIn, ...]:
    """What the sign-in page may show: nothing unless this installation runs an exercise."""
    return every_sign_in() if settings.DEMO and city and city.is_exercise else ()
