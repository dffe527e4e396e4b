"""The head of the queue for a batch passes over what its taker typed in."""

import pytest

from kondusif.institutions.selectors import today
from kondusif.intake.selectors.batches import heads_for_batch
from kondusif.intake.tests.factories import ReportFactory
from support.cast import Cast

pytestmark = pytest.mark.django_db


def test_own_typing_does_not_fill_the_head(cast: Cast, keys: Cast) -> None:
    for _n in range(4):
        ReportFactory(typed_by=cast.budi)
    other = ReportFactory()
    assert heads_for_batch(cast.budi, today(), 2)[1] == [other.pk]
