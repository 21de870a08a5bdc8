import datetime
from decimal import Decimal

from mingtang.supervision.rules.mix import Mix, Part, avoids_key, quarter_before


def test_of_nearly_all_the_share_is_not_all():
    assert Part(999, 1000).share == Decimal("99.9")
    assert Part(9999, 10000).share == Decimal("99.9")
    assert Part().share is None


def test_of_key_items_a_far_smaller_share_is_seen():
    assert avoids_key(Mix(key=Part(5, 10), general=Part(14, 20))) == {
        "key_done": 5,
        "key_owed": 10,
        "general_done": 14,
        "general_owed": 20,
    }


def test_a_small_difference_or_few_duties_say_nothing():
    assert avoids_key(Mix(key=Part(6, 10), general=Part(7, 10))) is None
    assert avoids_key(Mix(key=Part(0, 9), general=Part(10, 10))) is None
    assert avoids_key(Mix(key=Part(0, 10), general=Part(9, 9))) is None
    assert avoids_key(Mix(key=Part(0, 10))) is None
    assert avoids_key(Mix(general=Part(10, 10))) is None


def test_what_came_out_has_a_share_of_its_own():
    assert Mix(out_key=1, out=3).out_share == Decimal("33.3")
    assert Mix().out_share is None
    assert Mix().is_nothing
    assert not Mix(out=1).is_nothing


def test_the_quarter_that_is_over():
    assert quarter_before(datetime.date(2026, 1, 1)) == (
        datetime.date(2025, 10, 1),
        datetime.date(2025, 12, 31),
    )
    assert quarter_before(datetime.date(2026, 9, 30)) == (
        datetime.date(2026, 4, 1),
        datetime.date(2026, 6, 30),
    )
