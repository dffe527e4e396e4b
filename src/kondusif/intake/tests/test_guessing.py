"""T9, F7: guessing follow-up codes. The slow hash runs with small parameters here; nothing else is changed."""

import math
import random
import time
from collections.abc import Callable
from itertools import product

import pytest
from argon2.low_level import Type, hash_secret_raw

from kondusif.intake import secrecy
from kondusif.intake.codes import Code, make_code, read_code
from kondusif.intake.selectors import report_by_code
from kondusif.intake.tests.support import draft, receive
from kondusif.kernel.signs import ALPHABET

SEED = 20241127
FAR = 5.5  # standard deviations; chance alone goes so far once in 26 million runs


def guess_at(locator: str, dice: random.Random) -> Code:
    """A whole code for a locator that somebody guesses, its check sign right."""
    return code_with(locator, "".join(dice.choices(ALPHABET, k=14)))


def code_with(locator: str, secret: str) -> Code:
    """The code of a locator and a secret, its check sign found by trying."""
    return next(code for sign in ALPHABET if (code := read_code(locator + secret + sign)))


def rank_sum(first: list[float], second: list[float]) -> float:
    """How many standard deviations the ranks of one sample lie from what chance gives (Mann and Whitney)."""
    every = sorted([(value, 0) for value in first] + [(value, 1) for value in second])
    ranks = sum(place for place, (_value, side) in enumerate(every, start=1) if side == 0)
    one, two = len(first), len(second)
    expected, spread = one * (one + two + 1) / 2, math.sqrt(one * two * (one + two + 1) / 12)
    return (ranks - expected) / spread


def timed(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return time.perf_counter() - began


@pytest.mark.django_db
@pytest.mark.usefixtures("places")
def test_the_time_of_an_answer_does_not_tell_whether_a_report_exists(monkeypatch: pytest.MonkeyPatch) -> None:
    """2,000 guesses in random order, half of them at a locator that a report has."""
    monkeypatch.setattr(secrecy, "MEMORY_KIB", 1024)
    monkeypatch.setattr(secrecy, "PASSES", 1)
    dice = random.Random(SEED)
    known = receive(draft()).report.locator
    unknown = next(code.locator for code in iter(make_code, None) if code.locator != known)
    guesses = [(known, guess_at(known, dice).text) for _each in range(1_000)]
    guesses += [(unknown, guess_at(unknown, dice).text) for _each in range(1_000)]
    dice.shuffle(guesses)
    for _locator, text in guesses[:50]:
        report_by_code(text)
    took: dict[str, list[float]] = {known: [], unknown: []}
    for locator, text in guesses:
        took[locator].append(timed(lambda text=text: report_by_code(text)))  # type: ignore[misc]
    assert abs(rank_sum(took[known], took[unknown])) < FAR


def test_the_test_of_time_would_see_a_difference() -> None:
    """The negative control: one part in twelve more is found in as many measurements."""
    dice = random.Random(SEED)
    quick = [dice.gauss(1.0, 0.2) for _each in range(1_000)]
    slow = [dice.gauss(1.08, 0.2) for _each in range(1_000)]
    assert abs(rank_sum(quick, slow)) > FAR
    assert abs(rank_sum(quick[:500], quick[500:])) < FAR


def test_of_all_secrets_that_are_nearly_right_only_the_right_one_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The space made small: whoever knows all but two signs finds the one secret among 1,024, and no other fits. So a
    guess hits only where it is the secret itself, and a million of them hit once in 2**70 / 10**6 such runs."""
    _small(monkeypatch)
    code, salt = make_code(), secrecy.new_salt()
    verifier = secrecy.root_of(code, salt).verifier
    known = code.secret[:-2]
    near = [known + one + two for one, two in product(ALPHABET, repeat=2)]
    fitting = [secret for secret in near if secrecy.root_of(code_with(code.locator, secret), salt).fits(verifier)]
    assert fitting == [code.secret]


def test_no_guess_from_the_whole_space_hits(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as take a few seconds here; `2**70` stands below."""
    _small(monkeypatch)
    dice = random.Random(SEED)
    code, salt = make_code(), secrecy.new_salt()
    verifier = secrecy.root_of(code, salt).verifier
    hits = sum(secrecy.root_of(guess_at(code.locator, dice), salt).fits(verifier) for _guess in range(10_000))
    assert hits == 0


def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrecy, "MEMORY_KIB", 8)
    monkeypatch.setattr(secrecy, "PASSES", 1)


@pytest.mark.django_db
@pytest.mark.usefixtures("places")
def test_every_guess_at_a_report_costs_one_slow_hash_and_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    _small(monkeypatch)
    report = receive(draft()).report
    hashes = 0
    plain = secrecy.slow_hash

    def counted(*args: object) -> bytes:
        nonlocal hashes
        hashes += 1
        return plain(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(secrecy, "slow_hash", counted)
    dice = random.Random(SEED)
    wrong = [guess_at(report.locator, dice).text for _each in range(300)]
    texts = [*wrong, make_code().text, "bukan kode", "", wrong[0][:-1], "A" * 20]
    assert [report_by_code(text) for text in texts] == [None] * len(texts)
    assert hashes == len(texts)


def test_another_implementation_computes_the_same_slow_hash() -> None:
    """argon2-cffi, the reference code, gives the bytes that libsodium gives."""
    secret, salt = make_code().secret.encode(), bytes.fromhex(secrecy.new_salt())
    wanted = (secrecy.PASSES, secrecy.MEMORY_KIB, secrecy.LANES, secrecy.ROOT_BYTES)
    ours = secrecy.slow_hash(secrecy.ROOT_BYTES, secret, salt, secrecy.PASSES, secrecy.MEMORY_KIB * 1024)
    assert ours == hash_secret_raw(secret, salt, *wanted, Type.ID)


def test_a_secret_has_seventy_bits() -> None:
    assert len(ALPHABET) == 32
    assert math.log2(len(ALPHABET) ** len(make_code().secret)) == 70
