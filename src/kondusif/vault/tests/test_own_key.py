"""One's own key on its pages: made, opened, closed by itself, forgotten; and what an admin cannot do with it."""

from datetime import datetime, timedelta
from http.cookies import SimpleCookie

import pytest
from django.test import Client
from django.urls import reverse

from kondusif.accounts.models import User
from kondusif.audit.models import Entry
from kondusif.institutions.models import City, Unit
from kondusif.institutions.selectors import today
from kondusif.kernel import clock
from kondusif.vault import boxes, keyring, phrases
from kondusif.vault.models import KeySession, PersonKey
from kondusif.vault.rules import IDLE, LONGEST, TRIES, Purpose, phrase_fault
from kondusif.vault.selectors import person_key_of
from kondusif.vault.services import keyring_by_phrase, make_person_key, seal_for
from support.cast import Cast
from support.keys import PHRASE, unit_with_key

pytestmark = pytest.mark.django_db
OTHER = "kuda hitam melompati pagar tinggi"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def opened(user: User) -> Client:
    client = signed_in(user)
    answer = client.post(reverse("vault:unlock"), {"phrase": PHRASE})
    assert answer.status_code == 302, answer.content.decode()
    return client


def is_open(client: Client) -> bool:
    return client.get(reverse("vault:home")).context["open"] is not None


def at(patch: pytest.MonkeyPatch, moment: datetime) -> None:
    """The clock stands still here."""
    patch.setattr(keyring, "now", lambda: moment)


def test_who_has_no_key_makes_one_and_it_is_open_at_once(cast: Cast) -> None:
    client = signed_in(cast.budi)
    assert "Anda belum punya kunci pribadi" in client.get(reverse("vault:home")).content.decode()
    answer = client.post(reverse("vault:make"), {"phrase": PHRASE, "again": PHRASE})
    assert answer.status_code == 302
    assert is_open(client)
    key = person_key_of(cast.budi)
    assert key is not None
    assert boxes.fingerprint(key.public) in client.get(reverse("vault:home")).content.decode()


@pytest.mark.parametrize(
    ("phrase", "again", "said"),
    [
        ("pendek saja", "pendek saja", "terlalu pendek"),
        (PHRASE, "payung biru menunggu kereta sore", "tidak sama"),
        ("", "", "Isi frasa kunci yang baru"),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaaa", "berulang"),
    ],
)
def test_a_passphrase_that_will_not_do_is_refused_in_one_sentence(
    cast: Cast, phrase: str, again: str, said: str
) -> None:
    answer = signed_in(cast.budi).post(reverse("vault:make"), {"phrase": phrase, "again": again})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert person_key_of(cast.budi) is None


def test_the_sign_in_password_is_no_passphrase(cast: Cast) -> None:
    long = "sandi-budi-yang-sangat-panjang-sekali"
    cast.budi.set_password(long)
    cast.budi.save()
    answer = signed_in(cast.budi).post(reverse("vault:make"), {"phrase": long, "again": long})
    assert "tidak boleh sama dengan sandi masuk" in answer.content.decode()


def test_a_proposal_is_six_plain_words_and_stays_while_the_form_is_corrected(cast: Cast) -> None:
    client = signed_in(cast.budi)
    proposal = client.get(reverse("vault:make") + "?usul=1").context["proposal"]
    assert len(proposal.split()) == 6
    again = client.post(reverse("vault:make"), {"phrase": proposal, "again": "lain", "proposal": proposal})
    assert again.context["proposal"] == proposal
    forged = client.post(
        reverse("vault:make"), {"phrase": "x", "again": "x", "proposal": "ketik sandi anda di sini ya"}
    )
    assert forged.context["proposal"] == ""
    assert client.post(reverse("vault:make"), {"phrase": proposal, "again": proposal}).status_code == 302


def test_the_word_list_holds_what_it_promises() -> None:
    words = phrases.words()
    assert len(words) == len(set(words)) == 1024
    assert all(4 <= len(word) <= 8 and word.isascii() and word.islower() and word.isalpha() for word in words)
    drawn = [phrases.propose() for _ in range(300)]
    assert len(set(drawn)) == 300
    assert all(phrase_fault(one) is None for one in drawn)


def test_capitals_and_spaces_of_a_phone_do_not_keep_anybody_out(cast: Cast) -> None:
    make_person_key(cast.budi, PHRASE)
    client = signed_in(cast.budi)
    client.post(reverse("vault:unlock"), {"phrase": "  " + PHRASE.capitalize().replace(" ", "  ") + " "})
    assert is_open(client)


