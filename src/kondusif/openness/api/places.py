"""Places and public figures."""

from typing import Any

from django.http import HttpRequest
from ninja import Path, Router
from ninja.decorators import decorate_view

from kondusif.openness.api import shapes
from kondusif.openness.api.answering import kept
from kondusif.openness.selectors import as_json, latest
from kondusif.territory import selectors as territory

places = Router(tags=["territory"])
figures = Router(tags=["figures"])


@places.get(
    "/territory", response=list[shapes.PlaceLine], url_name="provinces", summary="Provinsi (Provinces)",
    description="Setiap provinsi dalam daftar nasional kode wilayah. (Every province of the national list.)",
)  # fmt: skip
@decorate_view(kept)
def provinces(request: HttpRequest) -> list[dict[str, Any]]:
    return [_line(row) for row in territory.children("")]


@places.get(
    "/territory/{code}", response={200: shapes.Place, **shapes.FAULTS}, url_name="place",
    summary="Satu wilayah (One place)",
    description="Kode lama dijawab dengan penggantinya bila tercatat. (A vanished code answers with its successor "
    "where one is recorded; otherwise the refusal names the nearest living parent.)",
)  # fmt: skip
@decorate_view(kept)
def place(request: HttpRequest, code: Path[shapes.AreaCode]) -> dict[str, Any]:
    return territory.sight(code).as_json()


@places.get(
    "/territory/{code}/children", response={200: list[shapes.PlaceLine], **shapes.FAULTS}, url_name="children",
    summary="Wilayah yang langsung di bawahnya (Places directly inside)",
    description="Dari provinsi sampai kelurahan; RW dan RT bila dimuat. (Down to kelurahan; RW and RT where loaded.)",
)  # fmt: skip
@decorate_view(kept)
def below(request: HttpRequest, code: Path[shapes.AreaCode]) -> list[dict[str, Any]]:
    return [_line(row) for row in territory.children(territory.area(code).code)]


def _line(row: Any) -> dict[str, Any]:
    return {"code": row.code, "name": row.name, "level": str(row.level)}


@figures.get(
    "/figures", response=shapes.Figures, url_name="figures", summary="Angka publik (Public figures)",
    description="Edisi terakhir; jumlah kecil ditahan. (The last edition; small counts are withheld.)",
)  # fmt: skip
@decorate_view(kept)
def public_figures(request: HttpRequest) -> dict[str, Any]:
    return as_json(latest())
