"""What an edition changes, and where a county would weaken what stands above it."""

from dataclasses import replace

import pytest

from mingtang.catalogue.queries import shipped_standard
from mingtang.catalogue.rules import editions
from mingtang.catalogue.rules.bodies import Bodies
from mingtang.catalogue.rules.edition_parts import Part
from mingtang.catalogue.rules.editions import Compared, Settled, compare
from mingtang.catalogue.rules.items import Citation, Element
from mingtang.catalogue.rules.later import LATER, OTHER_COUNT
from mingtang.catalogue.rules.terms_of_items import (
    AfterFact,
    AtOnce,
)
from mingtang.foundation.terms import SAME_DAY, Term, Unit

LAW = Citation("政府信息公开条例", "第二十条")
OWN = Citation("实施意见", "第三部分", is_local=True)
ITEM = replace(
    shipped_standard().items[0],
    due=AfterFact("decided", Term(20, Unit.WORKING_DAYS)),
    bodies=Bodies(),
    basis=(LAW,),
    channels=("website", "board"),
    notice_days=7,
    gates=("collective",),
    elements=(Element("a", "甲"), Element("b", "乙")),
)


def by(old_at_once=3, new_at_once=3, nobody=()):
    old, new = Settled(old_at_once, 7), Settled(new_at_once, 7)
    return Compared(old, new, lambda item: [] if item.bodies in nobody else ["财政局"])


def changed(old=ITEM, compared=None, **given):
    """The one change there is."""
    (change,) = compare([old], [replace(old, **given)], compared or by()).changed
    return change


def why(change):
    return [one.template for one in change.weakened]


def test_items_are_known_by_their_code():
    kept, gone, new = (replace(ITEM, code=code) for code in "ABC")
    found = compare([kept, gone], [new, kept], by())

    assert [change.new for change in found.added] == [new]
    assert [change.old for change in found.removed] == [gone]
    assert (found.changed, found.same) == ((), 1)


def test_what_law_demands_cannot_be_dropped_and_what_the_county_asks_can():
    own = replace(ITEM, code="B", basis=(OWN,))
    found = compare([ITEM, own], [], by())

    (weakened,) = found.weakened
    assert weakened.template == editions.DROPPED
    assert "《政府信息公开条例》第二十条" in weakened.template % weakened.params


@pytest.mark.parametrize(
    ("given", "parts", "template"),
    [
        ({"due": AfterFact("decided", Term(30, Unit.WORKING_DAYS))}, [Part.TIME], LATER),
        ({"due": AfterFact("approved", Term(1, Unit.DAYS))}, [Part.TIME], OTHER_COUNT),
        ({"channels": ("website",)}, [Part.CHANNELS], editions.FEWER_CHANNELS),
        ({"audience": "internal"}, [Part.AUDIENCE], editions.NARROWER),
        (
            {"printed": {"audience": "特定群体：学生"}},
            [Part.AUDIENCE],
            editions.NARROWER,
        ),
        ({"mode": "request"}, [Part.MODE], editions.ON_REQUEST),
        ({"notice_days": 5}, [Part.NOTICE], editions.SHORTER),
        ({"notice_days": None}, [Part.NOTICE], editions.SHORTER),
        ({"gates": ()}, [Part.GATES], editions.FEWER_GATES),
        ({"elements": ITEM.elements[:1]}, [Part.ELEMENTS], editions.FEWER_ELEMENTS),
        ({"elements": (Element("c", "全文"),)}, [Part.ELEMENTS], editions.FEWER_ELEMENTS),
        ({"basis": (OWN,)}, [Part.BASIS], editions.WITHOUT_BASIS),
        ({"basis": (Citation("某某办法", "第一条"),)}, [Part.BASIS], editions.LESS_BASIS),
    ],
)
def test_what_law_demands_cannot_be_weakened(given, parts, template):
    change = changed(**given)

    assert list(change.parts) == parts
    assert why(change) == [template]
    assert all(one.template % one.params for one in change.weakened)
    own = replace(ITEM, basis=(OWN, OWN))
    assert why(changed(own, **given)) == []


