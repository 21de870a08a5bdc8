"""A cell of bodies, read again when more of them are known."""

from mingtang.catalogue.rules.official.rereading import first_unknown, subject_known
from tests.catalogue.rules.official.test_understanding import EVERY_TOWN, KNOWN, named

SUBJECTS = KNOWN.subjects


def test_it_is_known_as_a_whole_or_part_by_part():
    assert subject_known("县教育局、各乡镇", SUBJECTS) == EVERY_TOWN
    assert subject_known("县 财政局", SUBJECTS) == named("A")
    both = subject_known("县财政局、县教育局", SUBJECTS)
    assert both is not None
    assert both["codes"] == ["A", "B"]


def test_while_a_part_is_unknown_that_part_is_named():
    assert subject_known("县财政局、县民政局", SUBJECTS) is None
    assert first_unknown("县财政局、县民政局", SUBJECTS) == "县民政局"
