"""Outreach and declarations of the exercise: places, a programme, its sessions, what was promised, the first pieces."""

import io
import uuid
from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from PIL import Image, ImageDraw

from kondusif.coordination.models import Declaration
from kondusif.coordination.rules import DeclarationKind, Named, Office, SignerKind, Verdict
from kondusif.coordination.services import declarations, promises, signing
from kondusif.kernel.areas import rt_code, rw_code
from kondusif.outreach.models import Piece, Programme
from kondusif.outreach.plan_rules import QuotaRow
from kondusif.outreach.rules import Group, KeptOutKind, NewPicture, Origin, PictureKind, SessionFacts
from kondusif.outreach.services import kit
from kondusif.outreach.services.kept_out import Entry, add_kept_out
from kondusif.outreach.services.planning import plan_session
from kondusif.outreach.services.programmes import create_programme, set_quotas
from kondusif.outreach.services.recording import record_session
from kondusif.territory.services.neighbourhoods import load_neighbourhoods
from kondusif.territory.services.tps import enter_tps_counts

if TYPE_CHECKING:
    from kondusif.cli.demo.build import Stage

STORY = Path(__file__).parent / "surakarta-sosialisasi.yaml"
MARK = uuid.UUID("6f2f7a86-1f6e-5c57-9d0c-3d1f8f1f5a11")  # every key of the exercise follows from it
TOGETHER, DAYS_APART = 4, 9  # RW of one session, and days between two sessions of one kelurahan


def tell(stage: "Stage") -> None:
    """Everything of this story, in its order; the exercise stands on its last day."""
    story: dict[str, Any] = yaml.safe_load(STORY.read_text(encoding="utf-8"))
    villages = [name for name, code in stage.codes.items() if code.count(".") == 3]
    houses = _list_places(stage, story, villages)
    programme = _begin_programme(stage, story, villages)
    for number, facts, on in _sessions(stage, story, houses, programme):
        record_session(
            stage.by("desk"), facts, key=uuid.uuid5(MARK, number), origin=Origin.DESK, on=on,
            pictures=[NewPicture(PictureKind.PHOTO, _picture(facts.place, facts.held_on))],
        )  # fmt: skip
    _plan(stage, story, programme)
    for row in story["declarations"]:
        _declare(stage, row)
    for kind, text, source in story["kept_out"]:
        add_kept_out(stage.by("desk"), Entry(KeptOutKind(kind), text, source))
    _release_pieces(stage)


def _list_places(stage: "Stage", story: dict[str, Any], villages: list[str]) -> dict[str, dict[int, int]]:
    """How many RW each kelurahan has, and how many RT each RW; a few kelurahan stay without a list."""
    shape, found = story["neighbourhoods"], {}
    for place, name in enumerate(villages):
        if name in shape["unlisted"]:
            continue
        rws = shape["rw"]["least"] + (place * 7) % shape["rw"]["spread"]
        found[name] = {
            rw: shape["rt"]["least"] + (place + rw * 5) % shape["rt"]["spread"] for rw in range(1, rws + 1)
        }  # fmt: skip
    rows = {stage.codes[name]: houses for name, houses in found.items()}
    load_neighbourhoods(stage.by("desk"), stage.story["city"]["code"], rows, source=shape["source"])
    for name, counts in story["tps"]["counts"].items():
        code, contest = stage.codes[name], stage.story["city"]["contest"]
        enter_tps_counts(stage.by("desk"), code, contest, counts, source=story["tps"]["source"])
    return found


def _begin_programme(stage: "Stage", story: dict[str, Any], villages: list[str]) -> Programme:
    made = create_programme(stage.by("desk"), contest=stage.story["city"]["contest"], **story["programme"])
    quotas = [
        QuotaRow(stage.codes[name], Group(group), sessions)
        for name in villages
        for group, sessions in story["quotas"].items()
    ]
    set_quotas(stage.by("desk"), made, quotas)
    return Programme.objects.get(pk=made.pk)