def test_channels_that_others_serve_count_too_by_their_names():
    old = replace(ITEM, printed={"channels": ["政府网站", "政府公报"]})
    change = changed(old, printed={"channels": ["政府网站"]}, notice_days=9)

    (weakened,) = change.weakened
    assert (weakened.template, weakened.params["names"]) == (editions.FEWER_CHANNELS, "政府公报")
    renamed = changed(old, printed={"channels": ["门户网站", "政府公报"]}, notice_days=9)
    assert why(renamed) == []


def test_somebody_has_to_owe_it():
    nobody = Bodies(codes=frozenset({"gone"}))

    assert why(changed(bodies=nobody, compared=by(nobody=[nobody]))) == [editions.NOBODY]
    assert why(changed(bodies=Bodies(codes=frozenset({"other"})))) == []
    never = replace(ITEM, bodies=nobody)
    assert why(changed(never, notice_days=9, compared=by(nobody=[nobody]))) == []


ALL = ["公安局", "司法局", "审计局", "教育局", "民政局", "财政局", "水利局"]


@pytest.mark.parametrize(
    ("after", "said"),
    [
        pytest.param(["水利局"], [6, "公安局、司法局、审计局、教育局、民政局等"], id="one is left"),
        pytest.param(ALL[:-1], [1, "水利局"], id="all but one are left"),
        pytest.param([*ALL[:-1], "城管局"], [], id="one in the place of another"),
        pytest.param([*ALL, "城管局"], [], id="one more"),
    ],
)
def test_those_who_owe_it_do_not_become_fewer(after, said):
    fewer = Bodies(codes=frozenset({"new"}))
    owed = Compared(
        Settled(3, 7), Settled(3, 7), lambda item: after if item.bodies == fewer else ALL
    )

    weakened = changed(bodies=fewer, compared=owed).weakened

    assert [one.params[key] for one in weakened for key in ("count", "names")] == said


def test_one_of_two_rows_that_say_the_same_can_be_dropped():
    later = AfterFact("decided", Term(30, Unit.WORKING_DAYS))
    twice, other, slow = (
        replace(ITEM, code="B"),
        replace(ITEM, code="C", level2="别的事项"),
        replace(ITEM, code="D", due=later),
    )

    assert compare([ITEM, twice], [ITEM], by()).weakened == []
    assert why(compare([ITEM, twice], [other], by()).removed[0]) == [editions.DROPPED]
    assert why(compare([ITEM], [slow], by()).removed[0]) == [editions.DROPPED]


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ({"elements": (Element("a", "别的"), ITEM.elements[1])}, Part.ELEMENTS),
        ({"elements": (Element("c", "甲和乙"),)}, Part.ELEMENTS),
        ({"basis": (Citation("审计法", "第三十九条"),)}, Part.BASIS),
        ({"elements": (*ITEM.elements, Element("c", "丙"))}, Part.ELEMENTS),
        ({"gates": ("collective", "hearing")}, Part.GATES),
        ({"basis": (LAW, OWN)}, Part.BASIS),
        ({"due": AfterFact("decided", Term(5, Unit.WORKING_DAYS))}, Part.TIME),
        ({"bodies": Bodies(kinds=frozenset({"department"}))}, Part.SUBJECT),
        # No article sets these: they are the county's own.
        ({"at_least_every": "year"}, Part.FREQUENCY),
        ({"table_schema": "licences.decisions"}, Part.SCHEMA),
        ({"retention": "y30"}, Part.RETENTION),
    ],
)
def test_a_county_may_add_and_ask_for_more(given, part):
    change = changed(**given)

    assert (list(change.parts), change.weakened) == ([part], ())


