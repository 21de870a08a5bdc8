"""An article that says what it excepts leaves no room for other grounds."""

import pytest

from mingtang.catalogue.queries import shipped_standard
from mingtang.catalogue.queries.laws import words_of
from mingtang.disclosure.choices import ExemptionGround
from mingtang.disclosure.rules.excepted import BY_ARTICLE, why_not_withheld

BUDGETS = ("预算法", "第十四条")
CONTRACTS = ("政府采购法实施条例", "第五十条")
OTHER = ("政府信息公开条例", "第二十条第（七）项")


@pytest.mark.parametrize("ground", [one for one in ExemptionGround.values if one != "E14a"])
def test_budgets_are_withheld_for_state_secrets_alone(ground):
    assert why_not_withheld(ground, [OTHER, BUDGETS]) == "《预算法》第十四条：涉及国家秘密的除外"
    assert why_not_withheld("E14a", [OTHER, BUDGETS]) == ""


def test_a_part_of_an_article_is_the_article():
    assert why_not_withheld("E15", [("预算法", "第十四条第二款")]) != ""


def test_of_a_contract_business_secrets_are_excepted_too():
    assert why_not_withheld("E15", [CONTRACTS]) == ""
    assert "第五十条" in why_not_withheld("E16b", [CONTRACTS])


def test_where_two_articles_are_cited_each_must_allow_it():
    assert "预算法" in why_not_withheld("E15", [CONTRACTS, BUDGETS])


def test_other_articles_leave_the_general_grounds_as_they_are():
    assert why_not_withheld("E16c", [OTHER, ("预算法", "第八十九条"), ("预算法", "")]) == ""


@pytest.mark.parametrize(("law", "article"), BY_ARTICLE)
def test_each_exception_is_in_the_words_of_its_article(law, article):
    words = BY_ARTICLE[law, article].words.removesuffix("除外").removesuffix("的")

    assert words.removesuffix("的内容") in words_of(law)[article]


def test_the_rules_that_carry_out_a_law_except_no_more_than_it_does():
    cited = [("预算法实施条例", "第六条")]

    assert why_not_withheld("E15", cited) == "《预算法》第十四条：涉及国家秘密的除外"
    assert why_not_withheld("E14a", cited) == ""


def test_budgets_and_final_accounts_of_the_shipped_catalogue_rest_on_such_an_article():
    """But how a township carries out its budget, which the county alone demands, and the audit of
    the budget, of which the law says nothing of exceptions."""
    items = [
        one for one in shipped_standard().items if "预算" in one.level2 or "决算" in one.level2
    ]
    cited = {one.code: [(by.law, by.article) for by in one.basis] for one in items}

    assert {code for code in cited if not why_not_withheld("E15", cited[code])} == {"F-33", "T-05"}
