"""Who does something: a person with an account, a member of the public, or a named part of the machine."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    PERSON = "person"
    PUBLIC = "public"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who acts; handed to every service as its first argument.

    Args:
        kind: a person, the public door, or the machine.
        ref: stable short name for the trail (a username, `publik`, `sistem:demo`).
        name: what pages show.
        user_id: primary key of the account, only for persons.
    """

    kind: ActorKind
    ref: str
    name: str
    user_id: int | None = None

    @property
    def is_person(self) -> bool:
        return self.kind is ActorKind.PERSON

    @property
    def person_id(self) -> int:
        """Key of the person's account, for what only a person may write.

        Raises:
            TypeError: the public or the machine acts.
        """
        if self.user_id is None:
            raise TypeError(f"{self.ref} is no person")
        return self.user_id


PUBLIC_ACTOR = Actor(ActorKind.PUBLIC, "publik", "Masyarakat")


def system_actor(name: str) -> Actor:
    """A named part of the machine, for commands and jobs. It may prepare, never decide."""
    return Actor(ActorKind.SYSTEM, f"sistem:{name}", "Sistem")
