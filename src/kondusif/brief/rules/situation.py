"""What happened, what was done, and what the figures say beside those of the days before."""

from collections import Counter

from kondusif.brief.rules.facts import Facts, Happening, Place
from kondusif.brief.rules.headline import degree, fell, is_late, is_past_safe, is_today, rose
from kondusif.brief.rules.shapes import Record, Sentence
from kondusif.brief.rules.words import capital, clock_time, count, decimal, figures, listed, plain_date, sentence, small
from kondusif.kernel.small_counts import SMALLEST

HAPPENINGS_AT_MOST = 5
PLACES_AT_MOST = 6
RECORDS_AT_MOST = 6


def development(facts: Facts) -> tuple[Sentence, ...]:
    """Perkembangan situasi: stage, words for places, incidents, reports, cases, press."""
    return (
        *_stage(facts), *_city(facts), *_places(facts), *_happenings(facts), *_reports(facts), *_cases(facts),
        *_press(facts),
    )  # fmt: skip


def analysis(facts: Facts) -> tuple[Sentence, ...]:
    """Analisa: only what the records show against yesterday and the seven days before."""
    flow = facts.incidents
    found = [
        Sentence(
            f"Kejadian yang tercatat kemarin {count(flow.yesterday)}, hari ini sampai pukul {clock_time(facts.at)} "
            f"{count(flow.today)}; rata-rata tujuh hari terakhir {decimal(flow.a_day)} sehari.",
            (flow.record,),
        )
    ]
    if facts.places:
        now = sum((degree(row.word) or 0) > 0 for row in facts.places)
        before = sum((degree(row.before) or 0) > 0 for row in facts.places)
        told = len(facts.places) - len(facts.silent)
        found.append(
            Sentence(
                f"Kelurahan di atas {facts.labels['calm']}: {count(now)}, kemarin {count(before)}. "
                f"Kelurahan yang melapor: {figures(told)} dari {figures(len(facts.places))}.",
                (facts.city_record,),
            )
        )
    if facts.duties:
        found.append(_limits(facts))
    return tuple(found)


def actions(facts: Facts) -> tuple[Sentence, ...]:
    """Langkah yang telah diambil: what people recorded as done since yesterday."""
    return tuple(Sentence(sentence(row.text), row.records[:RECORDS_AT_MOST]) for row in facts.actions)


def _limits(facts: Facts) -> Sentence:
    late = sum(is_late(row) for row in facts.duties)
    past = sum(is_past_safe(facts, row) for row in facts.duties)
    today = sum(is_today(facts, row) for row in facts.duties)
    week = sum(0 < (row.due - facts.on).days <= 7 for row in facts.duties)
    pieces = [f"{count(late)} terlewat", f"{count(today)} jatuh tempo hari ini", f"{count(week)} dalam tujuh hari"]
    if past:
        pieces.insert(1, f"{count(past)} melewati tanggal aman")
    said = f"Tenggat berjalan dalam penanganan dugaan {count(len(facts.duties))}: {', '.join(pieces)}."
    return Sentence(said, _once(row.record for row in facts.duties))


def _stage(facts: Facts) -> tuple[Sentence, ...]:
    stage = facts.stage
    if stage is None:
        return ()
    if stage.over:
        return (Sentence(f"{stage.contest} telah selesai.", (stage.record,)),)
    if stage.campaign:
        running = f"kampanye, hari ke-{stage.campaign[0]} dari {stage.campaign[1]}"
    elif stage.quiet:
        running = f"masa tenang, hari ke-{stage.quiet[0]} dari {stage.quiet[1]}"
    else:
        running = listed([small(row) for row in stage.running]) or "belum ada yang berjalan"
    return (Sentence(f"Tahapan {stage.contest}: {running}. {until_voting(stage.days_to_voting)}".strip(),
                     (stage.record,)),)  # fmt: skip


def until_voting(days: int | None) -> str:
    """Pemungutan suara 14 hari lagi."""
    if days is None:
        return ""
    if days == 0:
        return "Pemungutan suara hari ini."
    return f"Pemungutan suara {days} hari lagi." if days > 0 else f"Pemungutan suara {-days} hari yang lalu."


def _city(facts: Facts) -> tuple[Sentence, ...]:
    now, before = facts.labels[facts.city_word], facts.labels[facts.city_before]
    if facts.city_word == facts.city_before:
        return (Sentence(f"Keadaan kota: {now}, sama dengan kemarin.", (facts.city_record,)),)
    change = _change(facts.city_word, facts.city_before)
    return (Sentence(f"Keadaan kota: {now}, kemarin {before}.", (facts.city_record,), change),)


