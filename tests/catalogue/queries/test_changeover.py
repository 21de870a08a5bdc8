import datetime

import pytest

from mingtang.catalogue.queries.changeover import is_still_due, still_opening
from tests.factories.catalogue import ItemFactory, StandardFactory
from tests.factories.organs import OrganFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date
HAPPENED, FIRST, ON = DAY(2026, 9, 18), DAY(2026, 9, 19), DAY(2026, 9, 21)
PENALTY = {"after": "decided", "n": 7, "unit": "wd"}


@pytest.fixture
def organ():
    return OrganFactory()


def edition(organ, from_on=FIRST, **about):
    return StandardFactory(county=organ.county, from_on=from_on, **about)


def opening(organ, happened_on=HAPPENED, on=ON):
    return still_opening(organ, ["decided"], happened_on, on=on)


def test_the_first_catalogue_asks_for_what_is_still_due(organ):
    item = ItemFactory(standard=edition(organ), due_rule=PENALTY)
    ItemFactory(standard=item.standard)

    assert opening(organ) == [item]
    assert is_still_due(item, organ, HAPPENED)


def test_not_for_what_was_due_before_nor_before_it_has_begun_nor_once_it_has(organ):
    item = ItemFactory(standard=edition(organ), due_rule=PENALTY)

    assert opening(organ, DAY(2026, 9, 1)) == []
    assert opening(organ, on=HAPPENED) == []
    assert opening(organ, FIRST) == []
    assert not is_still_due(item, organ, DAY(2026, 9, 1))
    assert not is_still_due(item, organ, FIRST)


@pytest.mark.parametrize("is_same", ["title", "name"])
def test_where_a_catalogue_came_before_that_asked_or_could_have_asked_nothing_reaches_back(
    organ, is_same
):
    item = ItemFactory(standard=edition(organ), due_rule=PENALTY)
    if is_same == "title":
        before = edition(organ, DAY(2025, 1, 1), title=item.standard.title, edition="2025")
        ItemFactory(standard=before)
    else:
        before = edition(organ, DAY(2025, 1, 1), title="另一个目录")
        ItemFactory(standard=before, level2=item.level2)

    assert opening(organ) == []
    assert not is_still_due(item, organ, HAPPENED)


def test_another_catalogue_with_other_items_or_taken_back_before_its_day_is_no_matter(organ):
    item = ItemFactory(standard=edition(organ), due_rule=PENALTY)
    ItemFactory(standard=edition(organ, DAY(2025, 1, 1), title="另一个目录"), level2="别的")
    gone = edition(organ, DAY(2026, 9, 10), title="又一个目录", to_on=DAY(2026, 9, 9))
    ItemFactory(standard=gone, level2=item.level2, due_rule=PENALTY)

    assert opening(organ) == [item]


def test_where_all_was_in_force_it_costs_one_query(organ, django_assert_num_queries):
    ItemFactory(standard=edition(organ, DAY(2025, 1, 1)), due_rule=PENALTY)

    with django_assert_num_queries(1):
        assert opening(organ) == []
