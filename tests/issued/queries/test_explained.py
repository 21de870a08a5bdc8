from datetime import timedelta

import pytest

from mingtang.issued.models import IssuedDocument
from mingtang.issued.queries.explained import explanations_in
from mingtang.issued.queries.gaps import kept_in, missing_in, numbers_in
from mingtang.issued.rules.numbers import Gap
from tests.factories.issued import AT, GapExplanationFactory, IssuedDocumentFactory
from tests.factories.organs import OrganFactory

pytestmark = pytest.mark.django_db
BEFORE, AFTER = AT - timedelta(days=1), AT + timedelta(days=1)


@pytest.fixture
def organ():
    """1, 2 and 6 are registered; 3 to 5 are not."""
    organ = OrganFactory()
    for serial in (1, 2, 6):
        IssuedDocumentFactory(organ=organ, serial=serial, registered_at=BEFORE)
    return organ


def told(organ):
    """Each stretch of what is missing, and the words said of it."""
    [series], _past = numbers_in(organ, 2026)
    return [(one.gap, one.said.words if one.said else None) for one in series.reasons]


def past(organ):
    _series, past = numbers_in(organ, 2026)
    return [(one.said.gap, one.later, one.said.stands) for one in past]


def test_what_is_explained_is_missing_as_before_and_counted_beside_the_rest(organ):
    GapExplanationFactory(organ=organ, first=4, last=4, words="作废")

    kept = kept_in(organ, 2026)
    [series] = kept.series

    assert told(organ) == [(Gap(3, 3), None), (Gap(4, 4), "作废"), (Gap(5, 5), None)]
    assert (series.missing, series.explained, kept.missing) == (3, 1, 3)
    assert [one.words for one in kept.explained] == ["作废"]
    assert (kept.past, missing_in(organ, "示发", 2026)) == ([], [Gap(3, 5)])


def test_what_others_said_or_of_another_series_or_year_explains_nothing(organ):
    GapExplanationFactory(first=3, last=5)
    GapExplanationFactory(organ=organ, series="示办", first=3, last=5)
    GapExplanationFactory(organ=organ, year=2025, first=3, last=5)

    assert told(organ) == [(Gap(3, 5), None)]


def test_what_was_taken_back_explains_nothing_and_is_told_as_past(organ):
    GapExplanationFactory(
        organ=organ, first=3, last=5, withdrawn_at=AFTER, withdrawn_because="写错"
    )

    assert told(organ) == [(Gap(3, 5), None)]
    assert past(organ) == [(Gap(3, 5), [], False)]


def test_a_document_under_an_explained_number_ends_that_and_what_was_said_is_told(organ):
    GapExplanationFactory(organ=organ, first=3, last=5, words="作废")
    IssuedDocumentFactory(organ=organ, serial=4, registered_at=AFTER)

    assert told(organ) == [(Gap(3, 3), "作废"), (Gap(5, 5), "作废")]
    assert past(organ) == [(Gap(3, 5), [4], True)]


def test_one_that_was_withdrawn_since_still_tells_that_it_came(organ):
    gone = {"withdrawn_at": AFTER + timedelta(days=1), "withdrawn_because": "没有印发"}
    GapExplanationFactory(organ=organ, first=3, last=3)
    IssuedDocumentFactory(organ=organ, serial=3, registered_at=AFTER, **gone)

    assert told(organ) == [(Gap(4, 5), None)]
    assert past(organ) == [(Gap(3, 3), [3], True)]


def test_a_document_that_came_after_it_was_taken_back_contradicts_nobody(organ):
    GapExplanationFactory(
        organ=organ, first=3, last=3, withdrawn_at=AFTER, withdrawn_because="写错"
    )
    IssuedDocumentFactory(organ=organ, serial=3, registered_at=AFTER + timedelta(days=1))

    assert past(organ) == [(Gap(3, 3), [], False)]


def test_where_the_highest_number_was_withdrawn_what_was_said_below_it_is_still_told(organ):
    GapExplanationFactory(organ=organ, first=4, last=4)
    highest = IssuedDocument.objects.get(organ=organ, serial=6)
    highest.withdrawn_at, highest.withdrawn_because = AFTER, "没有印发"
    highest.save()

    assert told(organ) == []
    assert past(organ) == [(Gap(4, 4), [], True)]
    assert len(kept_in(organ, 2026).explained) == 1


def test_all_of_a_county_are_listed_by_when_they_were_said(organ):
    first = GapExplanationFactory(organ=organ, first=3, last=3)
    second = GapExplanationFactory(organ=OrganFactory(county=organ.county))
    GapExplanationFactory()

    assert list(explanations_in(organ.county)) == [first, second]


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_two_queries_however_much_was_said(organ, count, django_assert_num_queries):
    for serial in range(3, 3 + count):
        GapExplanationFactory(organ=organ, first=serial, last=serial)

    with django_assert_num_queries(2):
        _series, _past = numbers_in(organ, 2026)
        assert all(one.said.said_for.name for one in _series[0].reasons if one.said)