def _change(word: str, before: str) -> str:
    now, then = degree(word), degree(before)
    if now is None or then is None or now == then:
        return ""
    return "up" if now > then else "down"


def _places(facts: Facts) -> tuple[Sentence, ...]:
    up = sorted((row for row in facts.places if rose(row)), key=lambda row: -(degree(row.word) or 0))
    stay = [
        row for row in facts.places if not rose(row) and not fell(row) and (degree(row.word) or 0) >= 2
    ]  # fmt: skip
    down = [row for row in facts.places if fell(row)]
    rows = [*up, *stay, *down]
    found = [_place(facts, row) for row in rows[:PLACES_AT_MOST]]
    rest = rows[PLACES_AT_MOST:]
    if rest:
        said = f"{capital(count(len(rest)))} kelurahan lain berubah: {listed([row.name for row in rest], most=6)}."
        found.append(Sentence(said, tuple(row.record for row in rest[:RECORDS_AT_MOST])))
    return tuple(found)


def _place(facts: Facts, place: Place) -> Sentence:
    now, before = facts.labels[place.word], facts.labels[place.before]
    where = f"{place.name}, {place.district}"
    if place.word == place.before:
        said = f"{where}: tetap {now}"
    elif place.before == "silent":
        said = f"{where}: {now}, kemarin belum melapor"
    else:
        said = f"{where}: {before} ke {now}"
    if place.reasons:
        said += f", berdasar {count(len(place.reasons))} kejadian terbuka"
    change = "up" if rose(place) else "down" if fell(place) else ""
    return Sentence(f"{said}.", (*place.reasons[:RECORDS_AT_MOST], place.record), change)


def _happenings(facts: Facts) -> tuple[Sentence, ...]:
    rows = facts.happenings
    if not rows:
        return (Sentence("Tidak ada kejadian yang tercatat sejak kemarin.", (facts.incidents.record,)),)
    found = [_happening(row) for row in rows[:HAPPENINGS_AT_MOST]]
    rest = rows[HAPPENINGS_AT_MOST:]
    if rest:
        kinds = Counter(small(row.kind) for row in rest)
        said = ", ".join(f"{kind} {count(number)}" for kind, number in kinds.most_common())
        records = tuple(row.record for row in rest[:RECORDS_AT_MOST])
        found.append(Sentence(f"{capital(count(len(rest)))} kejadian lain: {said}.", records))
    return tuple(found)


def _happening(row: Happening) -> Sentence:
    said = f"{row.kind} (bobot {small(row.severity)}) di {row.place}, {plain_date(row.happened_on)}; {row.status}."
    return Sentence(capital(said), (row.record,))


def _reports(facts: Facts) -> tuple[Sentence, ...]:
    """Incoming reports of the whole city. Below five no number is said, not even that there was none."""
    flow = facts.reports
    if flow is None:
        return ()
    if flow.since_yesterday < SMALLEST:
        return (Sentence("Laporan masuk sejak kemarin kurang dari lima; jumlahnya tidak dicantumkan.", (flow.record,)),)
    said = f"Laporan masuk sejak kemarin {count(flow.since_yesterday)}"
    if flow.week >= SMALLEST:
        said += f" (rata-rata tujuh hari terakhir {decimal(flow.a_day)} sehari)"
    return (Sentence(f"{said}.", (flow.record,)),)


def _cases(facts: Facts) -> tuple[Sentence, ...]:
    if not facts.cases_open and not facts.cases_new:
        return ()
    said = f"Penanganan dugaan pelanggaran netralitas yang berjalan {count(facts.cases_open)}"
    said += f"; dibuka sejak kemarin {count(len(facts.cases_new))}"
    return (Sentence(f"{said}.", facts.cases_new[:RECORDS_AT_MOST] or (facts.cases_record,)),)


def _press(facts: Facts) -> tuple[Sentence, ...]:
    press = facts.press
    if not press.stories:
        return ()
    said = f"Media yang dibaca sejak kemarin memuat {count(press.stories)} berita"
    if press.topics:
        named = [f"{small(row.name)} ({count(row.count)})" for row in press.topics]
        said += f"; isu menurut pembacaan mesin: {listed(named)}"
    return (Sentence(f"{said}.", press.records[:RECORDS_AT_MOST]),)


def _once(records: object) -> tuple[Record, ...]:
    seen: dict[str, Record] = {}
    for row in records:  # type: ignore[attr-defined]
        seen.setdefault(row.number, row)
    return tuple(seen.values())[:RECORDS_AT_MOST]
