"""Slips of paper that carry facts through a reader's hands."""

import pytest
from django.core import signing

from kondusif.base import tokens
from kondusif.kernel.errors import Refused


def code(token, purpose="intake.form", max_age=60):
    with pytest.raises(Refused) as refusal:
        tokens.read(token, purpose, max_age)
    return refusal.value.code


def test_a_token_gives_back_what_was_put_in():
    token = tokens.issue({"step": 2, "nonce": "abc"}, "intake.form")
    assert tokens.read(token, "intake.form", 60) == {"step": 2, "nonce": "abc"}


def test_an_old_token_is_expired_and_not_bad():
    token = tokens.issue({"a": 1}, "intake.form")
    assert code(token, max_age=-1) == "base.token.expired"


def test_a_token_of_another_purpose_is_bad():
    assert code(tokens.issue({"a": 1}, "intake.form"), purpose="media.form") == "base.token.bad"


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "\x00", "ü:1:2", "a" * 100_000, None, 7, b"a:b"])
def test_nonsense_is_bad_and_never_a_crash(token):
    assert code(token) == "base.token.bad"


def test_a_changed_letter_makes_it_bad():
    token = tokens.issue({"a": 1}, "intake.form")
    assert code(("A" if token[0] != "A" else "B") + token[1:]) == "base.token.bad"


def test_a_signed_value_that_is_no_set_of_facts_is_bad():
    assert code(signing.dumps([1, 2], salt="kondusif.token.intake.form")) == "base.token.bad"
