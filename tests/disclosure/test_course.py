import datetime

import pytest

from mingtang.disclosure import actions
from mingtang.disclosure.choices import StepCode, WithdrawalGround
from mingtang.disclosure.models import Delivery
from mingtang.disclosure.queries import public
from mingtang.disclosure.queries.course import approval_due, course
from mingtang.disclosure.queries.differences import difference
from tests.disclosure.publishing import corrected, draft, later, published, reviewed, scene
from tests.factories.organs import PlaceFactory, PostFactory

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 3, 20)


def codes(disclosure):
    return [step.code for step in course(disclosure, on=ON)]


def found(there, disclosure):
    return public.find(there.organ.county, disclosure.object_id)


def test_it_tells_how_a_publication_came_to_be():
    there = scene()
    disclosure = found(there, published(there).disclosure)

    assert codes(disclosure) == ["opened", "draft", "secrecy", "approval", "published"]


def test_no_name_of_a_person_is_told():
    there = scene()
    for person in there.staff[1:]:
        person.name = f"姓名{person.pk}"
        person.save()
    disclosure = found(there, published(there).disclosure)

    told = " ".join(step.proof % step.params for step in course(disclosure, on=ON))

    assert not any(person.name in told for person in there.staff[1:])


def test_a_correction_and_a_withdrawal_are_told():
    there = scene(with_duty=False)
    first = published(there)
    corrected(there, first.disclosure, at=later(30))
    actions.withdraw(
        disclosure=first.disclosure,
        ground=WithdrawalGround.ERROR,
        reason="名单有误",
        by=there.staff.approver,
        at=later(40),
    )

    told = course(found(there, first.disclosure), on=ON)

    assert [step.code for step in told][-2:] == ["corrected", "withdrawn"]
    assert told[-2].params["reason"] == "数字录入有误"


def test_that_and_why_it_was_erased_is_told_last():
    there = scene(with_duty=False)
    first = published(there)
    taken_back = actions.withdraw(
        disclosure=first.disclosure,
        ground=WithdrawalGround.PERSONAL_DATA,
        reason="附表遮盖不全",
        by=there.staff.approver,
        at=later(40),
    )
    actions.erase(
        disclosure=taken_back, reason="本人要求删除", by=there.staff.approver, at=later(50)
    )

    told = course(found(there, first.disclosure), on=ON)

    assert [step.code for step in told][-2:] == ["withdrawn", "erased"]
    assert (told[-1].at, told[-1].params["reason"]) == (later(50), "本人要求删除")


def test_boards_are_told_as_they_wait_and_as_they_hang():
    there = scene(channels=["board"])
    PlaceFactory(organ=there.organ)
    disclosure = found(there, published(there).disclosure)
    assert codes(disclosure)[-1] == "to_post"

    Delivery.objects.update(state="posted", posted_at=later(9))

    assert codes(disclosure)[-1] == "posted"


def test_a_sheet_that_was_never_hung_and_cancelled_is_not_told():
    there = scene(channels=["board"])
    PlaceFactory(organ=there.organ)
    disclosure = found(there, published(there).disclosure)
    Delivery.objects.update(state="cancelled")

    assert codes(disclosure)[-1] == "published"


@pytest.mark.parametrize(("hours", "is_late"), [(20, False), (24 * 9, True)])
def test_an_emergency_says_why_and_that_the_approval_followed(hours, is_late):
    there = scene()
    edition = draft(there)
    actions.submit(
        edition=edition,
        is_emergency=True,
        emergency_reason="山洪预警",
        by=there.staff.officer,
        at=later(1),
    )
    actions.sign(edition=edition, step=StepCode.SECRECY, by=there.staff.reviewer, at=later(2))
    actions.sign_afterwards(
        edition=edition, step=StepCode.APPROVAL, by=there.staff.approver, at=later(hours)
    )

    told = {step.code: step for step in course(found(there, edition.disclosure), on=ON)}

    assert told["published"].proof % told["published"].params == "紧急公开，理由：山洪预警"
    assert "补办" in told["approval"].proof
    assert ("迟了" in told["approval"].proof) is is_late


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (5.2, ""),
        (5.5, "实际晚了30分钟"),
        (29, "实际晚了24小时"),
        (24 * 3 + 5, "实际晚了3天"),
    ],
)
def test_a_time_that_was_set_and_not_kept_is_told(hours, said):
    there = scene()
    edition = reviewed(there)
    actions.sign(
        edition=edition,
        step=StepCode.APPROVAL,
        publish_at=later(5),
        by=there.staff.approver,
        at=later(3),
    )
    actions.publish_scheduled(edition=edition, at=later(hours))

    told = course(found(there, edition.disclosure), on=ON)

    delays = [step.proof % step.params for step in told if step.code == "delayed"]
    assert [bool(said)] == [bool(delays)]
    assert said in "".join(delays)
    assert told[-1].code == ("delayed" if said else "published")