def test_how_long_at_once_is_belongs_to_the_term():
    soon = replace(ITEM, due=AtOnce())

    (later,) = changed(soon, compared=by(3, 5)).weakened
    assert later.template == LATER
    assert (later.params["old"], later.params["new"]) == (
        "及时公开（3个工作日）",
        "及时公开（5个工作日）",
    )
    assert why(changed(soon, compared=by(3, 2))) == []
    assert compare([soon], [soon], by(3, 3)).same == 1


def test_what_at_once_is_for_one_item_goes_before_what_it_is_for_all():
    soon, here = replace(ITEM, due=AtOnce()), replace(ITEM, due=AtOnce(own=SAME_DAY))

    (later,) = changed(here, due=AtOnce()).weakened
    assert (later.template, later.params["old"], later.params["new"]) == (
        LATER,
        "及时公开（本县定为当日）",
        "及时公开（3个工作日）",
    )
    assert changed(soon, due=here.due).parts == (Part.TIME,)
    assert why(changed(soon, due=here.due)) == []
    assert compare([here], [here], by(3, 5)).same == 1


def test_how_long_a_plan_is_shown_belongs_to_the_gates():
    shown = replace(ITEM, gates=("pre_disclosure",))
    by_law = replace(shown, code="B", pre_disclosure_days=30)
    less = Compared(Settled(3, 7), Settled(3, 5), lambda _item: ["财政局"])

    assert changed(shown, compared=less).parts == (Part.GATES,)
    assert changed(shown, compared=less, gates=("pre_disclosure", "hearing")).parts == (Part.GATES,)
    assert compare([ITEM, by_law], [ITEM, by_law], less).same == 2


def test_what_must_be_there_cannot_become_nothing():
    always, maybe = replace(ITEM, never_nil=True), replace(ITEM, never_nil=False)

    change = changed(always, never_nil=False)
    assert (change.parts, why(change)) == ((Part.NIL,), [editions.MAY_BE_NIL])
    assert why(changed(maybe, never_nil=True)) == []
    assert why(changed(replace(always, basis=(OWN,)), never_nil=False)) == []


@pytest.mark.parametrize(
    ("by_law", "settled", "given", "said"),
    [
        pytest.param(30, (7, 7), {"pre_disclosure_days": 20}, [(30, 20)], id="its own is less"),
        pytest.param(30, (7, 7), {"pre_disclosure_days": None}, [(30, 7)], id="as for all now"),
        pytest.param(30, (7, 1), {"pre_disclosure_days": 40}, [], id="its own is more"),
        pytest.param(None, (7, 1), {}, [], id="the county's number is less"),
        pytest.param(None, (7, 7), {"pre_disclosure_days": 5}, [], id="the county's was more"),
    ],
)
def test_what_a_law_says_of_how_long_a_plan_is_shown_cannot_be_shortened(
    by_law, settled, given, said
):
    shown = replace(ITEM, gates=("pre_disclosure",), pre_disclosure_days=by_law)
    before, after = settled
    compared = Compared(Settled(3, before), Settled(3, after), lambda _item: ["财政局"])

    change = changed(shown, compared, **given)

    assert change.parts == (Part.GATES,)
    assert why(change) == [editions.SHOWN_SHORTER] * len(said)
    assert [(one.params["old"], one.params["new"]) for one in change.weakened] == said
    own = replace(shown, basis=(OWN,))
    assert why(changed(own, compared, **given)) == []


def test_without_the_gate_it_is_the_gate_that_is_missed():
    shown = replace(ITEM, gates=("pre_disclosure",), pre_disclosure_days=30)

    gone = changed(shown, gates=(), pre_disclosure_days=None)
    assert why(gone) == [editions.FEWER_GATES]


def test_a_channel_that_others_serve_is_missed_though_nothing_else_changes():
    old = replace(ITEM, printed={"channels": ["政府网站", "政府公报"]})

    assert why(changed(old, printed={"channels": ["政府网站"]})) == [editions.FEWER_CHANNELS]


def test_levels_that_follow_from_who_owes_it_are_no_change_of_their_own():
    assert list(changed(bodies=Bodies(tiers=frozenset({"village"}))).parts) == [Part.SUBJECT]
