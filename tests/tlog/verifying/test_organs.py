import pytest

from tlog.verifying.organs import COMPARED, GIVEN_LATER, Organs
from tlog.verifying.told import Told

ONE, TWO, THREE = "1" * 32, "2" * 32, "3" * 32
CODE, OTHER = "11320400MB1234567X", "11320400MB7654321Y"
TEXT = {"name": "县文化局", "duties": "文化工作"}
DATA = {
    "kind": "department",
    "tier": "county",
    "sector": "",
    "parent": "",
    "region": "",
    "register": "r1",
}
ROW = {
    **dict.fromkeys(COMPARED),
    "object": ONE,
    "code": CODE,
    "kind": "department",
    "tier": "county",
    "register": "r1",
    **TEXT,
}
PART = ROW | {"object": TWO, "code": OTHER, "name": "县图书馆", "parent": CODE}


def told(act, obj=ONE, organ=CODE):
    return Told(act, obj, organ)


@pytest.fixture
def organs():
    made = Organs()
    made.tell(told("organ.created"), TEXT, DATA)
    part = TEXT | {"name": "县图书馆"}
    made.tell(told("organ.created", TWO, OTHER), part, DATA | {"parent": CODE})
    return made


def found(organs, *rows):
    return [(kind, obj) for kind, obj, _chinese, _english in organs.compare(rows)]


def test_a_register_that_is_what_was_logged(organs):
    assert found(organs, ROW, PART) == []


@pytest.mark.parametrize("name", sorted(COMPARED - {"address", "phone", "office_hours"}))
def test_what_an_organ_is_called_otherwise_is_found(organs, name):
    assert found(organs, ROW | {name: "other"}, PART) == [("organ_changed", ONE)]


def test_the_digest_of_the_rest_is_that_of_the_last_entry_about_the_body(organs):
    organs.tell(told("organ.post_filled"), {}, {"register": "r2"})
    organs.tell(told("organ.office_named", TWO), {}, {})
    organs.tell(told("disclosure.published"), {}, {"register": "r3"})

    assert found(organs, ROW, PART) == [("organ_changed", ONE)]
    assert found(organs, ROW | {"register": "r2"}, PART) == []


def test_an_organ_that_is_gone_is_found(organs):
    assert found(organs, ROW) == [("organ_gone", TWO)]


def test_of_one_whose_registration_cannot_be_opened_no_more_is_known(organs):
    organs.tell(told("organ.created", THREE), {}, {})
    organs.tell(told("organ.renamed", THREE), {"to": "县旅游局"}, {})

    one = ROW | {"object": THREE, "name": "县旅游局", "phone": "1"}
    assert found(organs, ROW, PART, one) == []
    assert found(organs, ROW, PART, one | {"name": "县体育局"}) == [("organ_changed", THREE)]


def test_one_that_was_never_registered_is_found_whatever_was_told_of_it(organs):
    organs.tell(told("organ.renamed", THREE), {"to": "县旅游局"}, {})

    one = ROW | {"object": THREE, "code": OTHER, "name": "县旅游局"}
    assert found(organs, ROW, PART, one) == [("organ_not_logged", THREE)]


def test_changes_and_new_names_are_told_in_their_order(organs):
    organs.tell(told("organ.changed"), {}, {"duties_text": "文化和旅游", "phone": "01088880000"})
    organs.tell(told("organ.renamed"), {"from": "县文化局", "to": "县文旅局"}, {"on": "2026-11-01"})

    now = ROW | {"name": "县文旅局", "duties": "文化和旅游", "phone": "01088880000"}
    assert found(organs, now, PART) == []
    assert found(organs, now | {"phone": ""}, PART) == [("organ_changed", ONE)]


def test_what_stood_under_an_organ_stands_under_its_successor(organs):
    organs.tell(told("organ.merged"), {}, {"on": "2026-11-01", "into": OTHER})

    gone = ROW | {"dissolved_on": "2026-11-01", "ended_by": "merged", "successor": OTHER}
    assert found(organs, gone, PART | {"parent": OTHER}) == []
    assert found(organs, gone, PART) == [("organ_changed", TWO)]


def test_what_had_ended_before_stays_where_it_stood(organs):
    organs.tell(told("organ.dissolved", TWO), {}, {"on": "2026-10-01"})
    organs.tell(told("organ.merged"), {}, {"on": "2026-11-01", "into": OTHER})

    gone = ROW | {"dissolved_on": "2026-11-01", "ended_by": "merged", "successor": OTHER}
    assert found(organs, gone, PART | {"dissolved_on": "2026-10-01", "ended_by": "dissolved"}) == []


def test_other_acts_on_an_organ_change_nothing(organs):
    organs.tell(told("organ.office_named"), {"to": "other"}, {"on": "2026-10-01"})
    assert found(organs, ROW, PART) == []


def test_it_speaks_of_one_alone_where_others_were_told_only_to_place_it(organs):
    organs.tell(told("organ.merged", ONE), {}, {"on": "2026-03-01", "into": "NEW"})
    organs.keep(TWO)

    assert found(organs, PART | {"parent": "NEW"}) == []


def test_it_speaks_of_none_that_it_never_heard_of(organs):
    organs.keep(THREE)

    assert found(organs) == []


ENDED = {"on": "2026-10-01", "register": "r1"}


@pytest.mark.parametrize(
    ("act", "name", "ended_by"),
    [("organ.merged", "into", "merged"), ("organ.dissolved", "successor", "dissolved")],
)
def test_how_an_organ_ended_and_which_one_took_its_place_is_compared(organs, act, name, ended_by):
    organs.tell(told(act), {}, {**ENDED, name: OTHER})
    now = {"dissolved_on": "2026-10-01", "ended_by": ended_by, "successor": OTHER}
    moved = PART | ({"parent": OTHER} if act == "organ.merged" else {})

    assert found(organs, ROW | now, moved) == []
    for other in ({"ended_by": "renamed"}, {"successor": None}, {"successor": CODE}):
        assert found(organs, ROW | now | other, moved) == [("organ_changed", ONE)]


def test_a_site_that_does_not_say_yet_how_organs_ended_is_compared_in_the_rest(organs):
    organs.tell(told("organ.merged"), {}, {**ENDED, "into": OTHER})
    older = {name: value for name, value in ROW.items() if name not in GIVEN_LATER}
    moved = PART | {"parent": OTHER}

    assert found(organs, older | {"dissolved_on": "2026-10-01"}, moved) == []
    assert found(organs, older, moved) == [("organ_changed", ONE)]
