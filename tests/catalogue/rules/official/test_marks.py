"""What was settled is carried in the file, and known where the same words stand again."""

import pytest

from mingtang.catalogue.rules.official.found import Beside
from mingtang.catalogue.rules.official.marks import known_marks, marks_of
from mingtang.catalogue.rules.official.refilling import refilled
from mingtang.catalogue.rules.official.rows import read
from mingtang.catalogue.rules.official.understanding import Known, understand
from mingtang.files.rules.books import sheets_of
from mingtang.files.rules.limits import Limits
from tests.catalogue.rules.official.made import book
from tests.catalogue.rules.official.made import row as made
from tests.catalogue.rules.official.test_understanding import KNOWN, NOTHING, TWENTY, named, row

FACTS = frozenset({"formed_or_changed", "decided"})
ANYWHERE = Known(FACTS)


def marks(values, served=(), **changed):
    return list(marks_of(row(**changed), Beside(), values, dict(served), FACTS))


def understood(written, **changed):
    known = Known(FACTS, marks=known_marks(written))
    return understand(row(**changed), NOTHING, (), known)


def test_only_what_a_reader_would_not_see_is_carried():
    plain = understand(row(), NOTHING, (), KNOWN).values

    assert marks({**plain, "subject": named("A")}) == [
        ["行政许可", "许可决定", "subject", "县财政局", named("A")]
    ]


@pytest.mark.parametrize(
    ("aspect", "value", "changed"),
    [
        ("time", {"standing": True}, {"time_text": "看情况", "term": None}),
        ("time", {"after": "decided", "n": 20, "unit": "wd"}, {}),
        ("subject", named("A"), {"subject": "某局"}),
        ("audience", "internal", {"audience": "特定群体", "channels": ["公示栏"]}),
        ("mode", "request", {"mode": ""}),
        ("levels", ["county"], {"levels": ["省级"]}),
        ("channels", ["website"], {"channels": ["公示栏"]}),
    ],
)
def test_what_is_carried_is_meant_again_and_nothing_is_asked(aspect, value, changed):
    written = marks({aspect: value}, **changed)
    found = understood(written, **changed)

    assert found.values[aspect] == value
    assert aspect not in {doubt.aspect for doubt in found.doubts}


@pytest.mark.parametrize(
    ("served", "channels"), [("board", ["website", "board"]), ("", ["website"])]
)
def test_a_channel_is_served_by_what_was_settled_for_it(served, channels):
    names = ["政府网站", "村村响"]
    found = understood(marks({}, {"村村响": served}, channels=names), channels=names)

    assert (found.values["channels"], "channel" in found.values) == (channels, False)
    assert [doubt.aspect for doubt in found.doubts] == ["subject"]


def test_words_that_were_changed_since_mean_what_they_say():
    written = marks({"time": {"standing": True}}, time_text="看情况", term=None)

    assert understood(written).values["time"] == TWENTY
    assert understood(written, level2="另一件", time_text="看情况", term=None).doubts


def test_the_hidden_sheet_is_no_table_and_what_it_says_is_handed_on():
    content = refilled(book(made()), [], limits=Limits(), marks="签" * 40_000)

    found = read(sheets_of(content, name="目录.xlsx", limits=Limits()))

    assert (len(found.rows), found.problems) == (1, [])
    assert found.marks == "签" * 40_000
