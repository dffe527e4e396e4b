"""What every write of this room asks first."""

from kondusif.kernel.actor import Actor
from kondusif.kernel.errors import Refused


def person_of(actor: Actor) -> int:
    """The account behind an actor.

    Raises:
        Refused: circulars.not_a_person, the public or the machine acts.
    """
    if not actor.is_person or actor.user_id is None:
        raise Refused("circulars.not_a_person")
    return actor.user_id
