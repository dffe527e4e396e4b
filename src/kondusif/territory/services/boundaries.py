"""Writes the outlines of places from a GeoJSON file."""

import json
from dataclasses import dataclass, field

from django.db import transaction

from kondusif.audit.services import record
from kondusif.kernel.actor import Actor
from kondusif.kernel.areas import Level, at_level, is_area_code, level_of
from kondusif.kernel.clock import now
from kondusif.kernel.errors import Refused
from kondusif.territory import outlines
from kondusif.territory.models import Area, Boundary
from kondusif.territory.outlines import Ring
from kondusif.territory.rules import RefusedRow

# How far a drawn border may stray from the given one, in grid steps of about a metre: a city map of 700 px shows ten
# metres or so as half a pixel, a province more.
TOLERANCES = {Level.PROVINCE: 500.0, Level.CITY: 120.0, Level.DISTRICT: 15.0, Level.VILLAGE: 8.0}


@dataclass(frozen=True, slots=True)
class Outlined:
    """What a load of boundaries did. `line` of a refused row counts the features from one."""

    added: int
    changed: int
    unchanged: int
    refused: tuple[RefusedRow, ...] = field(default_factory=tuple)
    without: tuple[tuple[str, int], ...] = field(default_factory=tuple)

    def as_json(self) -> dict[str, object]:
        """The load as a document for other programs."""
        return {
            "added": self.added, "changed": self.changed, "unchanged": self.unchanged,
            "refused": [{"line": row.line, "text": row.text, "reason": row.reason} for row in self.refused],
            "without": [{"name": name, "villages": count} for name, count in self.without],
        }  # fmt: skip


@transaction.atomic
def load_boundaries(actor: Actor, raw: bytes, *, source: str = "") -> Outlined:
    """Take the outlines of a GeoJSON file. Audit: territory.boundaries.loaded, if anything changed.

    Args:
        raw: a FeatureCollection whose features carry an area code in the property `kode`.
    Returns:
        What was added and changed, every refused feature with its number and reason, and per city how many kelurahan
            still have no outline.
    Raises:
        Refused: the content is no such file.
    """
    shapes, refused = _shapes_of(_features(raw))
    known = set(Area.objects.filter(code__in=shapes, ended_in="").values_list("code", flat=True))
    refused += [
        RefusedRow(line, code, "kode tidak dikenal atau tidak berlaku lagi")
        for code, (line, _rings) in shapes.items()
        if code not in known
    ]
    drawn = _thinned({code: rings for code, (_line, rings) in shapes.items() if code in known})
    added, changed = _write(drawn, source)
    loaded = Outlined(
        added, changed, len(drawn) - added - changed,
        tuple(sorted(refused, key=lambda row: row.line)), _without(drawn),
    )  # fmt: skip
    if added or changed:
        record(
            actor, "territory.boundaries.loaded", _common(list(drawn)),
            {"added": added, "changed": changed, "refused": len(refused)},
        )  # fmt: skip
    return loaded


def _features(raw: bytes) -> list[object]:
    if not raw.strip():
        raise Refused("territory.geojson.not_text")
    try:
        content = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):  # ValueError: not UTF-8, not JSON, or a number of thousands of digits
        raise Refused("territory.geojson.not_text") from None
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not features:
        raise Refused("territory.geojson.no_features")
    return features


def _shapes_of(features: list[object]) -> tuple[dict[str, tuple[int, list[Ring]]], list[RefusedRow]]:
    """Readable features by code, and the others with their reason."""
    shapes: dict[str, tuple[int, list[Ring]]] = {}
    refused: list[RefusedRow] = []
    for number, feature in enumerate(features, start=1):
        code = _code_of(feature)
        try:
            if not is_area_code(code):
                raise ValueError("properti kode tidak ada atau bukan kode wilayah")
            if level_of(code) not in TOLERANCES:
                raise ValueError("batas hanya sampai kelurahan")
            if code in shapes:
                raise ValueError(f"kode sama dengan bentuk {shapes[code][0]}")
            shapes[code] = (number, outlines.rings_of(feature.get("geometry") if isinstance(feature, dict) else None))
        except ValueError as error:
            refused.append(RefusedRow(number, code[:40] or "tanpa kode", str(error)))
    return shapes, refused


def _code_of(feature: object) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return str(properties.get("kode") or "").strip() if isinstance(properties, dict) else ""


def _thinned(shapes: dict[str, list[Ring]]) -> dict[str, list[Ring]]:
    """Thin each level by its own measure, so that neighbours of one level keep their shared borders."""
    drawn: dict[str, list[Ring]] = {}
    for level, tolerance in TOLERANCES.items():
        drawn |= outlines.simplified(
            {code: rings for code, rings in shapes.items() if level_of(code) is level}, tolerance
        )
    return drawn


def _write(drawn: dict[str, list[Ring]], source: str) -> tuple[int, int]:
    before = dict(Boundary.objects.filter(area_id__in=drawn).values_list("area_id", "rings"))
    fresh = {code: [[list(point) for point in ring] for ring in rings] for code, rings in drawn.items()}
    moved = {code: rings for code, rings in fresh.items() if before.get(code) != rings}
    at = now()
    Boundary.objects.bulk_create(
        [Boundary(area_id=code, rings=rings, source=source[:300], loaded_at=at) for code, rings in moved.items()],
        batch_size=200,
        update_conflicts=True,
        unique_fields=["area"],
        update_fields=["rings", "source", "loaded_at"],
    )
    added = len(moved.keys() - before.keys())
    return added, len(moved) - added


def _without(drawn: dict[str, list[Ring]]) -> tuple[tuple[str, int], ...]:
    """For each city of the file whose kelurahan were given: its name and how many kelurahan have no outline yet."""
    cities = sorted({at_level(code, Level.CITY) or "" for code in drawn if level_of(code) is Level.VILLAGE})
    found = []
    for city in Area.objects.filter(code__in=cities).order_by("code"):
        bare = Area.objects.filter(
            code__startswith=f"{city.code}.", level=Level.VILLAGE, ended_in="", boundary__isnull=True
        )
        if count := bare.count():
            found.append((city.name, count))
    return tuple(found)


def _common(codes: list[str]) -> str:
    """The code that all of them lie in, for the trail; `ID` where they share none."""
    first, last = min(codes).split("."), max(codes).split(".")
    shared = [a for a, b in zip(first, last, strict=False) if a == b]
    text = ".".join(shared)
    return text if is_area_code(text) else "ID"
