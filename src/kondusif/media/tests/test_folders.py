"""Several files at once: each is named with what became of it, and a bad one costs no other."""

import io
import zipfile

import docx
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.kernel.errors import Refused
from kondusif.media import jobs
from kondusif.media.files import article_text
from kondusif.media.models import Article, FolderFile
from kondusif.media.rules import FileState
from kondusif.media.services import read_waiting, take_files
from kondusif.media.tests.factories import TEXT, article_by
from support.cast import Cast

HTML = f"<html><head><title>Judul laman</title></head><body><nav>Menu</nav><p>{TEXT}</p><script>jahat()</script></body>"


def docx_of(*lines: str) -> bytes:
    target, letter = io.BytesIO(), docx.Document()
    for line in lines:
        letter.add_paragraph(line)
    letter.save(target)
    return target.getvalue()


def zip_of(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in files.items():
            pack.writestr(name.replace("_", "."), data)
    return target.getvalue()


def picture_pdf() -> bytes:
    target, paper = io.BytesIO(), pypdfium2.PdfDocument.new()
    paper.new_page(200, 200)
    paper.save(target)
    return target.getvalue()


def states(folder_pk: int) -> dict[str, str]:
    return dict(FolderFile.objects.filter(folder=folder_pk).values_list("name", "state"))


def test_a_docx_and_an_html_page_become_plain_words() -> None:
    words = article_text(docx_of("Warga Jebres rapat", "Acara tertib."), "a.docx")
    assert words.split("\n\n") == ["Warga Jebres rapat", "Acara tertib."]
    page = article_text(HTML.encode(), "a.html")
    assert "Lurah Semanggi Minta Warga Tenang" in page
    assert "jahat" not in page
    assert "Menu" not in page


def test_the_words_of_a_pdf_are_read_in_a_process_of_their_own() -> None:
    assert "Rapat koordinasi di Jebres" in article_text(printed("Rapat koordinasi di Jebres"), "a.pdf")


def printed(words: str) -> bytes:
    """A small PDF with one line of text, written by hand."""
    stream = f"BT /F1 18 Tf 20 100 Td ({words}) Tj ET".encode()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n"
    return out + head + table + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"%PDF-1.7\x00 rusak", "a.pdf", "damaged"), (b"PK\x03\x04 rusak", "a.docx", "damaged"),
        (picture_pdf(), "foto.pdf", "no_words"), (zip_of(catatan_txt=b"bukan docx"), "a.docx", "damaged"),
        (docx_of(), "kosong.docx", "empty"), (b"%PDF-" + b"0" * 8_000_001, "besar.pdf", "too_large"),
        (b"<p> </p>", "kosong.html", "empty"), (b"a" * 1_000_001, "besar.txt", "too_large"),
    ],
)  # fmt: skip
def test_a_file_without_words_says_why(data: bytes, name: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        article_text(data, name)
    assert refused.value.code == f"media.file.{code}"


@pytest.mark.django_db
def test_every_file_is_named_and_a_bad_one_costs_no_other(cast: Cast) -> None:
    article_by(cast.intan)
    given = [
        ("baru.txt", b"Warga Jebres menggelar rapat RT di Surakarta."), ("lama.txt", TEXT.encode()),
        ("foto.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF"), ("laman.html", b"<p>Linmas berjaga di Semanggi, Surakarta.</p>"),
        ("kosong.txt", b"  \n"), ("panjang.txt", b"kata " * 13_000),
    ]  # fmt: skip
    folder = take_files(actor_of(cast.intan), given, outlet="Warta Latihan")
    assert read_waiting(folder) == 0
    assert states(folder.pk) == {
        "baru.txt": FileState.ADDED, "lama.txt": FileState.KNOWN, "foto.jpg": FileState.REFUSED,
        "laman.html": FileState.ADDED, "kosong.txt": FileState.REFUSED, "panjang.txt": FileState.REFUSED,
    }  # fmt: skip
    assert not FolderFile.objects.exclude(text="").exists()
    assert set(Article.objects.values_list("outlet", flat=True)) == {"Warta Latihan"}
    assert Entry.objects.get(action="media.folder.taken").facts == {"files": 6}


@pytest.mark.django_db
def test_a_zip_stands_for_the_files_in_it_and_a_bad_one_is_named(cast: Cast) -> None:
    pack = zip_of(satu_txt=b"Rapat di Jebres, Surakarta.", dua_txt=b"Apel di Semanggi, Surakarta.")
    bomb = zip_of(bom_txt=b"0" * 30_000_000)
    given = [("berita.zip", pack), ("rusak.zip", b"PK\x03\x04 rusak"), ("bom.zip", bomb)]
    folder = take_files(actor_of(cast.intan), given)
    read_waiting(folder)
    assert states(folder.pk) == {"satu.txt": "added", "dua.txt": "added", "rusak.zip": "refused", "bom.zip": "refused"}


@pytest.mark.django_db
def test_what_was_broken_off_is_read_by_the_job_and_never_twice(cast: Cast) -> None:
    given = [(f"{n}.txt", f"Rapat RT nomor {n} di Jebres, Surakarta.".encode()) for n in range(5)]
    folder = take_files(actor_of(cast.intan), given)
    assert read_waiting(folder, seconds=-1.0) == 5
    jobs.read_left_over.call_local()
    jobs.read_folder.call_local(folder.pk)
    assert set(states(folder.pk).values()) == {"added"}
    assert Article.objects.count() == 5


@pytest.mark.django_db
def test_the_desk_hands_files_in_and_sees_each_result(cast: Cast, client: Client) -> None:
    client.force_login(cast.intan)
    files = [SimpleUploadedFile("a.txt", TEXT.encode()), SimpleUploadedFile("b.png", b"\x89PNG\r\n\x1a\n\x00")]
    page = client.post(reverse("media:add_files"), {"articles": files}, follow=True).content.decode()
    assert "2 dari 2 berkas selesai: 1 ditambahkan, 0 sudah ada, 1 ditolak." in page
    assert "b.png bukan teks biasa" in page
    assert "Satu map berkas" in client.get(reverse("media:folders")).content.decode()


@pytest.mark.django_db
def test_no_file_is_said_and_a_reader_hands_none_in(cast: Cast, client: Client) -> None:
    client.force_login(cast.intan)
    empty = client.post(reverse("media:add_files"), {"outlet": "Warta"})
    assert (empty.status_code, "Belum ada berkas" in empty.content.decode()) == (422, True)
    client.force_login(cast.lukman)
    assert client.get(reverse("media:add_files")).status_code == 403
    assert client.get(reverse("media:folders")).status_code == 200
    client.force_login(cast.citra)
    assert client.get(reverse("media:folders")).status_code == 403


@pytest.mark.django_db
def test_a_large_folder_has_pages_of_fifty(cast: Cast, client: Client) -> None:
    folder = take_files(actor_of(cast.intan), [(f"{n:02}.txt", b" ") for n in range(60)])
    client.force_login(cast.intan)
    url = reverse("media:folder", args=[folder.pk])
    assert len(client.get(url).context["files"]) == 50
    second = client.get(url, {"hal": "2"})
    assert len(second.context["files"]) == 10
    assert "60 dari 60 berkas selesai" in second.content.decode()


@pytest.mark.django_db
def test_a_folder_that_waits_asks_again_by_itself(cast: Cast, client: Client) -> None:
    folder = take_files(actor_of(cast.intan), [("a.txt", TEXT.encode())])
    client.force_login(cast.budi)
    url = reverse("media:folder", args=[folder.pk])
    assert 'hx-trigger="every 2s"' in client.get(url).content.decode()
    read_waiting(folder)
    piece = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in piece
    assert "<h1" not in piece


@pytest.mark.django_db
def test_the_list_of_folders_is_narrowed_by_result_and_day(cast: Cast, client: Client) -> None:
    take_files(actor_of(cast.intan), [("a.txt", b" ")])
    take_files(actor_of(cast.intan), [("b.txt", TEXT.encode())])
    client.force_login(cast.eko)

    def listed(**query: str) -> int:
        return len(client.get(reverse("media:folders"), query).context["page"].object_list)

    assert (listed(), listed(state="refused"), listed(state="waiting")) == (2, 1, 1)
    assert (listed(since="14 November 2024"), listed(since="13/11/2024")) == (0, 2)