def test_unlocking_goes_on_where_one_came_from_and_never_off_this_server(cast: Cast) -> None:
    make_person_key(cast.budi, PHRASE)
    wanted = reverse("vault:unit")
    places = {
        wanted: wanted, "https://jahat.example/ruang/": reverse("vault:home"), "//jahat.example/ruang/kunci/": None,
        "/lapor/": None, "/ruang/kunci/tidak-ada/": None, reverse("vault:lock"): None, "\\\\jahat.example": None,
    }  # fmt: skip
    for place, expected in places.items():
        answer = signed_in(cast.budi).post(reverse("vault:unlock"), {"phrase": PHRASE, "next": place})
        assert answer["Location"] == (expected or reverse("vault:home")), place


def test_a_wrong_passphrase_is_one_sentence_and_is_written_down(cast: Cast) -> None:
    make_person_key(cast.budi, PHRASE)
    client = signed_in(cast.budi)
    answer = client.post(reverse("vault:unlock"), {"phrase": OTHER})
    assert answer.status_code == 422
    assert "Frasa kunci ini tidak cocok" in answer.content.decode()
    assert OTHER not in answer.content.decode()
    assert not is_open(client)
    assert Entry.objects.filter(action="vault.phrase.failed", actor="budi").count() == 1


def test_wrong_passphrases_are_slowed_for_their_own_account_only(cast: Cast) -> None:
    for one in (cast.budi, cast.hana):
        make_person_key(one, PHRASE)
    client = signed_in(cast.budi)
    for _ in range(TRIES):
        assert client.post(reverse("vault:unlock"), {"phrase": OTHER}).status_code == 422
    refused = client.post(reverse("vault:unlock"), {"phrase": PHRASE})
    assert refused.status_code == 429
    assert "Coba lagi 15 menit lagi" in refused.content.decode()
    assert client.post(reverse("vault:phrase"), {"old": PHRASE, "phrase": OTHER, "again": OTHER}).status_code == 422
    assert is_open(opened(cast.hana))


