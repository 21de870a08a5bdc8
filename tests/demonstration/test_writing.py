"""What is invented keeps to the law as everything else does."""

from mingtang.catalogue.queries import shipped_standard
from mingtang.catalogue.rules.items import as_json
from mingtang.demonstration.writing import is_withheld_by_law
from tests.factories.catalogue import ItemFactory


def item(code):
    [text] = [one for one in shipped_standard().items if one.code == code]
    return ItemFactory.build(standard=None, basis=as_json(text.basis))


def test_no_budget_is_withheld_for_business_secrets_but_a_contract_may_be():
    assert [is_withheld_by_law(item(code)) for code in ("G-06", "C-03", "G-25")] == [False] * 3
    assert is_withheld_by_law(item("G-14"))
