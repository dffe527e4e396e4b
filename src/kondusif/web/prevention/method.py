"""How coverage is counted, in words with the numbers of the city: for its page, and for a sheet of the workbook."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kondusif.base.wording import number, percent
from kondusif.incidents.measure import thresholds
from kondusif.incidents.models import SEVERITIES
from kondusif.incidents.risk import MOST_FROM_INCIDENTS
from kondusif.incidents.rules import Severity, Word
from kondusif.institutions.selectors import city
from kondusif.territory.indicators import instrument
from kondusif.web.prevention.finding import share_in_words
from kondusif.web.prevention.gathering import Picture, VillageRow

AGES = (0, 1, 2, 3, 4)  # in steps of half-lives after the fresh days


@dataclass(frozen=True, slots=True)
class Sample:
    """The value of an RT at one age."""

    days: int
    value: float


def samples(of: Picture) -> list[Sample]:
    """The value of an RT from its session to four half-lives after the fresh days."""
    measure = of.coverage.measure
    aged = [Sample(measure.fresh_days + step * measure.half_life_days, 0.5**step) for step in AGES]
    return [Sample(0, 1.0), *aged]


def example(of: Picture) -> VillageRow | None:
    """The kelurahan that the page works out: one that is neither empty nor full, the widest gap first."""
    return next((row for row in of.gaps if 0 < (row.place.value or 0) < 1), None)


def worked(row: VillageRow) -> str:
    """The coverage of one kelurahan worked out."""
    total = (row.place.value or 0.0) * row.place.targets
    return _(
        "%(name)s: jumlah nilai %(total)s dibagi %(targets)s RT = %(share)s. Dari %(targets)s RT itu %(reached)s "
        "bernilai penuh dan %(touched)s pernah terjangkau."
    ) % {
        "name": row.name, "total": number(total, 2), "targets": row.place.targets,
        "share": percent(row.place.value or 0.0, 1), "reached": row.place.reached, "touched": row.place.touched,
    }  # fmt: skip


def weighed(row: VillageRow) -> str:
    """The weight of one kelurahan worked out."""
    risk = row.risk
    return _("%(name)s: 1 + %(incidents)s (kejadian) + %(indicators)s (TPS rawan) = %(weight)s.") % {
        "name": row.name, "incidents": number(risk.from_incidents, 2), "indicators": number(risk.from_indicators, 2),
        "weight": number(risk.weight, 2),
    }  # fmt: skip


def steps(of: Picture) -> list[str]:
    """The definition in short sentences, with the numbers that the city set."""
    measure, situation = of.coverage.measure, thresholds(city())
    points = ", ".join(f"{str(SEVERITIES[key]).lower()} {situation.weights[key]}" for key in Severity)
    said = [
        _("Sesi dihitung bila terlaksana, ada tempat, hari, sekurangnya satu orang hadir, dan satu bukti."),
        _("Sasaran adalah tiap RT yang berlaku. RT terjangkau bila warganya hadir; RW tidak ikut seluruhnya."),
        _("Nilai RT 1 sampai %(fresh)s hari sesudah sesi terakhirnya, lalu berkurang separuh tiap %(half)s hari.")
        % {"fresh": measure.fresh_days, "half": measure.half_life_days},
        _("Cakupan RW, kelurahan, kecamatan, dan kota adalah rata-rata nilai RT di dalamnya."),
        _("Kelurahan tanpa daftar RT belum diketahui: tidak dihitung nol dan tidak ikut dalam rata-rata."),
        _(
            "Bobot kerawanan kelurahan = 1 + nilai kejadian terbuka dibagi %(tense)s (paling banyak %(most)s) "
            "+ bagian dari %(all)s indikator TPS rawan yang ditemukan."
        )
        % {
            "tense": situation.village[Word.TENSE], "most": number(MOST_FROM_INCIDENTS),
            "all": len(instrument().ids),
        },
        _("Nilai satu kejadian: %(points)s; yang dihitung kejadian terbuka dalam %(days)s hari terakhir.")
        % {"points": points, "days": situation.window_days},
        _("Kejadian yang berasal dari laporan tidak dihitung di sini, agar rencana kunjungan tidak membuka pelapor."),
        _("Cakupan terbobot kota = jumlah (bobot × nilai RT) dibagi jumlah bobot."),
    ]  # fmt: skip
    if of.risk_line is not None:
        said.append(
            _(
                "Disebut rawan bila bobotnya sekurangnya %(line)s: rata-rata kota ditambah satu simpangan baku. "
                "Kunjungi dulu berarti rawan dan cakupannya di bawah target %(target)s."
            )
            % {"line": number(of.risk_line, 2), "target": percent(of.target)}
        )
    said.append(
        _("Tambahan sebuah kunjungan = jumlah (1 − nilai RT) × bobot di satu RW, kali bagian RT yang biasanya datang.")
    )
    return [*said, share_in_words(of)] if share_in_words(of) else said