def test_a_stand_in_is_told_as_one():
    there = scene()
    holder = there.organ.posts.get(role="secrecy_reviewer")
    stand_in = PostFactory(
        organ=there.organ,
        role="secrecy_reviewer",
        stands_in_for=holder,
        to_on=datetime.date(2026, 12, 31),
    ).holder
    edition = draft(there)
    actions.submit(edition=edition, by=there.staff.officer, at=later(1))
    actions.sign(edition=edition, step=StepCode.SECRECY, by=stand_in, at=later(2))
    actions.sign(edition=edition, step=StepCode.APPROVAL, by=there.staff.approver, at=later(3))

    told = {step.code: step.proof for step in course(found(there, edition.disclosure), on=ON)}

    assert "代班人" in told["secrecy"]


def test_a_borrowed_reviewer_is_told_with_the_lending_organ():
    there = scene()
    parent = there.organ.posts.get(role="secrecy_reviewer")
    edition = published(there)
    edition.signatures.filter(step="secrecy").update(is_borrowed=True)

    told = {step.code: step for step in course(found(there, edition.disclosure), on=ON)}

    assert told["secrecy"].params["organ"] == parent.organ.name


@pytest.mark.parametrize("times", [1, 3])
def test_the_course_costs_the_same_however_long_it_is(times, django_assert_num_queries):
    there = scene()
    first = published(there)
    for number in range(times):
        corrected(there, first.disclosure, at=later(30 + number), title=f"第{number}次更正")
    disclosure = found(there, first.disclosure)

    with django_assert_num_queries(3):
        course(disclosure, on=ON)


def test_the_difference_shows_what_changed_and_nothing_else():
    there = scene(elements=[{"key": "total", "label": "合计"}])
    first = published(there, values={"total": "1,286万元"})
    second = corrected(there, first.disclosure, at=later(30), values={"total": "1,268万元"})

    changed = difference(first, second)

    assert [part.label for part in changed] == ["合计"]


def test_the_difference_speaks_of_files_by_name():
    there = scene()
    first = published(there)
    second = corrected(there, first.disclosure, at=later(30), title="新的标题")

    assert [part.label for part in difference(first, second)] == ["标题"]


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (datetime.date(2026, 3, 11), "应在2026-03-11前补办签发。"),
        (datetime.date(2026, 3, 12), "应在2026-03-11前补办签发，已经过期，还没有补办。"),
    ],
)
def test_an_approval_owed_after_an_emergency_is_told_and_that_it_is_late(on, said):
    there = scene()
    edition = draft(there)
    actions.submit(
        edition=edition,
        is_emergency=True,
        emergency_reason="山洪预警",
        by=there.staff.officer,
        at=later(1),
    )
    actions.sign(edition=edition, step=StepCode.SECRECY, by=there.staff.reviewer, at=later(2))

    told = {step.code: step for step in course(found(there, edition.disclosure), on=on)}

    owed = told["approval_owed"]
    assert owed.proof % owed.params == said
    assert owed.is_waiting


def test_an_approval_that_is_owed_is_told_after_a_correction_too_and_not_after_a_withdrawal():
    there = scene()
    edition = draft(there)
    actions.submit(
        edition=edition,
        is_emergency=True,
        emergency_reason="山洪预警",
        by=there.staff.officer,
        at=later(1),
    )
    actions.sign(edition=edition, step=StepCode.SECRECY, by=there.staff.reviewer, at=later(2))
    corrected(there, edition.disclosure, at=later(30))
    assert "approval_owed" in codes(edition.disclosure)

    actions.withdraw(
        disclosure=edition.disclosure,
        ground=WithdrawalGround.ERROR,
        reason="名单有误",
        by=there.staff.approver,
        at=later(40),
    )
    assert "approval_owed" not in codes(found(there, edition.disclosure))


@pytest.mark.parametrize(
    ("published", "due"),
    [
        ("2026-02-13", "2026-02-14"),  # a Saturday that is worked
        ("2026-02-14", "2026-02-24"),  # the Spring Festival lies between
        ("2026-09-30", "2026-10-08"),  # the National Day
        ("2026-10-09", "2026-10-10"),  # a Saturday that is worked
        ("2026-03-13", "2026-03-16"),  # an ordinary weekend
    ],
)
def test_the_approval_of_an_emergency_follows_within_a_working_day(published, due):
    edition = draft(scene())
    edition.published_at = datetime.datetime.fromisoformat(f"{published}T12:00:00+08:00")

    assert approval_due(edition) == datetime.date.fromisoformat(due)
