import pytest

from tlog.verifying.facts import Facts
from tlog.verifying.told import Told

ONE, TWO, ORGAN, AT = "1" * 32, "2" * 32, "11320400MB1234567X", "2026-12-20T02:00:00Z"
ROW = {
    "object": ONE,
    "organ": ORGAN,
    "recorded_at": "2026-12-20T02:00:00.5+00:00",
    "corrects": None,
    "corrected_because": "",
    "withdrawn_at": None,
    "withdrawn_because": "",
}
WORDS = {"because": "写错"}
DASHED = "22222222-2222-2222-2222-222222222222"


@pytest.fixture
def facts():
    made = Facts()
    made.tell(Told("fact.recorded", ONE, ORGAN, AT), {}, {})
    return made


def found(facts, *rows):
    return [(kind, obj) for kind, obj, _chinese, _english in facts.compare(rows)]


def test_what_was_put_on_record_is_there(facts):
    assert found(facts, ROW) == []


@pytest.mark.parametrize(
    "change",
    [
        {"organ": "other"},
        {"recorded_at": "2026-12-01T02:00:00+00:00"},
        {"corrects": TWO},
        {"corrected_because": "写错"},
        {"withdrawn_at": AT},
        {"withdrawn_because": "没有发生"},
    ],
)
def test_what_is_otherwise_is_found(facts, change):
    assert found(facts, ROW | change) == [("fact", ONE)]


def test_what_nobody_put_on_record_is_found(facts):
    assert found(facts, ROW, ROW | {"object": TWO}) == [("fact", TWO)]


def test_what_stands_in_the_place_of_another_is_known_by_its_correction(facts):
    facts.tell(Told("fact.corrected", ONE, ORGAN, AT), WORDS, {"now": DASHED})
    new = ROW | {"object": TWO, "corrects": ONE, "corrected_because": "写错"}
    assert found(facts, ROW, new) == []
    assert found(facts, ROW, new | {"corrects": None}) == [("fact", TWO)]
    assert found(facts, ROW, new | {"corrected_because": "别的"}) == [("fact", TWO)]


def test_a_correction_that_is_not_opened_makes_nothing_known(facts):
    facts.tell(Told("fact.corrected", ONE, ORGAN, AT), {}, {})
    assert found(facts, ROW) == []


def test_what_was_withdrawn_is_known_to_be_and_why(facts):
    facts.tell(Told("fact.withdrawn", ONE, ORGAN, AT), {"because": "没有发生"}, {})
    facts.tell(Told("fact.withdrawn", TWO, ORGAN, AT), {}, {})
    facts.tell(Told("organ.created", TWO, ORGAN, AT), {}, {})
    gone = ROW | {"withdrawn_at": AT, "withdrawn_because": "没有发生"}
    assert found(facts, gone) == []
    assert found(facts, ROW) == [("fact", ONE)]
    assert found(facts, gone | {"withdrawn_because": "别的"}) == [("fact", ONE)]


def test_of_one_that_was_erased_its_words_are_nobodys_any_more(facts):
    facts.tell(Told("fact.corrected", ONE, ORGAN, AT), {}, {"now": DASHED})
    new = ROW | {"object": TWO, "corrects": ONE, "corrected_because": "已删除"}
    assert found(facts, ROW, new) == [("fact", TWO)]

    for obj in (ONE, TWO, "3" * 32):
        facts.tell(Told("data.erased", obj, ORGAN, AT), {}, {})
    assert found(facts, ROW, new) == []
    assert found(facts, ROW, new | {"corrects": None}) == [("fact", TWO)]


SAID = {"kind": "decided", "number": "1号", "recorded_for": ORGAN}
SECOND = ROW | {"object": TWO, "corrects": ONE, "corrected_because": "写错"}


@pytest.fixture
def told_in_full():
    made = Facts()
    made.tell(Told("fact.recorded", ONE, ORGAN, AT), {"number": "1号"}, SAID)
    return made


@pytest.mark.parametrize("change", [{"kind": "held"}, {"number": "2号"}, {"recorded_for": "other"}])
def test_a_correction_leaves_kind_number_and_for_whom_it_was_recorded(told_in_full, change):
    told_in_full.tell(Told("fact.corrected", ONE, ORGAN, AT), WORDS, {"now": DASHED})
    both = ROW | SAID, SECOND | SAID

    assert found(told_in_full, *both) == []
    assert found(told_in_full, ROW, SECOND) == []  # a site that does not give them yet
    assert found(told_in_full, both[0] | change, both[1] | change) == [("fact", ONE), ("fact", TWO)]


@pytest.mark.parametrize("kind", [{"kind": "held"}, {}])
def test_under_another_item_it_may_be_of_another_kind(told_in_full, kind):
    went = {"now": DASHED, "item": "W-2", **kind}
    told_in_full.tell(Told("fact.corrected", ONE, ORGAN, AT), WORDS, went)
    new = SECOND | SAID | {"kind": "held"}

    assert found(told_in_full, new) == []
    assert found(told_in_full, new | {"number": "2号"}) == [("fact", TWO)]


def test_under_another_item_it_is_of_the_kind_that_was_told(told_in_full):
    went = {"now": DASHED, "item": "W-2", "kind": "held"}
    told_in_full.tell(Told("fact.corrected", ONE, ORGAN, AT), WORDS, went)

    assert found(told_in_full, SECOND | SAID) == [("fact", TWO)]
