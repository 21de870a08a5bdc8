"""Who owes a duty with the organ that leads hears of it, and nobody who was asked is taken off."""

import pytest

from mingtang.catalogue.queries.transfers import joint_bodies
from mingtang.disclosure import actions
from mingtang.disclosure.choices import Decision
from mingtang.foundation.errors import RuleBroken
from mingtang.journeys.sharing import share_duty
from mingtang.notices.models import Notice
from mingtang.organs.choices import Role
from tests.disclosure.publishing import later, reviewed, scene
from tests.factories.organs import OrganFactory, holder_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    return scene()


@pytest.fixture
def finance(there):
    return OrganFactory(county=there.organ.county, name="县财政局")


@pytest.fixture
def officer(finance):
    return holder_of(Role.OFFICER, organ=finance)


def share(there, *organs, because="", hour=3):
    return share_duty(
        duty=there.duty,
        organs=organs,
        because=because,
        by=there.staff.officer,
        at=later(hour),
    )


def told(person):
    found = Notice.objects.filter(recipient=person).order_by("id")
    return [(one.subject.split("：")[0], one.text) for one in found]


def test_whoever_is_added_or_taken_off_is_told(there, finance, officer):
    share(there, finance)
    share(there, because="职责已划走。", hour=4)

    (added, why), taken_off = told(officer)
    assert (added, there.organ.name in why) == ("请共同负责", True)
    assert taken_off == ("不再共同负责", "理由：职责已划走。")
    assert joint_bodies(there.duty) == []


def test_who_stays_is_not_told_again(there, finance, officer):
    other = OrganFactory(county=there.organ.county)
    share(there, finance)
    share(there, finance, other, hour=4)

    assert len(told(officer)) == 1


@pytest.mark.parametrize("objects", [False, True])
def test_who_was_asked_about_the_draft_is_taken_off_only_once_that_has_an_end(
    there, finance, officer, objects
):
    share(there, finance)
    edition = reviewed(there)
    asked = actions.ask_organ(
        edition=edition,
        organ=finance,
        question="拨款数是否一致",
        by=there.staff.officer,
        at=later(5),
    )
    approver = holder_of(Role.APPROVER, organ=finance)
    if objects:
        actions.answer_consultation(
            consultation=asked, agrees=False, answer="数不对", by=approver, at=later(6)
        )

    with pytest.raises(RuleBroken, match="征求县财政局的意见"):
        share(there, because="职责已划走", hour=7)

    if objects:
        office = holder_of(Role.OPENNESS_OFFICE, organ=finance)
        actions.decide_objection(
            consultation=asked,
            decision=Decision.PUBLISH,
            reason="以决算为准",
            by=office,
            at=later(8),
        )
    else:
        actions.answer_consultation(
            consultation=asked, agrees=True, answer="", by=approver, at=later(8)
        )
    assert share(there, because="职责已划走", hour=9) == []
