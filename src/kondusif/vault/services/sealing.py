"""Making, giving and destroying data keys, for rooms that seal something. No matter is known here, only keys."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from kondusif.vault import boxes
from kondusif.vault.models import CustodianSeat, DataKey, UnitKey, Wrap
from kondusif.vault.rules import Purpose, pairs_of


@dataclass
class Sealing:
    """A data key on its way to the database: rows that are not written yet, and the key itself.

    Args:
        key: 32 bytes; whoever made the sealing locks with it and forgets it.
    """

    row: DataKey
    wraps: list[Wrap]
    key: bytes = field(repr=False)

    def save(self) -> DataKey:
        """Write the rows. The caller holds the transaction."""
        return save_all(self)[0]


def seal_for(
    purpose: Purpose, on: date, *, units: Iterable[UnitKey] = (), reporter: bytes = b"",
    custodians: Sequence[CustodianSeat] = (),
) -> Sealing:  # fmt: skip
    """A fresh data key, wrapped for its holders. Writes nothing yet.

    Args:
        on: the city's date.
        units: keys of units that may open it by themselves.
        reporter: public key of the reporter, or empty.
        custodians: the three seats; any two of them can open it together.
    """
    key, row = boxes.new_key(), DataKey(purpose=purpose, made_on=on)
    wraps = [Wrap(data_key=row, unit_key=one, sealed=boxes.seal_to(one.public, key)) for one in units]
    if reporter:
        wraps.append(Wrap(data_key=row, sealed=boxes.seal_to(reporter, key)))
    by_pk = {one.pk: one for one in custodians}
    for outer, inner in pairs_of(by_pk):
        sealed = boxes.nest(by_pk[outer].person_key.public, by_pk[inner].person_key.public, key)
        wraps.append(Wrap(data_key=row, outer=by_pk[outer], inner=by_pk[inner], sealed=sealed))
    return Sealing(row, wraps, key)


def save_all(*sealings: Sealing) -> list[DataKey]:
    """Write several data keys with all their wraps. The caller holds the transaction."""
    rows = [one.row for one in sealings]
    DataKey.objects.bulk_create(rows)
    Wrap.objects.bulk_create(wrap for one in sealings for wrap in one.wraps)
    return rows


def open_for_reporter(data_key: DataKey | None, private: bytes) -> bytes | None:
    """A data key with the reporter's own private half; None where the reporter has no wrap of it (any more)."""
    if data_key is None:
        return None
    wrap = Wrap.objects.filter(data_key=data_key, unit_key__isnull=True, outer__isnull=True).first()
    try:
        return boxes.open_sealed(private, wrap.sealed) if wrap else None
    except boxes.Broken:
        return None


@transaction.atomic
def give_to_units(data_key: DataKey, key: bytes, units: Iterable[UnitKey]) -> int:
    """Wrap an opened data key for units that do not have it. Returns how many received it. The caller records why."""
    there = set(data_key.wraps.filter(unit_key__isnull=False).values_list("unit_key_id", flat=True))
    fresh = [one for one in units if one.pk not in there]
    Wrap.objects.bulk_create(
        Wrap(data_key=data_key, unit_key=one, sealed=boxes.seal_to(one.public, key)) for one in fresh
    )
    return len(fresh)


@transaction.atomic
def take_from_units(data_key: DataKey, units: Collection[int] | None = None) -> int:
    """Take a data key back from some units, or from every one. Returns how many had it. The caller records why."""
    there = data_key.wraps.filter(unit_key__isnull=False)
    return (there if units is None else there.filter(unit_key__unit_id__in=units)).delete()[0]


@transaction.atomic
def destroy(data_key: DataKey, on: date) -> None:
    """Remove every wrap: what the key locked never opens again. The caller removes the blobs and records why."""
    data_key.wraps.all().delete()
    DataKey.objects.filter(pk=data_key.pk).update(destroyed_on=on)
