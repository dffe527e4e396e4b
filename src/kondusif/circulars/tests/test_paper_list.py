"""A list signed on paper: its photo, and whose signatures stand on it."""

from datetime import timedelta

import pytest
from PIL import Image

from kondusif.accounts.selectors import actor_of
from kondusif.audit.models import Entry
from kondusif.base import pictures
from kondusif.circulars.models import PaperList, Signature
from kondusif.circulars.rules import Way
from kondusif.circulars.selectors.standing import count
from kondusif.circulars.selectors.unit_lists import list_of
from kondusif.circulars.services.paper import Entered, enter_paper
from kondusif.circulars.tests.heads import Sent, photo, scan, sent_circular, unit
from kondusif.kernel.errors import Refused
from support.cast import TODAY, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _apart(tmp_path: object, settings: object) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def sent(cast: Cast) -> Sent:
    return sent_circular(cast)


def entered(cast: Cast, sent: Sent, *places: int, data: bytes = b"", key: str = "kel-semanggi", **more) -> Entered:  # type: ignore[no-untyped-def]
    keys = [sent.staff[place].pk for place in places]
    which, day = list_of(unit(key), TODAY), {"signed_on": TODAY, **more}
    return enter_paper(actor_of(cast.lukman), sent.version, which, data or photo(), keys, **day)


def files() -> list[str]:
    return [path.name for path in pictures.folder().glob("*/*.jpg")] if pictures.folder().exists() else []


def test_the_ticked_have_signed_and_one_entry_says_so(cast: Cast, sent: Sent) -> None:
    done = entered(cast, sent, 3, 4)
    assert (done.new, done.known) == (2, 0)
    assert set(Signature.objects.values_list("way", "signed_on")) == {(Way.PAPER, TODAY)}
    assert count(sent.circular, TODAY).done == 2
    entry = Entry.objects.get(action="circulars.paper.entered")
    assert entry.facts == {"version": 1, "unit": "kel-semanggi", "people": 2, "known": 0}
    assert files() == [done.paper.picture]


def test_of_the_photo_only_pixels_are_kept(cast: Cast, sent: Sent) -> None:
    done = entered(cast, sent, 4)
    kept = pictures.read(done.paper.picture)
    with Image.open(pictures.path_of(done.paper.picture)) as picture:
        assert not picture.getexif()
    assert kept != photo()


def test_who_signed_by_link_keeps_the_first_signature(cast: Cast, sent: Sent) -> None:
    sent.sign(4)
    done = entered(cast, sent, 3, 4)
    assert (done.new, done.known) == (1, 1)
    assert Signature.objects.get(addressee__employee=sent.staff[4]).way == Way.LINK


@pytest.mark.parametrize(
    ("places", "more", "code"),
    [
        ((), {}, "circulars.paper.nobody"),
        ((5,), {}, "circulars.paper.not_listed"),
        ((4,), {"signed_on": TODAY - timedelta(days=1)}, "circulars.sign.too_early"),
        ((4,), {"signed_on": TODAY + timedelta(days=1)}, "circulars.sign.in_the_future"),
        ((4,), {"data": b"not a picture"}, "base.picture.unreadable"),
        ((4,), {"data": scan(2)}, "circulars.paper.many_pages"),
    ],
)
def test_what_is_wrong_leaves_no_row_and_no_file(
    cast: Cast, sent: Sent, places: tuple[int, ...], more: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as error:
        entered(cast, sent, *places, **more)
    assert error.value.code == code
    assert not PaperList.objects.exists()
    assert not Signature.objects.exists()
    assert files() == []


def test_a_pdf_of_one_page_is_taken(cast: Cast, sent: Sent) -> None:
    assert entered(cast, sent, 4, data=scan(1)).new == 1


def test_the_same_photo_is_entered_once(cast: Cast, sent: Sent) -> None:
    first = entered(cast, sent, 4)
    with pytest.raises(Refused) as error:
        entered(cast, sent, 3)
    assert error.value.code == "circulars.paper.twice"
    assert files() == [first.paper.picture]


def test_a_head_enters_the_head_of_a_unit_below_who_stands_in_this_list(cast: Cast, sent: Sent) -> None:
    assert entered(cast, sent, 2, 3, key="kec-pasar-kliwon").new == 2
