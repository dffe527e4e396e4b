"""The finding of the day in at most four short sentences, each with a subject and a number."""

from kondusif.brief.rules.facts import DEGREES, Duty, Facts, Place
from kondusif.brief.rules.words import capital, count, figures, listed, sentence

NAMED_AT_MOST = 3


def headline(facts: Facts) -> str:
    """What a reader of one minute must know: what moved, what is due, who is silent; calm when it is calm."""
    moved = _moved(facts)
    found = [_voting(facts), moved, _due(facts), _silent(facts)]
    if not moved and (lead := _city(facts)):
        found.insert(1, lead)
    said = [sentence(text) for text in found if text]
    if facts.city_word == "calm" and not moved and not _due(facts) and not facts.silent and facts.places:
        said.append(f"Tidak ada tenggat hari ini dan seluruh {figures(len(facts.places))} kelurahan sudah melapor.")
    return " ".join(said)


def degree(word: str) -> int | None:
    """How tense a word is, 0 to 3; None for silence, which is not a degree."""
    return DEGREES.index(word) if word in DEGREES else None


def rose(place: Place) -> bool:
    """Whether a place stands higher than the day before; out of silence only from the third degree on."""
    now, before = degree(place.word), degree(place.before)
    if now is None:
        return False
    return now > before if before is not None else now >= 2


def fell(place: Place) -> bool:
    """Whether a place stands lower than the day before. Silence is never a fall."""
    now, before = degree(place.word), degree(place.before)
    return now is not None and before is not None and now < before


def is_late(duty: Duty) -> bool:
    """Late by every reading."""
    return duty.late


def is_past_safe(facts: Facts, duty: Duty) -> bool:
    """The safe day has passed, another reading still allows it."""
    return not duty.late and duty.due < facts.on


def is_today(facts: Facts, duty: Duty) -> bool:
    """The safe day is this day."""
    return not duty.late and duty.due == facts.on


def _voting(facts: Facts) -> str:
    stage = facts.stage
    if stage and stage.days_to_voting == 0:
        return "Hari ini pemungutan suara"
    return f"Masa tenang hari ke-{stage.quiet[0]}" if stage and stage.quiet else ""


def _moved(facts: Facts) -> str:
    up = sorted((row for row in facts.places if rose(row)), key=lambda row: -(degree(row.word) or 0))
    if up:
        return _together(facts, up, "naik ke", "naik")
    down = [row for row in facts.places if fell(row)]
    if down:
        return _together(facts, down, "turun ke", "turun")
    return _standing(facts)


def _together(facts: Facts, rows: list[Place], verb: str, short: str) -> str:
    word = rows[0].word
    if len(rows) <= NAMED_AT_MOST and all(row.word == word for row in rows):
        return f"{listed([row.name for row in rows])} {verb} {facts.labels[word]}"
    if short == "naik":
        return f"{capital(count(len(rows)))} kelurahan naik, {rows[0].name} menjadi {facts.labels[word]}"
    return f"{capital(count(len(rows)))} kelurahan turun"


def _standing(facts: Facts) -> str:
    """Places that stay at the two upper degrees."""
    for word in ("critical", "tense"):
        names = [row.name for row in facts.places if row.word == word]
        if names and len(names) <= NAMED_AT_MOST:
            return f"{listed(names)} tetap {facts.labels[word]}"
        if names:
            return f"{capital(count(len(names)))} kelurahan tetap {facts.labels[word]}"
    return ""


def _city(facts: Facts) -> str:
    """The word for the city, where no single place leads; not said of a city that is mostly silent."""
    if facts.city_word == "silent" or (facts.places and 2 * len(facts.silent) >= len(facts.places)):
        return ""
    return f"Kota {facts.labels[facts.city_word]}"


def _due(facts: Facts) -> str:
    late = sum(is_late(row) for row in facts.duties)
    past = sum(is_past_safe(facts, row) for row in facts.duties)
    today = sum(is_today(facts, row) for row in facts.duties)
    said = []
    if late:
        said.append(f"{count(late)} tenggat terlewat")
    if past:
        said.append(f"{count(past)} {'' if said else 'tenggat '}melewati tanggal aman")
    if today:
        said.append(f"{count(today)} {'' if said else 'tenggat '}jatuh tempo hari ini")
    return ", ".join(said)


def _silent(facts: Facts) -> str:
    if not facts.silent:
        return ""
    if facts.places and len(facts.silent) == len(facts.places):
        return f"Seluruh {figures(len(facts.places))} kelurahan belum melapor"
    return f"{count(len(facts.silent))} kelurahan belum melapor"
