"""What is published inside organs, against its entries: nobody else would notice a change."""

import pytest

from mingtang.disclosure import actions
from mingtang.disclosure.choices import StepCode, WithdrawalGround
from mingtang.disclosure.models import Disclosure, Edition, Signature
from mingtang.files.actions import store
from mingtang.journeys.erasing import erase
from mingtang.journeys.openings import closed, opened
from mingtang.ledger.models import Entry
from tests.disclosure.publishing import again, corrected, draft, later, published
from tests.files.made import damaged
from tests.journeys.checking.made import another, answered, decided, found

pytestmark = pytest.mark.django_db


@pytest.fixture
def inside(there):
    return another(there, audience="internal", channels=[])


@pytest.fixture
def shown(inside, log):
    made = published(inside, document_number="示政办函〔2026〕1号").disclosure
    log.publish()
    return made


def index_of(act):
    return Entry.objects.filter(act=act).latest("index").index


def withdraw(shown, inside, ground=WithdrawalGround.ERROR, at=40):
    return actions.withdraw(
        disclosure=shown, ground=ground, reason="有误", by=inside.staff.approver, at=later(at)
    )


def test_its_whole_way_fits(county, log, inside, shown):
    assert found(county, log) == []
    corrected(inside, shown, at=later(30), body="更正后的正文，写明正确的数字。")
    actions.change_validity(
        disclosure=shown,
        validity="repealed",
        note="由新办法代替",
        by=inside.staff.approver,
        at=later(35),
    )
    assert found(county, log) == []
    withdraw(shown, inside)
    assert found(county, log) == []
    by = inside.staff.approver
    erase(disclosure=Disclosure.objects.get(), reason="依法删除", by=by, at=later(50))
    log.publish()
    assert found(county, log) == []


def test_nothing_of_it_is_told_outside(county, inside, shown):
    """Neither its words nor what they commit to."""
    corrected(inside, shown, at=later(30), body="更正后的正文，写明正确的数字。")
    withdraw(shown, inside)
    Disclosure.objects.update(withdrawn_at=None, withdrawal_ground="", withdrawal_reason="")
    about = list(Entry.objects.filter(object_id=shown.object_id))

    assert all(one.groups == {} for one in opened(about))
    assert closed(about) == {}


@pytest.mark.parametrize(
    "change", [{"body": "改过的正文"}, {"values": {"total": "1"}}, {"title": "改过的标题"}]
)
def test_what_it_says_may_not_change(county, log, shown, change):
    Edition.objects.filter(disclosure=shown).update(**change)

    expected = (shown.object_id, f"内容与日志{index_of('disclosure.published_inside')}号条目不符")
    assert expected in found(county, log)


def test_nor_its_files(county, log, inside):
    edition = draft(inside)
    by = inside.staff.officer
    file = store(content=b"first", name="a.txt", by=by, at=later(0))
    actions.attach(edition=edition, file=file, name="表.txt", by=by, at=later(1))
    edition = actions.submit(edition=again(edition), by=by, at=later(1))
    for step, who in ((StepCode.SECRECY, "reviewer"), (StepCode.APPROVAL, "approver")):
        by = getattr(inside.staff, who)
        edition = actions.sign(edition=edition, step=step, by=by, at=later(2))
    log.publish()
    assert found(county, log) == []

    damaged(file, b"other")

    expected = (edition.disclosure.object_id, "附件“表.txt”与存入时不同，或者已经损坏")
    assert found(county, log) == [expected]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"first_published_at": later(-99)}, "公开时间与日志不符"),
        ({"title": "另一个标题"}, "标题与现行版本不符"),
        ({"validity": "repealed", "validity_note": "有新办法"}, "效力标注与日志不符"),
        (
            {
                "withdrawn_at": later(9),
                "withdrawal_ground": "error",
                "withdrawal_reason": "有误",
            },
            "是否撤回与日志不符",
        ),
        ({"audience": "public"}, "日志里没有公开它的记录"),
    ],
)
def test_nor_what_is_said_of_it(county, log, shown, change, words):
    Disclosure.objects.filter(pk=shown.pk).update(**change)

    assert (shown.object_id, words) in found(county, log)


def test_nor_which_edition_is_in_force(county, log, inside, shown):
    corrected(inside, shown, at=later(30), body="更正后的正文，写明正确的数字。")
    Disclosure.objects.update(current=Edition.objects.get(number=1))

    assert found(county, log) == [(shown.object_id, "现行版本不是日志里最后公开的那一版")]


def test_nor_how_late_it_came(county, log, there):
    """It answered a duty, and that one stands in the log with its end."""
    made = answered(there, decided(there, audience="internal", channels=[]))
    assert found(county, log) == []
    Disclosure.objects.filter(pk=made.pk).update(late_by=0)

    assert found(county, log) == [(made.object_id, "迟了几个工作日与完成的公开任务不符")]


@pytest.mark.parametrize("change", [{"title": "另一个"}, {"withdrawal_reason": "另一个理由"}])
def test_a_tombstone_may_not_change(county, log, inside, shown, change):
    withdraw(shown, inside)
    assert found(county, log) == []
    Disclosure.objects.filter(pk=shown.pk).update(**change)

    assert len(found(county, log)) == 1


def test_words_over_an_erasure_may_not_change(county, log, inside, shown):
    withdraw(shown, inside)
    by = inside.staff.approver
    erase(disclosure=Disclosure.objects.get(), reason="依法删除", by=by, at=later(50))
    Disclosure.objects.filter(pk=shown.pk).update(erasure_reason="另一个理由")

    expected = (shown.object_id, f"内容与日志{index_of('data.erased')}号条目不符")
    assert expected in found(county, log)


def test_one_that_is_gone_is_missed(county, log, shown):
    index = index_of("disclosure.published_inside")
    Disclosure.objects.update(current=None)
    Signature.objects.all().delete()
    Edition.objects.all().delete()
    Disclosure.objects.filter(pk=shown.pk).delete()

    expected = f"日志{index}号条目公开过它，现在没有了，也没有撤回说明"
    assert (shown.object_id, expected) in found(county, log)


def test_one_that_was_never_published_is_found(county, log, inside, shown):
    Entry.objects.filter(act="disclosure.published_inside").update(act="disclosure.scheduled")

    assert (shown.object_id, "日志里没有公开它的记录") in found(county, log)
