"""How far outreach reached: the value of one place by the age of its last session, and what it makes further up.

NumPy arrays in and out; no database, no calendar. The definition with worked numbers: docs/algorithms/coverage.md.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
NEVER = -1


def values(ages: Ints, fresh_days: int, half_life_days: int) -> Floats:
    """The value of each place, between 0 and 1.

    Args:
        ages: whole calendar days since the last counted session that reached the place; -1 where none did.
        fresh_days: up to this age a place counts in full.
        half_life_days: afterwards its value halves in so many days.
    """
    overdue = np.maximum(ages - fresh_days, 0)
    return np.where(ages == NEVER, 0.0, np.exp2(-overdue / half_life_days)).astype(np.float64)


def latest(places: Ints, days: Ints, count: int) -> Ints:
    """The last day of each place among pairs of place and day; -1 where a place has none.

    Args:
        places: index of a place, 0 to count - 1.
        days: day of a session as a whole number, not below 0; as long as `places`.
    """
    last = np.full(count, NEVER, dtype=np.int64)
    np.maximum.at(last, places, days)
    return last


def ages_on(day: int, last: Ints) -> Ints:
    """Days from the last session of each place to a day; -1 stays -1, and a later session has no age yet."""
    return np.where((last == NEVER) | (last > day), NEVER, day - last)


def means(of: Floats, parents: Ints, count: int) -> Floats:
    """The plain mean of the members of each parent; NaN where a parent has no member.

    Args:
        parents: index of the parent of each member, 0 to count - 1.
    """
    members = np.bincount(parents, minlength=count)
    sums = np.bincount(parents, weights=of, minlength=count).astype(np.float64)
    return sums / np.where(members > 0, members, np.nan)


def weighted_mean(of: Floats, weights: Floats) -> float | None:
    """The mean under weights, over what is known (not NaN); None where nothing is known or nothing weighs."""
    known = ~np.isnan(of)
    whole = float(weights[known].sum())
    return float((of[known] * weights[known]).sum() / whole) if whole > 0 else None


def gains(of: Floats, weights: Floats, groups: Ints, count: int, share: float) -> Floats:
    """What one visit to each group of places would add to the sum of weighted values.

    Args:
        of: value of each place.
        weights: weight of each place.
        groups: index of the group (an RW) of each place.
        share: part of the places of a group from which somebody is expected to come, 0 to 1.
    """
    return np.bincount(groups, weights=(1.0 - of) * weights, minlength=count).astype(np.float64) * share


def trend(
    days: Sequence[int], places: Ints, sessions: Ints, count: int, fresh_days: int, half_life_days: int
) -> Floats:
    """The mean over all places on each of several days, oldest first.

    Args:
        days: the days asked about, rising.
        places: index of the place of each pair.
        sessions: day of the session of each pair.
        count: number of places; with none the mean is NaN.
    """
    order = np.argsort(sessions, kind="stable")
    places, sessions = places[order], sessions[order]
    last = np.full(count, NEVER, dtype=np.int64)
    found, begin = [], 0
    for day in days:
        end = int(np.searchsorted(sessions, day, side="right"))
        np.maximum.at(last, places[begin:end], sessions[begin:end])
        found.append(values(ages_on(day, last), fresh_days, half_life_days).mean() if count else np.nan)
        begin = end
    return np.array(found)
