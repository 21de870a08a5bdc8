from dataclasses import replace

from mingtang.catalogue.queries import shipped_standard
from mingtang.catalogue.rules.items import Citation
from mingtang.catalogue.rules.unasked import unasked

MODEL = shipped_standard().items


def item(*cited, **given):
    basis = tuple(Citation(law, article) for law, article in cited)
    return replace(MODEL[0], basis=basis, mode="active", audience="public", **given)


BUDGET = item(("政府信息公开条例", "第二十条第（七）项"), ("预算法", "第十四条"))
GUIDE = item(("政府信息公开条例", "第十二条"))


def test_what_no_catalogue_cites_is_told():
    assert unasked([BUDGET, GUIDE], []) == [BUDGET, GUIDE]
    assert unasked([BUDGET, GUIDE], [BUDGET, GUIDE]) == []


def test_the_title_may_be_written_in_full_and_paragraphs_make_no_odds():
    written = item(("《中华人民共和国预算法》", "第十四条第一款"))

    assert unasked([BUDGET], [written]) == []


def test_where_a_law_of_its_own_asks_for_it_the_general_one_does_not_speak_for_it():
    written = item(("政府信息公开条例", "第二十条"))

    assert unasked([BUDGET], [written]) == [BUDGET]


def test_a_document_that_has_no_articles_is_known_by_its_name():
    notice = item(("关于推进政务公开的通知", ""))

    assert unasked([notice], [notice]) == []


def test_what_is_the_countys_own_on_request_or_inside_is_left_out():
    local = replace(GUIDE, basis=(Citation("本县规定", "", is_local=True),))
    others = [replace(GUIDE, mode="on_request"), replace(GUIDE, audience="internal")]

    assert unasked([local, *others], []) == []


def test_the_model_itself_leaves_nothing_unasked():
    assert unasked(MODEL, MODEL) == []
    assert len(unasked(MODEL, [])) > 80
