"""What leaves more time than the general term, and names no article that does."""

from dataclasses import replace

import pytest

from mingtang.catalogue.rules.editions import compare
from mingtang.catalogue.rules.general_term import is_longer, longer_without_article
from mingtang.catalogue.rules.items import Citation
from mingtang.catalogue.rules.terms_of_items import AfterFact, AtOnce, Lasting, YearlyBy
from mingtang.foundation.terms import Term, Unit
from tests.catalogue.rules.test_editions import ITEM, by

WORKING, DAY, MONTH = Unit.WORKING_DAYS, Unit.DAYS, Unit.MONTHS
LONG = replace(ITEM, due=AfterFact("formed_or_changed", Term(60, WORKING)))


@pytest.mark.parametrize(
    ("rule", "is_so"),
    [
        (AfterFact("formed_or_changed", Term(20, WORKING)), False),
        (AfterFact("formed_or_changed", Term(21, WORKING)), True),
        (AfterFact("decided", Term(28, DAY)), False),
        (AfterFact("decided", Term(30, DAY)), True),
        (AfterFact("formed_or_changed", Term(120, MONTH)), True),
        (AtOnce(), False),
        (AtOnce(own=Term(60, WORKING)), True),
        (Lasting(), False),
        (YearlyBy(3, 31), False),
    ],
)
def test_only_what_is_counted_from_a_day_can_be_longer(rule, is_so):
    assert is_longer(rule) is is_so


def test_at_once_is_as_long_as_the_edition_says():
    assert is_longer(AtOnce(), 21)
    assert not is_longer(AtOnce(), 20)


@pytest.mark.parametrize(
    ("given", "is_told"),
    [
        ({}, True),
        ({"basis": (*ITEM.basis, Citation("某某法", "第九条", sets_term=True))}, False),
        ({"basis": (Citation("本县", "", is_local=True, sets_term=True),)}, True),
        ({"due": ITEM.due}, False),
        ({"mode": "request"}, False),
        ({"audience": "internal"}, False),
    ],
)
def test_an_article_that_sets_it_is_asked_for_of_what_is_owed_to_everybody(given, is_told):
    item = replace(LONG, **given)

    assert longer_without_article(compare([], [item], by()), 3) == ([item] if is_told else [])


def test_what_was_so_long_before_is_not_asked_about_again():
    same, other = replace(LONG, notice_days=9), replace(LONG, code="B")
    shorter = replace(other, due=AfterFact("formed_or_changed", Term(40, WORKING)))

    assert longer_without_article(compare([LONG, other], [same, shorter], by()), 3) == [shorter]