def test_the_key_closes_after_a_quarter_of_an_hour_without_use(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    make_person_key(cast.budi, PHRASE)
    client, begun = opened(cast.budi), clock.now()
    at(monkeypatch, begun + IDLE - timedelta(seconds=5))
    assert is_open(client)
    at(monkeypatch, begun + 2 * IDLE - timedelta(seconds=10))
    assert is_open(client), "it was used meanwhile"
    at(monkeypatch, begun + 3 * IDLE)
    assert not is_open(client)
    assert KeySession.objects.count() == 0


def test_the_key_closes_after_eight_hours_however_busy(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    make_person_key(cast.budi, PHRASE)
    client, begun = opened(cast.budi), clock.now()
    moment = begun
    while moment + IDLE / 2 < begun + LONGEST - timedelta(minutes=1):
        moment += IDLE / 2
        at(monkeypatch, moment)
        assert is_open(client)
    at(monkeypatch, begun + LONGEST + timedelta(seconds=5))
    assert not is_open(client)


def test_the_cookie_alone_and_the_row_alone_open_nothing(cast: Cast) -> None:
    make_person_key(cast.budi, PHRASE)
    client = opened(cast.budi)
    row = KeySession.objects.get()
    cookie = client.cookies[keyring.COOKIE].value
    private = keyring_by_phrase(cast.budi, PHRASE).private
    assert private not in bytes(row.sealed)
    with pytest.raises(boxes.Broken):
        boxes.unlock(bytes(32), row.sealed, f"kondusif|vault.session|{row.pk}|private")
    elsewhere = signed_in(cast.budi)  # the row stands, the cookie is not there
    assert not is_open(elsewhere)
    elsewhere.cookies = SimpleCookie({**{k: v.value for k, v in elsewhere.cookies.items()}, keyring.COOKIE: cookie})
    assert not is_open(elsewhere), "the half of another sign-in"
    stranger = signed_in(cast.hana)
    stranger.cookies[keyring.COOKIE] = cookie
    assert stranger.get(reverse("vault:home")).context["open"] is None
    KeySession.objects.all().delete()
    assert not is_open(client), "the cookie stands, the row is gone"


def test_the_cookie_stays_on_the_staffs_paths_and_no_public_page_sets_one(cast: Cast) -> None:
    make_person_key(cast.budi, PHRASE)
    client = opened(cast.budi)
    given = [client.cookies[name] for name in keyring.COOKIE_PATHS]
    assert [one["path"] for one in given] == ["/ruang/", "/en/ruang/"]
    for one in given:
        assert one["httponly"]
        assert one["samesite"] == "Strict"
        assert not one["max-age"]
        assert not one["expires"]
        assert not "/lapor/".startswith(one["path"])
    for path in ("/", "/lapor/", "/lapor/cek/", "/bolehkah/"):
        assert not Client().get(path).cookies, path
        assert keyring.COOKIE not in client.get(path).cookies


def test_the_cookie_is_secure_where_the_city_speaks_tls(cast: Cast, settings: object) -> None:
    settings.SESSION_COOKIE_SECURE = True  # type: ignore[attr-defined]
    make_person_key(cast.budi, PHRASE)
    client = Client()
    client.force_login(cast.budi)
    answer = client.post(reverse("vault:unlock"), {"phrase": PHRASE}, secure=True)
    assert all(answer.cookies[name]["secure"] for name in keyring.COOKIE_PATHS)


def test_closing_the_key_closes_it_in_every_browser(cast: Cast) -> None:
    make_person_key(cast.budi, PHRASE)
    one, other = opened(cast.budi), opened(cast.budi)
    assert is_open(one)
    assert is_open(other)
    one.post(reverse("vault:lock"))
    assert not is_open(one)
    assert not is_open(other)


def test_signing_out_leaves_nothing_open(cast: Cast) -> None:
    make_person_key(cast.budi, PHRASE)
    client = opened(cast.budi)
    client.post(reverse("account_logout"))
    client.force_login(cast.budi)
    assert not is_open(client)


def test_an_admin_who_resets_a_sign_in_password_opens_nothing(city: City, cast: Cast) -> None:
    key, _ring = unit_with_key(cast.budi)
    sealing = seal_for(Purpose.CONTENT, today(), units=[key])
    row = sealing.save()
    before = bytes(PersonKey.objects.get(user=cast.budi).sealed)
    cast.budi.set_password("sandi-dari-admin-2024")
    cast.budi.save()
    client = Client()
    assert client.login(username="budi", password="sandi-dari-admin-2024")
    assert bytes(PersonKey.objects.get(user=cast.budi).sealed) == before
    for guess in ("sandi-dari-admin-2024", "sandi-budi"):
        assert client.post(reverse("vault:unlock"), {"phrase": guess}).status_code == 422
    assert not is_open(client)
    # The one thing that the reset password buys is a key of its own, which holds no share of anything.
    told = {"password": "sandi-dari-admin-2024", "phrase": OTHER, "again": OTHER, "agreed": "on"}
    assert client.post(reverse("vault:replace"), told).status_code == 302
    assert is_open(client)
    assert keyring_by_phrase(cast.budi, OTHER).units == {}
    assert keyring_by_phrase(cast.budi, OTHER).open(row.pk) is None


def test_a_forgotten_passphrase_says_what_is_lost_and_asks_who_sits_there(cast: Cast) -> None:
    unit_with_key(cast.budi)
    client = signed_in(cast.budi)
    page = client.get(reverse("vault:replace")).content.decode()
    assert "Badan Kesatuan Bangsa dan Politik" in page
    assert "tertutup untuk selamanya" in page
    told = {"password": "bukan", "phrase": OTHER, "again": OTHER, "agreed": "on"}
    refused = client.post(reverse("vault:replace"), told)
    assert refused.status_code == 422
    assert "Sandi masuk ini tidak cocok" in refused.content.decode()
    assert keyring_by_phrase(cast.budi, PHRASE).units
    assert client.post(reverse("vault:replace"), {**told, "agreed": "", "password": "sandi-budi"}).status_code == 422
    assert client.post(reverse("vault:replace"), {**told, "password": "sandi-budi"}).status_code == 302
    assert keyring_by_phrase(cast.budi, OTHER).units == {}


def test_another_passphrase_keeps_the_key(cast: Cast) -> None:
    unit_with_key(cast.budi)
    units = keyring_by_phrase(cast.budi, PHRASE).units
    client = opened(cast.budi)
    wrong = client.post(reverse("vault:phrase"), {"old": OTHER, "phrase": OTHER, "again": OTHER})
    assert "Frasa kunci ini tidak cocok" in wrong.content.decode()
    answer = client.post(reverse("vault:phrase"), {"old": PHRASE, "phrase": OTHER, "again": OTHER})
    assert answer.status_code == 302
    assert keyring_by_phrase(cast.budi, OTHER).units == units
    assert is_open(client)


def test_who_joins_learns_nothing_before_a_share_is_given(cast: Cast) -> None:
    make_person_key(cast.hana, PHRASE)
    page = opened(cast.hana).get(reverse("vault:home"))
    assert page.context["shares"] == []
    assert Unit.objects.get(pk=cast.hana.unit_id).name not in page.content.decode()
