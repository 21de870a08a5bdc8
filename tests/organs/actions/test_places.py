import datetime

import pytest

from mingtang.foundation.errors import RuleBroken
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry
from mingtang.organs.actions import close_place, open_place
from tests.factories.organs import PlaceFactory, VillageFactory

AT = datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)
ON = datetime.date(2026, 3, 10)
A_DAY = datetime.timedelta(days=1)


@pytest.fixture
def how(db, clerk):
    return {"organ": VillageFactory(), "opened_on": ON, "by": clerk, "at": AT}


def test_a_board_is_opened_and_closed_on_record(how, clerk):
    place = open_place(name=" 村口 ", address="一号", **how)

    closed = close_place(place=place, on=ON, by=clerk, at=AT)

    assert (place.name, closed.closed_on) == ("村口", ON)
    acts = [entry.act for entry in Entry.objects.filter(object_id=place.object_id)]
    assert acts == [Act.PLACE_OPENED, Act.PLACE_CLOSED]


def test_a_name_is_used_once_among_the_boards_in_use(how, clerk):
    place = open_place(name="村口", address="", **how)

    with pytest.raises(RuleBroken, match="已经有一处叫“村口”"):
        open_place(name="村口", address="", **how)
    close_place(place=place, on=ON, by=clerk, at=AT)
    assert open_place(name="村口", address="", **how).pk
    assert open_place(name="村口", address="", **how | {"organ": VillageFactory()}).pk


def test_a_board_has_a_name(how):
    with pytest.raises(RuleBroken, match="“公开栏名称”没有写"):
        open_place(name="", address="", **how)


@pytest.mark.django_db
def test_a_board_is_closed_once_and_not_before_it_was_opened(clerk):
    place = PlaceFactory(opened_on=ON)

    with pytest.raises(RuleBroken, match="2026-03-10才启用"):
        close_place(place=place, on=ON - A_DAY, by=clerk, at=AT)
    close_place(place=place, on=ON, by=clerk, at=AT)
    with pytest.raises(RuleBroken, match="已经在2026-03-10停用"):
        close_place(place=place, on=ON + A_DAY, by=clerk, at=AT)
