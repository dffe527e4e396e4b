"""Cheap passphrases for every story of this room."""

import pytest

from support.keys import cheap_phrases


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap_phrases(monkeypatch)
