"""Doors of the pages about coverage."""

from kondusif.accounts.rules import Door, Role

READERS = (Role.DESK, Role.LEADER, Role.ADMIN, Role.AUDITOR, Role.VERIFIER, Role.HANDLER)
PREVENTION_DOORS = {
    **{
        f"prevention:{name}": Door.of(*READERS)
        for name in ("coverage", "places", "place", "method", "coverage_csv", "coverage_xlsx")
    },
    "prevention:measure": Door.of(Role.ADMIN),
}
