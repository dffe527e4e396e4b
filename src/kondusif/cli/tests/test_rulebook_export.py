"""The rulebook as one file is the same file on the page and on the shell."""

from pathlib import Path

import pytest
from django.test import Client

from kondusif.cli.main import main
from kondusif.institutions.models import City


@pytest.mark.django_db
def test_page_and_command_give_the_same_file(client: Client, city: City, tmp_path: Path) -> None:
    assert main(["rulebook", "export", str(tmp_path / "buku.zip")]) == 0
    assert (tmp_path / "buku.zip").read_bytes() == client.get("/aturan/unduh/").content
