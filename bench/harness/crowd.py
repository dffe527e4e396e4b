"""Many reporters at once, each telling one story after the other until the harness ends."""

import itertools
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from harness.picture import photo, small
from harness.reporter import Reporter, Story, Told

IMPATIENT_S = 1.0
KNOWN_ON, VILLAGE = "13/11/2024", "33.72.03.1002"
FIRST = ["Sari", "Wahyu", "Endang", "Joko", "Rina", "Bambang", "Siti", "Agus"]
LAST = ["Wibowo", "Lestari", "Santoso", "Handayani", "Nugroho", "Rahayu", "Susanto", "Utami"]


def story(mark: str, *, picture: bytes | None = None, rng: random.Random | None = None) -> Story:
    """An invented report; with a photo that carries the mark, or without."""
    dice = rng or random.Random(mark)
    accused = f"{dice.choice(FIRST)} {dice.choice(LAST)}"
    fields = {
        "kind": "neutrality", "track": "city", "area": VILLAGE, "known_on": KNOWN_ON, "happened_on": "12/11/2024",
        "words": f"Pada pertemuan warga {mark}, seorang pegawai mengajak memilih satu pasangan calon.",
        "place_words": f"balai pertemuan nomor {dice.randrange(1, 90)}", "accused_name": accused,
    }  # fmt: skip
    files = [(f"foto-{mark}.jpg", photo(mark, picture), "image/jpeg")] if picture else []
    return Story(fields, files)


@dataclass
class Crowd:
    """`clients` threads. Each story is told to its end, acknowledged or given up; then the next begins."""

    port: int
    clients: int
    seed: int
    learned: dict[str, str] | None = None
    with_photo: float = 0.5
    patience_s: float = 90.0
    told: list[Told] = field(default_factory=list)
    files: list[int] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _threads: list[threading.Thread] = field(default_factory=list)
    _count: Callable[[], int] = field(default_factory=lambda: itertools.count(1).__next__)

    def start(self) -> None:
        for number in range(self.clients):
            thread = threading.Thread(target=self._live, args=(number,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def end(self) -> None:
        """No new stories; those begun are told to their end."""
        self._over.set()
        for thread in self._threads:
            thread.join(self.patience_s + 30)

    @property
    def acknowledged(self) -> int:
        return sum(one.acknowledged for one in list(self.told))

    def _live(self, number: int) -> None:
        dice = random.Random(f"{self.seed}/{number}")
        reporter = Reporter(
            self.port, patience_s=self.patience_s, learned=self.learned, seed=self.seed + number,
            wait_at_most_s=IMPATIENT_S,
        )  # fmt: skip
        while not self._over.is_set():
            picture = small() if dice.random() < self.with_photo else None
            one = story(f"{self.seed}-{self._count()}", picture=picture, rng=dice)
            told = reporter.tell(one)
            with self._lock:
                self.told.append(told)
                self.files.append(len(one.files))
            if not told.acknowledged:
                time.sleep(0.2)
