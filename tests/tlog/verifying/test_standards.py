import pytest

from tlog.verifying.standards import Standards
from tlog.verifying.told import Told

ONE = "1" * 32
SAID = {
    "standard": "11111111-1111-1111-1111-111111111111",
    "title": "目录",
    "edition": "2025年版",
    "from_on": "2025-01-01",
    "items": 93,
    "rows": "ab" * 32,
    "sha256": "cd" * 32,
}
ROW = {"object": ONE, "to_on": None, **{name: SAID[name] for name in SAID if name != "standard"}}
ADOPTED = Told("catalogue.standard_adopted", "f" * 32)


@pytest.fixture
def standards():
    made = Standards()
    made.tell(ADOPTED, SAID)
    return made


def found(standards, *rows):
    return [(kind, obj) for kind, obj, _chinese, _english in standards.compare(rows)]


def test_a_catalogue_that_is_what_was_adopted(standards):
    assert found(standards, ROW) == []


@pytest.mark.parametrize(
    "name", ["title", "edition", "from_on", "to_on", "items", "rows", "sha256"]
)
def test_what_is_otherwise_is_found(standards, name):
    assert found(standards, ROW | {name: "other"}) == [("standard", ONE)]


def test_one_that_is_gone_is_found(standards):
    assert found(standards) == [("standard", ONE)]


def test_the_first_ones_were_adopted_without_a_digest_of_their_items():
    standards = Standards()
    standards.tell(ADOPTED, {name: said for name, said in SAID.items() if name != "rows"})
    assert found(standards, ROW | {"rows": "other"}) == []


def test_what_was_not_opened_or_is_another_act_makes_nothing_known():
    standards = Standards()
    standards.tell(ADOPTED, {})
    standards.tell(Told("organ.created", ONE), SAID)
    assert found(standards, ROW) == []


def test_an_edition_ends_the_day_before_the_next_of_its_title(standards):
    two = "2" * 32
    later = SAID | {"standard": two, "edition": "2026年版", "from_on": "2026-01-01"}
    other = SAID | {"standard": "3" * 32, "title": "另一个目录"}
    standards.tell(ADOPTED, later)
    standards.tell(ADOPTED, other)
    now = ROW | {"object": two, "edition": "2026年版", "from_on": "2026-01-01"}
    besides = ROW | {"object": "3" * 32, "title": "另一个目录"}

    assert found(standards, ROW | {"to_on": "2025-12-31"}, now, besides) == []
    assert found(standards, ROW, now, besides) == [("standard", ONE)]


def test_one_that_was_withdrawn_before_its_day_leaves_the_one_before_it_in_force(standards):
    two, withdrawn = "2" * 32, Told("catalogue.standard_withdrawn", "f" * 32)
    named = "22222222-2222-2222-2222-222222222222"
    said = SAID | {"standard": named, "edition": "2026年版", "from_on": "2026-01-01"}
    row = ROW | {"object": two, "edition": "2026年版", "from_on": "2026-01-01"}
    gone = row | {"to_on": "2025-12-31", "withdrawn_because": ""}
    standards.tell(ADOPTED, said)
    assert found(standards, ROW | {"to_on": "2025-12-31"}, row) == []

    standards.tell(withdrawn, {"standard": named})
    assert found(standards, ROW, gone) == []
    standards.tell(withdrawn, {"standard": "3" * 32})
    assert found(standards, ROW, gone) == []

    standards.tell(ADOPTED, said)
    assert found(standards, ROW | {"to_on": "2025-12-31"}, row) == []


def test_why_it_was_withdrawn_is_what_the_log_says(standards):
    two, withdrawn = "2" * 32, Told("catalogue.standard_withdrawn", "f" * 32)
    said = SAID | {"standard": two, "edition": "2026年版", "from_on": "2026-01-01"}
    row = ROW | {"object": two, "edition": "2026年版", "from_on": "2026-01-01"}
    gone = row | {"to_on": "2025-12-31", "withdrawn_because": "日期写错了"}
    standards.tell(ADOPTED, said)
    standards.tell(withdrawn, {"standard": two, "because": "日期写错了"})

    assert found(standards, ROW, gone) == []
    assert found(standards, ROW, gone | {"withdrawn_because": "没有错"}) == [("standard", two)]


