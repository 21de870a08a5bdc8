import datetime

from mingtang.supervision.rules.copies import Likeness
from mingtang.supervision.rules.examining import Found, Seen, Twin, covered, found
from mingtang.supervision.rules.hollow import Content, Element

DAY = datetime.date(2026, 6, 30)
FULL = Content("共12户。" * 30, [], [])
SAME = Likeness(alike=97, figures=4, same_figures=4)


def twin(key, organ=1, likeness=SAME, formed_on=None, published_on=datetime.date(2025, 6, 30)):
    return Twin(key, organ, likeness, formed_on, published_on)


def kinds(**given):
    seen = Seen(**{"content": FULL, "organ": 1, "formed_on": DAY, "first_out_on": DAY, **given})
    return [(one.kind, one.twin) for one in found(seen)]


def test_a_full_text_of_its_own_gives_no_cause():
    assert kinds() == []


def test_what_is_hollow_is_told_by_kind():
    content = Content("", [Element("n", "number", is_required=True, value="略")], [])

    (empty,) = found(Seen(content, 1, DAY, DAY))
    assert (empty.kind, empty.joined) == ("empty_elements", ("no_figures",))
    content = Content("", [Element("n", "number", is_required=True, value="较多")], [])
    (without,) = found(Seen(content, 1, DAY, DAY))
    assert (without.kind, without.joined) == ("no_figures", ())


def test_of_several_near_copies_the_nearest_is_shown_and_the_others_are_counted():
    seen = Seen(FULL, 1, None, DAY, twins=(twin(7, organ=2), twin(8, organ=3), twin(9)))

    assert found(seen) == [
        Found("copy_of_own", {**SAME.evidence, "others": 0}, 9),
        Found("copy_of_other", {**SAME.evidence, "others": 1}, 7),
    ]


def test_an_old_text_of_its_own_under_a_new_day_is_old_news():
    (again,) = found(Seen(FULL, 1, DAY, DAY, twins=(twin(9), twin(8), twin(7, organ=2))))[1:]
    assert (again.kind, again.twin, again.joined) == ("redated", 9, ("copy_of_own",))
    dated = {"formed_on": "2026-06-30", "earlier_on": "2025-06-30", "days": 365}
    assert again.evidence == {**dated, **SAME.evidence, "others": 1}
    assert kinds(twins=(twin(9, formed_on=DAY),)) == [("copy_of_own", 9)]


def test_an_old_text_under_a_new_day_is_asked_about_once():
    assert kinds(twins=(twin(9),)) == [("redated", 9)]
    # The nearest is of the same day; the next one is not.
    assert kinds(twins=(twin(9, formed_on=DAY), twin(8))) == [("redated", 8)]
    # Of an own publication rather than of the edition before it.
    assert kinds(twins=(twin(9),), former=twin(5)) == [("redated", 9)]


def test_causes_that_are_two_are_two_questions():
    copied = twin(9, formed_on=DAY)
    assert kinds(twins=(copied,), former=twin(5)) == [("copy_of_own", 9), ("redated", 5)]
    number = "示政发〔2025〕8号"
    told = kinds(twins=(copied,), document_number=number)
    assert told == [("copy_of_own", 9), ("redated", None)]
    assert kinds(twins=(twin(9), twin(7, organ=2))) == [("copy_of_other", 7), ("redated", 9)]


def test_what_a_kept_finding_asked_along_is_seen_in_its_evidence():
    assert covered("redated", {"days": 40, **SAME.evidence}) == ("copy_of_own",)
    assert covered("redated", {"days": 40}) == ()
    assert covered("copy_of_other", SAME.evidence) == ()


def test_a_neighbours_text_is_no_old_news_of_its_own():
    assert kinds(twins=(twin(9, organ=2),)) == [("copy_of_other", 9)]


def test_a_text_that_was_worked_on_is_no_old_news():
    worked_on = Likeness(alike=92, figures=4, same_figures=4)

    assert kinds(twins=(twin(9, likeness=worked_on),)) == [("copy_of_own", 9)]


def test_a_correction_of_the_day_alone_is_seen():
    assert kinds(former=twin(5)) == [("redated", 5)]


def test_a_number_of_long_ago_and_a_document_of_long_ago_are_seen():
    assert kinds(document_number="示政发〔2025〕8号") == [("redated", None)]
    assert kinds(first_out_on=datetime.date(2027, 6, 30)) == [("old_when_out", None)]
