import pytest
from django.test import RequestFactory

from mingtang.channels.shared.choosing import choose
from mingtang.channels.shared.missing import Missing

TIERS = [("", "全部"), ("county", "县级"), ("village", "村级")]


def chosen(query=""):
    return choose(RequestFactory().get(f"/organs/{query}"), "tier", "层级", TIERS)


def test_the_first_choice_stands_where_the_address_says_nothing():
    assert chosen().value == ""
    assert [choice.is_current for choice in chosen().choices] == [True, False, False]


def test_choices_are_addresses_that_keep_the_other_ones_and_start_at_the_first_page():
    addresses = [choice.address for choice in chosen("?tier=county&field=tax&page=3").choices]

    assert addresses == [
        "/organs/?field=tax",
        "/organs/?field=tax&tier=county",
        "/organs/?field=tax&tier=village",
    ]


def test_what_is_not_offered_is_not_taken_for_a_choice():
    with pytest.raises(Missing, match="重新选择"):
        chosen("?tier=planet")
