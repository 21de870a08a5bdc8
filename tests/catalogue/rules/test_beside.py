from dataclasses import replace

import pytest

from mingtang.catalogue.queries import shipped_standard
from mingtang.catalogue.rules.beside import TWICE, WEAKER, Elsewhere, beside
from mingtang.catalogue.rules.items import Citation
from mingtang.catalogue.rules.terms_of_items import AfterFact, AtOnce
from mingtang.foundation.terms import SAME_DAY, Term, Unit

CONTRACT = next(item for item in shipped_standard().items if item.level2 == "政府采购合同")
OTHER = replace(CONTRACT, level1="采购信息")


def days(count, fact="contract_signed"):
    return AfterFact(fact, Term(count, Unit.WORKING_DAYS))


def told(item, *, old=CONTRACT, at_once=3, is_shared=True):
    """What is refused, and what only has to be looked at, beside a catalogue with `old`."""
    found = beside(
        [item],
        [Elsewhere(old, "示范文本", 3)],
        at_once=at_once,
        share=lambda _one, _other: is_shared,
    )
    return [one.template for one in found.refused], [one.item for one in found.alike]


def test_one_matter_never_stands_in_two_catalogues():
    assert told(replace(CONTRACT, level1=f" {CONTRACT.level1}\n")) == ([TWICE], [])


def test_what_the_law_sets_is_not_put_off_by_another_catalogue():
    longer = replace(OTHER, due=days(200))

    assert told(longer) == ([WEAKER], [])
    assert told(longer, is_shared=False) == ([], [])


@pytest.mark.parametrize("due", [CONTRACT.due, days(1), days(200, "decided")])
def test_what_has_the_same_name_and_is_not_weaker_is_told(due):
    same = replace(OTHER, due=due)

    assert told(same) == ([], [same])


def test_what_the_county_alone_asks_for_may_be_longer_elsewhere():
    own = replace(CONTRACT, basis=(Citation("本县规定", "第一条", is_local=True),))
    longer = replace(OTHER, due=days(200))

    assert told(longer, old=own) == ([], [longer])


def test_how_long_at_once_is_in_each_catalogue_belongs_to_the_term():
    soon, sooner = replace(CONTRACT, due=AtOnce()), replace(OTHER, due=AtOnce())

    assert told(sooner, old=soon, at_once=5) == ([WEAKER], [])
    assert told(sooner, old=soon) == ([], [sooner])


def test_how_long_at_once_is_for_an_item_alone_belongs_to_its_term():
    usual, same_day = AtOnce(), AtOnce(own=SAME_DAY)
    soon, here = replace(CONTRACT, due=usual), replace(OTHER, due=same_day)

    assert told(here, old=soon) == ([], [here])
    assert told(replace(OTHER, due=usual), old=replace(CONTRACT, due=same_day)) == ([WEAKER], [])


def test_another_name_is_another_matter():
    assert told(replace(CONTRACT, level2="别的")) == ([], [])
