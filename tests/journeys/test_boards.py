import pytest

from mingtang.disclosure.models import Delivery
from mingtang.journeys.boards import open_board
from mingtang.journeys.successions import dissolve_organ, merge_organ
from mingtang.notices.models import Notice
from tests.disclosure.publishing import START, later, published, scene
from tests.factories.organs import OrganFactory, PlaceFactory, holder_of

pytestmark = pytest.mark.django_db
ON = START.date()


@pytest.fixture
def there():
    """An organ that published what must hang on a board, and has none."""
    made = scene(channels=["website", "board"])
    published(made)
    return made


def told():
    return list(Notice.objects.filter(kind="to_post").values_list("recipient", flat=True))


def where():
    return Delivery.objects.get(channel="board").place


def test_nobody_is_told_to_post_what_has_no_board(there):
    assert told() == []
    assert where() is None


def test_when_a_board_is_opened_whoever_posts_is_told_what_waited_for_it(there):
    place = open_board(
        organ=there.organ, name="门口", address="", opened_on=ON, by=None, at=later(24)
    )

    assert where() == place
    assert told() == [there.staff.officer.pk]


@pytest.mark.parametrize("end", [merge_organ, dissolve_organ])
def test_what_waited_hangs_on_the_board_of_the_successor(there, clerk, end):
    successor = OrganFactory(county=there.organ.county)
    officer = holder_of("officer", organ=successor)
    place = PlaceFactory(organ=successor)
    named = "into" if end is merge_organ else "duties_to"

    end(organ=there.organ, on=ON, basis="方案", by=clerk, at=later(24), **{named: successor})

    assert where() == place
    assert told() == [officer.pk]


def test_where_the_successor_has_no_board_either_it_goes_on_waiting(there, clerk):
    successor = OrganFactory(county=there.organ.county)

    merge_organ(organ=there.organ, into=successor, on=ON, basis="方案", by=clerk, at=later(24))

    assert where() is None
    place = open_board(
        organ=successor, name="门口", address="", opened_on=ON, by=None, at=later(25)
    )
    assert where() == place
