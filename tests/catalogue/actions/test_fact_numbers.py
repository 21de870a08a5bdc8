"""Numbers of facts: the same in whatever brackets, and asked about where they are none."""

import importlib

import pytest

from mingtang.catalogue.rules import facts as rules
from mingtang.foundation.errors import RuleBroken
from tests.catalogue.actions.test_facts import record
from tests.factories.organs import staffed_organ


@pytest.fixture
def staffed(db):
    return staffed_organ()


def told(staffed, **about):
    return record(staffed.organ, staffed.officer, **about)


class TestNumbers:
    NUMBER = "示民罚〔2026〕7号"

    @pytest.mark.parametrize(
        "typed", ["示民罚[2026]7号", "示民罚（2026） 7 号", "示民罚【2026】07号"]
    )
    def test_one_number_is_the_same_in_whatever_brackets(self, staffed, typed):
        first = told(staffed, number=typed)
        assert first.number == self.NUMBER
        with pytest.raises(RuleBroken) as refused:
            told(staffed, number="示民罚〔２０２６〕7号", title="另一名称")
        assert refused.value.template == rules.SAME_NUMBER

    @pytest.mark.parametrize("number", ["", "示民罚〔2026〕8号"])
    def test_the_same_title_and_day_is_asked_about_whatever_the_number(self, staffed, number):
        told(staffed, number=self.NUMBER)
        with pytest.raises(RuleBroken) as refused:
            told(staffed, number=number)
        assert refused.value.template == rules.SAME_AGAIN
        assert told(staffed, number=number, is_another=True)

    def test_a_document_is_known_by_its_number_under_another_kind(self, staffed):
        told(staffed, number=self.NUMBER)
        with pytest.raises(RuleBroken) as refused:
            told(staffed, number=self.NUMBER, kind="formed_or_changed", title="别的名称")
        assert refused.value.template == rules.SAME_NUMBER

    def test_what_is_no_document_number_is_asked_about(self, staffed):
        with pytest.raises(RuleBroken) as refused:
            told(staffed, number="不是文号", kind="decided")
        assert refused.value.template == rules.NO_DOCUMENT_NUMBER
        assert told(staffed, number="不是文号", kind="decided", is_number=True)

    def test_a_document_that_was_issued_comes_from_the_register_alone(self, staffed):
        """Else it has no attribute, and its number is missing on the register."""
        with pytest.raises(RuleBroken) as refused:
            told(staffed, number=self.NUMBER, kind="document_issued")
        assert refused.value.template == rules.BY_REGISTER
        assert told(staffed, number=self.NUMBER, kind="document_issued", is_on_register=True)

    def test_a_licence_is_numbered_in_its_own_way(self, staffed):
        assert told(staffed, number="JY1 3701", kind="approved").number == "JY1 3701"


def test_facts_on_record_get_what_their_numbers_are_compared_by(staffed):
    migration = importlib.import_module("mingtang.catalogue.migrations.0025_numbers_known_again")
    made = told(staffed, number="示民罚[2026]7号")
    assert migration.keys_of([(made.pk, "示民罚[2026] 07号")]) == {made.pk: made.number_key}
