"""Which parts of a shown whole are withheld; that nothing can be worked out is tested with the public figures."""

from kondusif.kernel.small_counts import withheld


def test_a_single_small_count_takes_the_next_one_with_it() -> None:
    assert withheld([3, 6, 20, 40]) == {0, 1}


def test_small_counts_that_are_enough_together_take_nothing_else() -> None:
    assert withheld([3, 4, 20, 40]) == {0, 1}


def test_among_equals_all_are_withheld() -> None:
    assert withheld([4, 6, 6, 40]) == {0, 1, 2}


def test_none_is_a_small_count_like_four() -> None:
    assert withheld([0, 20, 30]) == {0, 1}


def test_counts_that_are_large_enough_are_all_shown() -> None:
    assert withheld([5, 6, 7]) == frozenset()
