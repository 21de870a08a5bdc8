import datetime

from mingtang.catalogue.rules.handed import Handed, ends

AT, LATER = (datetime.datetime(2026, 3, day, tzinfo=datetime.UTC) for day in (10, 11))


def test_what_holds_for_later_ends_by_the_next_of_its_item_and_origin():
    handed = [Handed(1, "a", AT), Handed(2, "b", AT), Handed(3, "a", LATER)]
    assert ends(handed) == {1: LATER, 2: None, 3: None}


def test_what_goes_back_ends_at_once():
    handed = [Handed(1, "a", AT, is_back=True), Handed(2, "a", LATER)]
    assert ends(handed) == {1: AT, 2: None}
