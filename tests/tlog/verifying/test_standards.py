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
