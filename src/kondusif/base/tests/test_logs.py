"""The log of the server says nothing of the public door."""

import logging

import pytest
from django.test import RequestFactory

from kondusif.base.logs import NotThePublicDoor, silence


@pytest.mark.parametrize(
    ("path", "kept"),
    [("/lapor/", False), ("/en/lapor/cek/", False), ("/bolehkah/", False), ("/ruang/penanganan/", True)],
)
def test_a_crash_is_kept_except_at_the_public_door(path: str, kept: bool) -> None:
    line = logging.LogRecord("django.request", logging.ERROR, "", 0, "Internal Server Error: %s", (path,), None)
    line.request = RequestFactory().get(path)
    assert NotThePublicDoor().filter(line) is kept


def test_a_line_without_a_request_is_kept() -> None:
    assert NotThePublicDoor().filter(logging.LogRecord("huey", logging.ERROR, "", 0, "x", (), None))


def test_whatever_a_library_says_while_the_public_door_answers_goes_nowhere() -> None:
    record = logging.LogRecord("PIL", logging.ERROR, "x", 1, "isi laporan", (), None)
    assert NotThePublicDoor().filter(record)
    with silence():
        assert not NotThePublicDoor().filter(record)
    assert NotThePublicDoor().filter(record)
