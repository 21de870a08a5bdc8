import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.catalogue.queries.laws import law_in_force, laws_in_force, owing, words_of
from mingtang.catalogue.queries.standards import shipped_standard
from mingtang.catalogue.rules.laws import article_itself
from tests.factories.catalogue import ItemFactory, StandardFactory
from tests.factories.organs import OrganFactory

ON = datetime.date(2026, 11, 26)
BUDGET = [{"law": "预算法", "article": "第十四条"}]


@pytest.mark.django_db
def test_a_law_in_force_has_its_items_and_the_organs_to_which_they_fall():
    organ = OrganFactory(kind="department")
    county = organ.county
    OrganFactory(county=county, kind="station")
    standard = StandardFactory(county=county)
    mine = ItemFactory(standard=standard, basis=BUDGET, bodies={"kinds": ["department"]})
    ItemFactory(standard=standard, basis=BUDGET, audience="internal", channels=[])

    law = law_in_force(county, "预算法", ON)

    assert [one.name for one in laws_in_force(county, ON)] == ["预算法"]
    assert law.items == (mine,)
    assert law_in_force(county, "教育法", ON) is None
    with CaptureQueriesContext(connection) as queries:
        assert owing(county, law.items, ON) == {mine.pk: [organ]}
    assert len(queries) == 2


def test_the_words_of_laws_that_are_shipped_are_at_hand():
    assert words_of("政府信息公开条例")["第十二条"].startswith("第十二条")
    assert words_of("没有这部法") == {}


def test_of_every_statute_that_the_model_cites_the_article_is_at_hand():
    read = [
        cited
        for item in shipped_standard().items
        for cited in item.basis
        if cited.mark == "S" and not cited.is_local
    ]
    lacking = {
        (cited.law, cited.article)
        for cited in read
        if article_itself(cited.article) not in words_of(cited.law)
    }
    assert not lacking
