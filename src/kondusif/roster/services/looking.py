"""Looking somebody up: the reason is written down, the question is not."""

from dataclasses import dataclass

from django.db import transaction

from kondusif.audit.services import record
from kondusif.base.fields import clean_line
from kondusif.institutions.selectors import today
from kondusif.kernel.actor import Actor
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused
from kondusif.roster.models import LookUp
from kondusif.roster.rules import LEAST_REASON, MOST_FOUND
from kondusif.roster.selectors.finding import Candidate, find

LONGEST_QUESTION, LONGEST_REASON = 160, 300
LIKELY = 0.5  # of all chances together: more likely than not


@dataclass(frozen=True, slots=True)
class LookUpResult:
    """What a look-up found, best first; empty is an honest answer."""

    look_up: LookUp
    found: tuple[Candidate, ...]

    @property
    def doubtful(self) -> bool:
        """Whether somebody else, or nobody of the list, is likelier than all that were found; namesakes are not."""
        likely = sum(one.score for one in self.found) >= LIKELY or any(one.homonym for one in self.found)
        return bool(self.found) and not likely


def look_up(
    actor: Actor, query: str, *, reason: str, source: str = "", unit: str = "", area: str = "", top: int = 5
) -> LookUpResult:
    """Find likely entries of the roster for one written name.

    Args:
        query: as people write: `Pak Moch. Soebardjo, orang kelurahan Jebres`. It is not kept.
        reason: kept, and read by the auditor; ten characters at least.
        source: where the name stands: number of a report, or empty for a pasted text.
        unit, area: key of a unit, area code; where given they count more than what the question says.
        top: entries at most, never more than ten.
    Audit: roster.lookup.made, with the number found. Permission: verifier, handler.
    Raises:
        Refused: a machine asks; no reason, a short one or too long a one; no name, or more than a name.
    """
    if not actor.is_person:
        raise Refused("roster.not_a_person")
    why, asked = clean_line(reason), clean_line(query)
    if len(why) < LEAST_REASON or len(set(why.lower()) - {" "}) < 4:
        raise Refused("roster.look_up.no_reason", least=LEAST_REASON)
    if len(why) > LONGEST_REASON:
        raise Refused("roster.look_up.reason_too_long", most=LONGEST_REASON)
    if not asked:
        raise Refused("roster.look_up.no_name")
    if len(asked) > LONGEST_QUESTION:
        raise Refused("roster.look_up.too_long", most=LONGEST_QUESTION)
    found = tuple(find(asked, unit=unit, area=area, top=min(top, MOST_FOUND)))
    with transaction.atomic():
        row = LookUp.objects.create(
            by_id=actor.person_id, at=now(), on=today(), reason=why, source=clean_line(source)[:60], found=len(found)
        )
        record(actor, "roster.lookup.made", row, facts={"found": len(found)})
    return LookUpResult(row, found)
