import csv
import datetime
import io
import uuid

import pytest

from mingtang.audit import actions as audit
from mingtang.audit.choices import Agent, AuditKind
from mingtang.audit.models import AuditRecord
from mingtang.organs.actions import open_place
from tests.channels.desk.sitting import page, sit
from tests.factories.organs import CountyFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.usefixtures("wall_clock")
NOW = datetime.datetime(2026, 11, 26, 1, tzinfo=datetime.UTC)
AUDIT, EXPORT = "/desk/audit/", "/desk/audit/export/"


@pytest.fixture
def auditor(client, organ):
    return sit(client, "audit_admin", organ)


def signed_in(county, *, at=NOW, by=None, **more):
    return audit.record(
        kind=AuditKind.SIGNED_IN, by=by or UserFactory(), at=at, county_code=county.code, **more
    )


def table(response):
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_acts_and_looks_are_listed_newest_first_with_who_did_them(client, county, organ, auditor):
    person = UserFactory(name="某甲", username="mou.jia")
    signed_in(county, by=person, at=NOW - datetime.timedelta(hours=2))
    open_place(organ=organ, name="门口", address="", opened_on=NOW.date(), by=person, at=NOW)
    audit.record(kind=AuditKind.SIGN_IN_FAILED, by=None, at=NOW, county_code=county.code)
    audit.record(
        kind=AuditKind.IMPORTED, by=None, agent=Agent.SETUP, at=NOW, county_code=county.code
    )
    signed_in(CountyFactory(), by=UserFactory(name="外县的人"))

    response = client.get(AUDIT)

    shown = page(response)
    assert [row.kind for row in response.context["rows"]] == [
        *("导入", "登录失败", "作出公开行为", "登录"),
    ]
    assert "登记公开栏" in shown
    assert "县教育局" in shown
    assert "某甲" in shown
    assert "mou.jia" in shown
    assert "没有这个账号" in shown
    assert "系统安装" in shown
    assert "外县的人" not in shown


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ("opened zhang.san", "建立账号 zhang.san"),
        ("second-factor-on li.si", "启用动态口令 li.si"),
        ("locked", "连续输错，账号锁住"),
        ("second-factor", "动态口令不对"),
        ("任职 公开专员", "任职 公开专员"),
    ],
)
def test_what_was_done_with_an_account_stands_in_words(client, county, auditor, detail, words):
    audit.record(
        kind=AuditKind.CHANGED_ACCOUNT,
        by=auditor,
        at=NOW,
        county_code=county.code,
        detail=detail,
    )

    assert words in page(client.get(AUDIT))


def test_records_are_filtered_by_kind_time_person_and_matter(client, county, auditor):
    matter = uuid.uuid4()
    old = UserFactory(username="long.ago")
    signed_in(county, by=old, at=NOW - datetime.timedelta(days=8))
    audit.record(
        kind=AuditKind.LOOKED, by=auditor, at=NOW, county_code=county.code, object_id=matter
    )

    def count(**asked):
        return client.get(AUDIT, asked).context["paged"].total

    everything = AuditRecord.objects.filter(county_code=county.code).count()
    assert count() == everything
    assert count(kind="looked") == 1
    assert count(days="7") == everything - 1
    assert count(days="30") == everything
    assert count(days="1") == everything - 1
    assert count(who="long.ago") == 1
    assert count(about=str(matter)) == 1
    assert count(who="nobody") == 0


@pytest.mark.parametrize("asked", [{"kind": "wrong"}, {"days": "x"}, {"about": "no uuid"}])
def test_a_wrong_address_is_said_to_be_wrong(client, auditor, asked):
    assert client.get(AUDIT, asked).status_code == 404


def test_an_export_holds_what_is_filtered_and_is_itself_on_record(client, county, auditor):
    signed_in(county, by=UserFactory(username="=cmd"))
    audit.record(kind=AuditKind.LOOKED, by=auditor, at=NOW, county_code=county.code)

    response = client.post(f"{EXPORT}?kind=signed_in")

    head, *rows = table(response)
    assert head == ["时间", "类别", "姓名", "用户名", "说明", "机关", "对象编号"]
    assert [row[3] for row in rows] == ["'=cmd"]
    assert response.headers["Cache-Control"] == "no-store"
    export = AuditRecord.objects.get(kind=AuditKind.EXPORTED)
    assert (export.by, export.detail) == (auditor, "审计记录 signed_in")


def test_nothing_is_exported_by_opening_an_address(client, auditor):
    assert client.get(EXPORT).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    client, county, auditor, django_assert_num_queries, count
):
    for _number in range(count):
        signed_in(county)
    client.get(AUDIT)

    with django_assert_num_queries(9):
        client.get(AUDIT)


def test_pages_count_from_the_oldest(client, county, auditor):
    for number in range(120):
        signed_in(county, at=NOW - datetime.timedelta(minutes=number))

    first = client.get(AUDIT, {"page": 1})

    assert len(first.context["rows"]) == 50
    assert client.get(AUDIT, {"page": 9}).status_code == 404


@pytest.mark.parametrize(
    ("kind", "detail", "told"),
    [
        (AuditKind.CHANGED_ROLE, "任职 公开专员 li.si 2026-01-01–", "li.si 2026-01-01–"),
        (AuditKind.EXPORTED, "审计记录 looked", " looked"),
        (AuditKind.LOOKED, "联系方式 JC1234567891", " JC1234567891"),
        (AuditKind.CHANGED_ACCOUNT, "发给接口令牌：县教育局 公文系统", ": 县教育局 公文系统"),
    ],
)
def test_words_of_ours_are_told_in_the_language_of_who_reads_and_names_stay(
    client, county, auditor, kind, detail, told
):
    audit.record(kind=kind, by=auditor, at=NOW, county_code=county.code, detail=detail)

    said = page(client.get(f"/en{AUDIT}"))

    assert told in said
    assert not [word for word in detail.split("：")[0].split(" ") if word > "一" and word in said]


def test_what_a_person_is_called_is_not_translated(client, county, auditor):
    audit.record(
        kind=AuditKind.CHANGED_ACCOUNT, by=auditor, at=NOW, county_code=county.code, detail="任职"
    )

    assert "任职" in page(client.get(f"/en{AUDIT}"))
