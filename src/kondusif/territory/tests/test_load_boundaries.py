"""Boundaries: a bad feature is named, a kelurahan without a polygon is shown and never dropped."""

import json
import os
from pathlib import Path

import pytest

from kondusif.audit.models import Entry
from kondusif.kernel.errors import Refused
from kondusif.territory import map as maps
from kondusif.territory import services, sheets
from kondusif.territory.models import Boundary
from kondusif.territory.tests.factories import ACTOR, load_surakarta, sheet_of, shipped_rows

pytestmark = pytest.mark.django_db
SHARED = Path(os.environ.get("KONDUSIF_SHARED", "../shared"))
needs_shared = pytest.mark.skipif(
    not (SHARED / "data/boundaries").is_dir(), reason="shared data folder absent: ../shared/data/boundaries"
)


def _square(west: float, south: float, size: float = 0.01) -> dict:
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def _file(*features: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def _feature(code: object, geometry: object) -> dict:
    return {"type": "Feature", "properties": {"kode": code}, "geometry": geometry}


def test_bad_features_are_named_and_the_others_stand() -> None:
    load_surakarta(facts=False)
    good = [_feature(f"33.72.01.10{n:02d}", _square(110.78 + n / 100, -7.56)) for n in range(1, 4)]
    loaded = services.load_boundaries(
        ACTOR,
        _file(
            good[0], _feature("33.72.01.1099", _square(110.8, -7.5)), _feature(None, _square(110.8, -7.5)), good[1],
            _feature("33.72.01.1001", _square(110.8, -7.5)), _feature("33.72.01.1005", None), "x", good[2],
        ),
    )  # fmt: skip
    assert (loaded.added, loaded.changed, loaded.unchanged) == (3, 0, 0)
    assert [(row.line, row.text) for row in loaded.refused] == [
        (2, "33.72.01.1099"), (3, "tanpa kode"), (5, "33.72.01.1001"), (6, "33.72.01.1005"), (7, "tanpa kode"),
    ]  # fmt: skip
    assert loaded.without == (("Kota Surakarta", 51),)
    assert Entry.objects.last().facts == {"added": 3, "changed": 0, "refused": 5}


def test_a_second_run_changes_nothing() -> None:
    load_surakarta(facts=False)
    raw = _file(_feature("33.72.01.1001", _square(110.78, -7.56)))
    services.load_boundaries(ACTOR, raw)
    entries = Entry.objects.count()
    again = services.load_boundaries(ACTOR, raw)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 1)
    assert Entry.objects.count() == entries


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "territory.geojson.not_text"),
        (b"\x00\x01\x02", "territory.geojson.not_text"),
        (b"{", "territory.geojson.not_text"),
        (b"[" * 100_000, "territory.geojson.not_text"),
        (b"[]", "territory.geojson.no_features"),
        (b'{"type": "FeatureCollection", "features": []}', "territory.geojson.no_features"),
        (b'{"type": "FeatureCollection", "features": {"a": 1}}', "territory.geojson.no_features"),
    ],
)
def test_what_is_no_boundary_file_gets_one_sentence(raw: bytes, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        services.load_boundaries(ACTOR, raw)
    assert refusal.value.code == code


@needs_shared
def test_all_54_outlines_of_surakarta_are_drawn() -> None:
    load_surakarta(facts=False)
    loaded = services.load_boundaries(ACTOR, sheets.bytes_of(SHARED / "data/boundaries/kelurahan_33.72.geojson"))
    assert (loaded.added, loaded.refused, loaded.without) == (54, (), ())
    drawing = maps.render("33.72", None, lambda code: f"/{code}/")
    assert drawing.count("<a ") == 54
    assert maps.has_outlines("33.72")
    assert sum(len(json.dumps(row.rings)) for row in Boundary.objects.all()) < 60_000


@needs_shared
def test_a_kelurahan_without_a_polygon_is_shown_and_never_dropped() -> None:
    services.load_areas(ACTOR, sheet_of(shipped_rows("74.71")), "uji")
    loaded = services.load_boundaries(ACTOR, sheets.bytes_of(SHARED / "data/boundaries/kelurahan_74.71.geojson"))
    assert loaded.added == 64
    assert loaded.without == (("Kota Kendari", 1),)
    drawing = maps.render("74.71", {}, lambda code: f"/{code}/")
    assert drawing.count("<a ") == 65
    assert "/74.71.04.1021/" in drawing
    assert "Wundumbatu" in drawing


def test_a_number_of_thousands_of_digits_costs_its_own_shape_or_gets_one_sentence() -> None:
    load_surakarta(facts=False)
    shape = '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"kode":"33.72.01.1001"},'
    shape += '"geometry":{"type":"Polygon","coordinates":[[[%s,1],[2,3],[4,5],[1,1]]]}}]}'
    loaded = services.load_boundaries(ACTOR, (shape % ("9" * 4000)).encode())
    assert [(row.line, row.text) for row in loaded.refused] == [(1, "33.72.01.1001")]
    with pytest.raises(Refused) as caught:
        services.load_boundaries(ACTOR, (shape % ("9" * 5000)).encode())
    assert caught.value.code == "territory.geojson.not_text"
