"""One cause is asked about once; what was asked by earlier rules stays as it was asked."""

import datetime

import pytest

from mingtang.supervision import actions
from mingtang.supervision.actions.raising import raise_finding
from mingtang.supervision.choices import ClosedBecause, FindingState
from mingtang.supervision.models import Examination, Finding
from mingtang.supervision.queries.looking import to_examine
from mingtang.supervision.rules.examining import VERSION
from tests.disclosure.publishing import corrected, later, published, scene
from tests.supervision.texts import body, words

pytestmark = pytest.mark.django_db
AT = later(60)
FIGURES_ASKED = [{"key": "sum", "label": "金额", "hint": "", "kind": "number", "required": False}]


def looked_at(at=AT):
    """What a night raises, by kind."""
    raised = [one for edition in to_examine() for one in actions.examine(edition=edition, at=at)]
    return {one.kind: one for one in raised}


@pytest.fixture
def redated():
    """A near-copy of an own publication under a later day, in the order of publication."""
    there = scene()
    days = [datetime.date(2026, 1, 5), datetime.date(2026, 3, 5)]
    published(there, body=body(1), formed_on=days[0])
    again = there._replace(duty=None)
    return there, published(again, at=later(30), body=body(1), formed_on=days[1])


def test_an_old_text_under_a_new_day_is_asked_about_once_with_all_its_evidence(redated):
    (found,) = looked_at().values()

    assert found.kind == "redated"
    assert found.evidence == {
        "formed_on": "2026-03-05",
        "earlier_on": "2026-01-05",
        "days": 59,
        "alike": 100,
        "figures": 3,
        "same_figures": 3,
        "others": 0,
    }


def as_before(finding, kind):
    """As it was asked when the rules were others."""
    return raise_finding(
        finding=Finding(
            organ=finding.organ,
            county=finding.county,
            kind=kind,
            disclosure=finding.disclosure,
            edition=finding.edition,
            other=finding.other,
            about_on=finding.about_on,
            evidence=finding.evidence,
        ),
        at=AT,
    )


def test_pairs_that_were_asked_before_stay_and_are_mended_together(redated):
    there, second = redated
    as_before(looked_at()["redated"], "copy_of_own")
    Examination.objects.update(version=VERSION - 1)

    assert looked_at() == {}
    corrected(there, second.disclosure, at=later(40), body=body(1), summary="改了一句话")
    assert looked_at() == {}
    assert {one.state for one in Finding.objects.all()} == {FindingState.OPEN}

    corrected(there, second.disclosure, at=later(50), body=body(2))
    assert looked_at() == {}
    assert {one.closed_because for one in Finding.objects.all()} == {ClosedBecause.MENDED}


def test_a_day_that_is_mended_leaves_the_copy_to_be_asked_about(redated):
    there, second = redated
    looked_at()
    day = datetime.date(2026, 1, 5)
    corrected(there, second.disclosure, at=later(40), body=body(1), formed_on=day)

    assert set(looked_at()) == {"copy_of_own"}
    assert Finding.objects.get(kind="redated").closed_because == ClosedBecause.MENDED


def test_a_copy_that_was_explained_along_with_its_day_is_not_asked_about_again(redated):
    there, second = redated
    looked_at()
    Finding.objects.update(state=FindingState.ACCEPTED)
    day = datetime.date(2026, 1, 5)
    corrected(there, second.disclosure, at=later(40), body=body(1), formed_on=day)

    assert looked_at() == {}


def test_what_other_rules_asked_of_this_very_edition_is_asked_on(redated):
    as_before(looked_at()["redated"], "boilerplate")
    Examination.objects.update(version=VERSION - 1)

    assert looked_at() == {}
    assert Finding.objects.get(kind="boilerplate").state == FindingState.OPEN


def test_a_figure_that_was_missed_before_and_is_left_empty_is_asked_on():
    there = scene(elements=FIGURES_ASKED)
    edition = published(there, body=words(1))
    there.item.elements = [{**FIGURES_ASKED[0], "required": True}]
    there.item.save()
    empty = looked_at()["empty_elements"]
    as_before(empty, "no_figures")
    there.item.elements = FIGURES_ASKED
    there.item.save()
    corrected(there, edition.disclosure, at=later(40), body=words(2))
    there.item.elements = [{**FIGURES_ASKED[0], "required": True}]
    there.item.save()

    assert looked_at() == {}
    assert {one.state for one in Finding.objects.all()} == {FindingState.OPEN}