def _sessions(
    stage: "Stage", story: dict[str, Any], houses: dict[str, dict[int, int]], programme: Programme
) -> Iterator[tuple[str, SessionFacts, date]]:
    """Sessions for four RW together, in so many of ten RW as the story says; the newest first, then nine days apart."""
    groups, today = list(story["quotas"]), stage.story["today"]
    for place, (name, rws) in enumerate(houses.items()):
        pace = story["reached"].get(name, story["reached"]["usual"])
        held = [rw for rw in rws if (rw * 7 + place) % 10 < pace["of_ten"]]
        for turn, together in enumerate(held[at : at + TOGETHER] for at in range(0, len(held), TOGETHER)):
            on = today - timedelta(days=pace["newest"] + place % 6 + turn * DAYS_APART)
            if on < programme.starts_on:
                break
            homes = [(rw_code(stage.codes[name], rw), rws[rw]) for rw in together]
            came = [rt_code(home, rt) for home, rts in homes for rt in range(1, rts + 1) if (rt + place + turn) % 4]
            yield f"{name}-{together[0]}", SessionFacts(
                topic=story["topics"][(place + turn) % len(story["topics"])], place=f"Balai RW {together[0]:02d}",
                area_code=homes[0][0], held_on=on, held_time=time(19, 30) if turn % 3 else time(9),
                groups=sorted({groups[(place + turn) % len(groups)], "residents"}), reached=came,
                attending=24 + (place * 5 + together[0] * 3) % 37,
                leader_name=story["leaders"][(place + turn) % len(story["leaders"])], leader_post=f"Lurah {name}",
                questions=[tuple(row) for row in story["questions"]] if turn == 0 else [], programme=programme.number,
            ), on + timedelta(days=1)  # fmt: skip


def _plan(stage: "Stage", story: dict[str, Any], programme: Programme) -> None:
    for row in story["planned"]:
        plan_session(
            stage.by("desk"), programme=programme, topic=row["topic"], place=row["place"],
            area_code=rw_code(stage.codes[row["area"]], row["rw"]), groups=row["groups"], planned_on=row["day"],
            planned_time=time.fromisoformat(row["time"]), assigned_to=stage.people[row["officer"]],
            invited=row["invited"], on=row.get("before"),
        )  # fmt: skip


def _declare(stage: "Stage", row: dict[str, Any]) -> None:
    actor, on = stage.by("desk"), row["held_on"]
    facts = declarations.Facts(
        kind=DeclarationKind(row["kind"]), title=row["title"], text=row["text"], held_on=on, place=row["place"],
        area_code=stage.codes[row.get("area", "Kota")], contest=stage.story["city"]["contest"],
    )  # fmt: skip
    made = declarations.record_declaration(actor, facts, key=uuid.uuid5(MARK, row["title"]), on=on)
    named = [Named(SignerKind(kind), institution) for kind, institution, *_rest in row["signed"]]
    named += [Named(SignerKind(kind), institution, number) for kind, institution, number in row["waiting"]]
    named += [Named(SignerKind.CANDIDATE, signing.candidate(Office.MAYOR, pair), pair) for pair in row["pairs"]]
    rows = {one.institution: one for one in signing.add_signatories(actor, made, named)}
    sheet = signing.add_sheet(actor, made, _picture(row["title"], on), on=on)
    who = {rows[institution].pk: signing.Signer(name, post) for _kind, institution, name, post in row["signed"]}
    signing.sign_on_paper(actor, Declaration.objects.get(pk=made.pk), who, sheet=sheet, signed_on=on, on=on)
    _promise(stage, Declaration.objects.get(pk=made.pk), row)
    declarations.publish(actor, Declaration.objects.get(pk=made.pk), on=on + timedelta(days=1))


def _promise(stage: "Stage", made: Declaration, row: dict[str, Any]) -> None:
    actor, watcher = stage.by("desk"), stage.people["desk"].pk
    written = [
        promises.Written(
            text=one["text"], owner=one["owner"], seen_by=one["seen_by"], until_on=one.get("until_on"),
            look_on=one["look_on"], watcher_id=watcher,
        )
        for one in row["promises"]
    ]  # fmt: skip
    for one, promise in zip(row["promises"], promises.write_promises(actor, made, written), strict=True):
        if "verdict" in one:
            promises.check_promise(actor, promise, Verdict(one["verdict"]), note=one["note"], look_on=one["again_on"])


def _release_pieces(stage: "Stage") -> None:
    """The desk takes the shipped texts as drafts; the leader releases the first of each kind for each group."""
    kit.load_starters(stage.by("desk"))
    seen: set[tuple[str, str, str]] = set()
    for piece in Piece.objects.order_by("number"):
        sort = (piece.kind, piece.language, piece.group)
        if sort not in seen:
            seen.add(sort)
            kit.release_piece(stage.by("pimpinan"), piece)


def _picture(words: str, on: date) -> bytes:
    """A small picture that says what it stands for."""
    picture = Image.new("RGB", (480, 320), "#f1ede4")
    draw = ImageDraw.Draw(picture)
    draw.text((24, 24), "LATIHAN", fill="#6b1d17", font_size=32)
    draw.text((24, 80), f"{words}, {on.isoformat()}", fill="#1b2527", font_size=18)
    out = io.BytesIO()
    picture.save(out, "JPEG")
    return out.getvalue()
