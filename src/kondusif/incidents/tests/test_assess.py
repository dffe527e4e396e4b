import pytest
from django.test import Client
from django.urls import reverse

from kondusif.accounts.selectors import actor_of
from kondusif.incidents.models import Assessment
from kondusif.incidents.rules import Origin, Severity, Source, Word
from kondusif.incidents.selectors import city_standing, proposed_word, standing_of, words_by_kelurahan
from kondusif.incidents.services import assess, file_nil_report, record_incident, set_thresholds
from kondusif.incidents.tests.factories import IncidentFactory, facts
from kondusif.institutions.services import set_preferences
from kondusif.kernel.actor import system_actor
from kondusif.kernel.errors import Refused
from support.cast import CITY, JEBRES, SEMANGGI, TODAY, Cast

pytestmark = pytest.mark.usefixtures("places")
REASON = "Petugas sudah di lokasi dan keadaan tenang."


def test_the_proposal_is_marked_as_a_proposal(cast: Cast) -> None:
    record_incident(actor_of(cast.citra), facts(severity=Severity.HEAVY), source=Source.FIELD)
    standing = words_by_kelurahan(TODAY)[SEMANGGI]
    assert (standing.word, standing.source, standing.is_proposal) == (Word.TENSE, Origin.PROPOSAL, True)
    assert standing.reasons[0] == "Satu kejadian terbuka dalam 7 hari terakhir (1 berat)."


def test_a_named_person_sets_the_word_and_the_proposal_stays_beside_it(cast: Cast) -> None:
    record_incident(actor_of(cast.citra), facts(severity=Severity.HEAVY), source=Source.FIELD)
    assess(actor_of(cast.intan), SEMANGGI, Word.WATCH, reason=REASON)
    standing = standing_of(SEMANGGI, TODAY)
    assert (standing.word, standing.proposed, standing.source) == (Word.WATCH, Word.TENSE, Origin.ASSESSMENT)
    assert standing.assessment.by == cast.intan


def test_a_new_incident_puts_the_proposal_back(cast: Cast) -> None:
    assess(actor_of(cast.intan), SEMANGGI, Word.CALM, reason=REASON)
    record_incident(actor_of(cast.citra), facts(), source=Source.FIELD)
    standing = standing_of(SEMANGGI, TODAY)
    assert (standing.word, standing.source) == (Word.WATCH, Origin.PROPOSAL)


def test_an_incident_elsewhere_leaves_the_word_of_a_kelurahan_alone(cast: Cast) -> None:
    record_incident(actor_of(cast.citra), facts(), source=Source.FIELD)
    assess(actor_of(cast.intan), SEMANGGI, Word.TENSE, reason=REASON)
    record_incident(actor_of(cast.intan), facts(area_code=JEBRES), source=Source.DESK)
    assert standing_of(SEMANGGI, TODAY).word is Word.TENSE


def test_a_silent_kelurahan_is_not_calm_and_a_nil_report_makes_it_so(cast: Cast) -> None:
    assert words_by_kelurahan(TODAY)[SEMANGGI].word is Word.SILENT
    file_nil_report(actor_of(cast.citra), SEMANGGI)
    assert words_by_kelurahan(TODAY)[SEMANGGI].word is Word.CALM


def test_the_city_has_its_own_thresholds(cast: Cast) -> None:
    file_nil_report(actor_of(cast.intan), "33.72.03.1001")
    record_incident(actor_of(cast.citra), facts(severity=Severity.MEDIUM), source=Source.FIELD)
    assert city_standing(TODAY).word is Word.CALM
    record_incident(actor_of(cast.intan), facts(severity=Severity.MEDIUM, area_code=JEBRES), source=Source.DESK)
    assert city_standing(TODAY).word is Word.WATCH


def test_a_city_whose_kelurahan_are_silent_is_not_called_calm(cast: Cast) -> None:
    file_nil_report(actor_of(cast.citra), SEMANGGI)
    standing = city_standing(TODAY)
    assert (standing.word, standing.source, standing.proposed) == (Word.SILENT, Origin.SILENCE, Word.CALM)
    assert standing.reasons[-1] == "2 dari 3 kelurahan belum melapor hari ini, jadi kota belum dapat disebut aman."
    file_nil_report(actor_of(cast.intan), JEBRES)
    assert city_standing(TODAY).word is Word.CALM  # one of three is less than half


def test_a_person_may_say_calm_of_the_city_when_the_machine_may_not(cast: Cast) -> None:
    assess(actor_of(cast.intan), CITY, Word.CALM, reason="Camat melapor lewat telepon: tidak ada gangguan.")
    assert city_standing(TODAY).word is Word.CALM


def test_an_incident_known_only_to_the_city_counts_for_the_city(cast: Cast) -> None:
    record_incident(actor_of(cast.intan), facts(severity=Severity.HEAVY, area_code=CITY), source=Source.DESK)
    assert city_standing(TODAY).proposed is Word.WATCH
    assert proposed_word(SEMANGGI, TODAY) is Word.CALM


def test_settings_of_the_city_move_the_thresholds(cast: Cast) -> None:
    record_incident(actor_of(cast.citra), facts(), source=Source.FIELD)
    set_preferences(system_actor("uji"), situation={"village": {"watch": 2, "tense": 6, "critical": 12}})
    assert proposed_word(SEMANGGI, TODAY) is Word.CALM


def test_broken_thresholds_are_refused(cast: Cast) -> None:
    values = {
        "window_days": 7, "look_back_days": 30, "silent_percent": 50, "weights": {"light": 1, "medium": 3, "heavy": 6},
        "village": {"watch": 9, "tense": 6, "critical": 12}, "city": {"watch": 6, "tense": 24, "critical": 48},
    }  # fmt: skip
    with pytest.raises(Refused):
        set_thresholds(actor_of(cast.ani), values)


@pytest.mark.parametrize("reason", ["", "Aman.", "                        a"])
def test_an_assessment_without_a_reason_is_refused(cast: Cast, reason: str) -> None:
    with pytest.raises(Refused):
        assess(actor_of(cast.intan), SEMANGGI, Word.CALM, reason=reason)


def test_the_machine_assesses_nothing(cast: Cast) -> None:
    with pytest.raises(Refused):
        assess(system_actor("harian"), SEMANGGI, Word.CALM, reason=REASON)


def test_the_desk_assesses_on_the_page(client: Client, cast: Cast) -> None:
    client.force_login(cast.intan)
    path = reverse("incidents:assess") + f"?wilayah={SEMANGGI}"
    assert client.post(path, {"word": "watch", "reason": "pendek"}).status_code == 422
    assert client.post(path, {"word": "watch", "reason": REASON}).status_code == 302
    assert REASON in client.get(path).content.decode()
    assert Assessment.objects.get().by == cast.intan


def test_all_words_cost_the_same_few_queries_at_any_size(cast: Cast, django_assert_max_num_queries) -> None:
    IncidentFactory.create_batch(60, recorded_by=cast.citra)
    assess(actor_of(cast.intan), SEMANGGI, Word.TENSE, reason=REASON)
    with django_assert_max_num_queries(8):
        words = words_by_kelurahan(TODAY)
    assert words[SEMANGGI].word is Word.TENSE