def test_an_edition_that_nobody_adopted_is_found(standards):
    invented = ROW | {"object": "2" * 32, "edition": "假的"}
    assert found(standards, ROW, invented) == [("standard", "2" * 32)]
    assert found(Standards(), invented) == []


ERRATUM, USED_IN = "4" * 32, "2" * 32
CONFIRMED = Told("catalogue.erratum_confirmed", "f" * 32)
TAKEN_BACK = Told("catalogue.erratum_withdrawn", "f" * 32)
WORDS = {
    "item": "X-01",
    "matter": "item",
    "because": "本县没有这项职责",
    "basis": "会议纪要",
    "proposed_on": "2025-06-01",
    "confirmed_on": "2025-06-02",
}
MENDED = {
    "erratum": "44444444-4444-4444-4444-444444444444",
    "standard": SAID["standard"],
    **WORDS,
}
SHOWN = {"object": ERRATUM, **WORDS, "names": [], "used_in": None, "withdrawn_because": ""}
NEXT = SAID | {"standard": USED_IN, "edition": "2026年版", "from_on": "2026-01-01"}
NEXT_ROW = ROW | {"object": USED_IN, "edition": "2026年版", "from_on": "2026-01-01"}


def test_what_two_persons_mended_stands_beside_the_edition_of_its_item(standards):
    standards.tell(CONFIRMED, MENDED)

    assert found(standards, ROW | {"errata": [SHOWN]}) == []
    assert found(standards, ROW) == [("standard", ONE)]


@pytest.mark.parametrize("name", [*WORDS, "names", "used_in", "withdrawn_because", "object"])
def test_of_an_erratum_nothing_becomes_otherwise(standards, name):
    standards.tell(CONFIRMED, MENDED)

    assert found(standards, ROW | {"errata": [SHOWN | {name: "other"}]}) == [("standard", ONE)]


def test_one_that_nobody_confirmed_is_found(standards):
    standards.tell(Told("catalogue.erratum_proposed", "f" * 32), MENDED)

    assert found(standards, ROW | {"errata": [SHOWN]}) == [("standard", ONE)]
    assert found(standards, ROW | {"errata": []}) == []


def test_which_edition_made_use_of_it_and_that_it_gave_it_back(standards):
    standards.tell(CONFIRMED, MENDED)
    of_some = {"matter": "bodies", "names": ["甲局"]}
    unneeded = {**MENDED, "erratum": "5" * 32, **of_some}
    standards.tell(CONFIRMED, unneeded)
    beside = {**SHOWN, "object": "5" * 32, **of_some}
    standards.tell(ADOPTED, NEXT | {"mended": [MENDED["erratum"], "another"]})
    used = ROW | {"to_on": "2025-12-31", "errata": [SHOWN | {"used_in": USED_IN}, beside]}
    assert found(standards, used, NEXT_ROW) == []
    unused = used | {"errata": [SHOWN, beside]}
    assert found(standards, unused, NEXT_ROW) == [("standard", ONE)]

    back = Told("catalogue.standard_withdrawn", "f" * 32)
    standards.tell(back, {"standard": USED_IN, "because": "日期写错了"})
    gone = NEXT_ROW | {"to_on": "2025-12-31", "withdrawn_because": "日期写错了"}
    assert found(standards, ROW | {"errata": [SHOWN, beside]}, gone) == []


def test_one_that_was_taken_back_says_why(standards):
    standards.tell(CONFIRMED, MENDED)
    standards.tell(TAKEN_BACK, {"erratum": MENDED["erratum"], "reason": "核对有误"})
    standards.tell(TAKEN_BACK, {"erratum": "another", "reason": "没有确认过"})

    why = {"withdrawn_because": "核对有误"}
    assert found(standards, ROW | {"errata": [SHOWN | why]}) == []
    assert found(standards, ROW | {"errata": [SHOWN]}) == [("standard", ONE)]


def test_one_of_an_edition_that_is_not_known_and_a_list_that_is_none_do_no_harm(standards):
    standards.tell(CONFIRMED, MENDED | {"standard": "9" * 32})
    standards.tell(ADOPTED, NEXT | {"mended": "none"})

    assert found(standards, ROW | {"to_on": "2025-12-31"}, NEXT_ROW) == []
