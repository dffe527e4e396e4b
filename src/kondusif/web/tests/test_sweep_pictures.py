"""A picture that no record names goes after a day; one that a session or a declaration names stays."""

from pathlib import Path

import pytest

from kondusif.base import pictures
from kondusif.kernel.clock import now
from kondusif.outreach.rules import PictureKind
from kondusif.outreach.tests.factories import SessionFactory, photo
from kondusif.web import jobs
from support.cast import TODAY, Cast

pytestmark = pytest.mark.django_db


def test_the_sweep_removes_only_old_pictures_without_a_row(
    cast: Cast, tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    named, orphan = pictures.keep(photo(), TODAY), pictures.keep(photo((1, 2, 3)), TODAY)
    session = SessionFactory(written_by=cast.intan, recorded_by=cast.intan, evidence=PictureKind.PHOTO)
    session.pictures.update(name=named.name)
    jobs.sweep_pictures()
    assert pictures.path_of(orphan.name).exists()
    later = now() + 3 * jobs.ORPHAN_AGE
    monkeypatch.setattr(jobs, "now", lambda: later)
    jobs.sweep_pictures()
    assert not pictures.path_of(orphan.name).exists()
    assert pictures.path_of(named.name).exists()
