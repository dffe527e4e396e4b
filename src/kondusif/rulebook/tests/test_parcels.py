"""A zip that somebody hands in is read without trust; a zip that we write is the same every time."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from kondusif.base.errors import sentence
from kondusif.kernel.errors import Refused
from kondusif.rulebook import parcels
from kondusif.rulebook.loader import files_of, load_files


def _zip(entries: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as parcel:
        for name, content in entries.items():
            parcel.writestr(name, content)
    return made.getvalue()


def test_what_is_written_is_read_again_and_is_the_same_book() -> None:
    files = files_of()
    content = parcels.to_zip(files)
    assert parcels.from_zip(content, "aturan.zip") == files
    assert parcels.to_zip(dict(reversed(files.items()))) == content
    assert load_files(files).digest == load_files(parcels.from_zip(content, "aturan.zip")).digest


def test_a_zip_of_a_folder_is_read_without_the_folder() -> None:
    packed = {f"aturan-baru/{name}": text.encode() for name, text in files_of().items()}
    extra = {"__MACOSX/aturan-baru/._edition.yaml": b"\x00", "aturan-baru/BACA.txt": b"\xff"}
    assert parcels.from_zip(_zip(packed | extra), "aturan.zip") == files_of()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "rulebook.parcel.not_zip"),
        (b"bukan zip", "rulebook.parcel.not_zip"),
        (_zip({"edition.yaml": b"edition"})[:-30], "rulebook.parcel.not_zip"),
        (_zip({"/etc/edition.yaml": b""}), "rulebook.parcel.bad_name"),
        (_zip({"../edition.yaml": b""}), "rulebook.parcel.bad_name"),
        (_zip({"acts/../../edition.yaml": b""}), "rulebook.parcel.bad_name"),
        (_zip({"C:\\edition.yaml": b""}), "rulebook.parcel.bad_name"),
        (_zip({"edisi\x1f.yaml": b""}), "rulebook.parcel.bad_name"),
        (_zip({"edition.yaml": b"\xff\xfe"}), "rulebook.parcel.not_text"),
        (_zip({"edition.yaml": b"a" * 30_000_000}), "rulebook.parcel.too_big"),
        (_zip({f"acts/{n}.yaml": b"" for n in range(1001)}), "rulebook.parcel.too_many"),
    ],
)  # fmt: skip
def test_a_parcel_that_is_not_what_it_should_be_is_refused_in_one_sentence(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as caught:
        parcels.from_zip(content, "aturan.zip")
    assert caught.value.code == code
    assert "\n" not in sentence(caught.value)


def test_a_zip_whose_contents_lie_about_their_size_is_not_read_to_the_end() -> None:
    """The directory of the zip says one byte; a hundred million stand behind it."""
    content = bytearray(_zip({"edition.yaml": b"a" * 100_000_000}))
    size = (100_000_000).to_bytes(4, "little")
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = (1).to_bytes(4, "little")
    with pytest.raises(Refused):
        parcels.from_zip(bytes(content), "aturan.zip")


def test_a_file_of_a_hundred_megabytes_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "besar.zip"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(Refused) as caught:
        parcels.read(path)
    assert caught.value.code == "rulebook.parcel.too_big"


def test_a_folder_is_read_as_it_is_and_an_absent_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "edition.yaml").write_text("edition: x", encoding="utf-8")
    assert parcels.read(tmp_path) == {"edition.yaml": "edition: x"}
    (tmp_path / "edition.yaml").write_bytes(b"\xff")
    with pytest.raises(Refused, match="not_text"):
        parcels.read(tmp_path)
    with pytest.raises(Refused, match="absent"):
        parcels.read(tmp_path / "tidak-ada")
