"""Every shared read about incidents: the lists, and the words for places."""

from kondusif.incidents.selectors.lists import (
    assessments_of,
    counts_since,
    filtered,
    incident_of_report,
    incidents_visible_to,
    may_know_source,
    nil_reports_on,
    places_of,
    status_counts,
    village_of,
    villages_with_incidents,
)
from kondusif.incidents.selectors.words import (
    Basis,
    Standing,
    basis_of,
    city_standing,
    proposed_word,
    silent_kelurahan,
    situation,
    standing_of,
    words_by_kelurahan,
)

__all__ = [
    "Basis",
    "Standing",
    "assessments_of",
    "basis_of",
    "city_standing",
    "counts_since",
    "filtered",
    "incident_of_report",
    "incidents_visible_to",
    "may_know_source",
    "nil_reports_on",
    "places_of",
    "proposed_word",
    "silent_kelurahan",
    "situation",
    "standing_of",
    "status_counts",
    "village_of",
    "villages_with_incidents",
    "words_by_kelurahan",
]
