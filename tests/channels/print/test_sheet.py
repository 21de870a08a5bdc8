import datetime

import pytest
from django.utils import translation

from mingtang.channels.print.sheet import board_sheet
from mingtang.files.models import StoredFile
from tests.factories.disclosure import PUBLISHED_AT, DeliveryFactory, DisclosureFactory
from tests.factories.organs import OrganFactory, PlaceFactory

pytestmark = pytest.mark.django_db
ADDRESS = "https://example.gov.cn/d/1/"
AT = datetime.datetime(2026, 11, 23, 8, 5, tzinfo=datetime.UTC)


@pytest.fixture
def organ():
    return OrganFactory(name="示范县财政局", address="示范路1号", phone="0000-1234567")


def printed(disclosure, **given):
    edition = disclosure.current
    return board_sheet(disclosure, edition, **{"size": "a3", "address": ADDRESS, "at": AT, **given})


def facts(disclosure):
    return dict(printed(disclosure)["facts"])


def test_the_sheet_says_who_what_and_when(organ):
    disclosure = DisclosureFactory(
        organ=organ,
        title="决算公告",
        index_number="A/2026-00007",
        item__level2="部门决算",
        edition__document_number="示财〔2026〕41号",
        edition__formed_on=datetime.date(2026, 10, 30),
    )

    made = printed(disclosure)

    assert (made["organ"], made["title"]) == ("示范县财政局", "决算公告")
    assert made["document_number"] == "示财〔2026〕41号"
    assert (made["kind"], made["demo"], made["outcome"]) == ("政务公开", "", "")
    assert made["facts"] == [
        ("异议受理", "示范县财政局，示范路1号，0000-1234567"),
        ("索引号", "A/2026-00007"),
        ("公开事项", "部门决算"),
        ("成文日期", "2026年10月30日"),
        ("公开时间", "2026年11月2日 09:30"),
        ("打印时间", "2026年11月23日 16:05"),
    ]
    assert made["foot"] == [
        "示范县财政局　决算公告",
        "索引号：A/2026-00007　第1版　打印时间：2026年11月23日 16:05",
    ]
    assert made["qr"].startswith("<svg")


def test_it_is_chinese_whatever_language_led_here(organ):
    disclosure = DisclosureFactory(organ=organ, validity="in_force")

    with translation.override("en"):
        found = facts(disclosure)

    assert found["效力"] == "现行有效"
    assert found["打印时间"] == "2026年11月23日 16:05"


def test_a_demonstration_says_so(organ):
    organ.county.is_demo = True
    organ.county.save()

    assert "虚构" in printed(DisclosureFactory(organ=organ))["demo"]


def test_short_elements_stand_in_a_table_and_long_ones_in_the_text(organ):
    elements = [
        {"key": "who", "label": "申请人", "kind": "text"},
        {"key": "list", "label": "名单", "kind": "table"},
        {"key": "none", "label": "备注", "kind": "text"},
        {"key": "on", "label": "日期", "kind": "date"},
        {"key": "until", "label": "期限", "kind": "date"},
    ]
    disclosure = DisclosureFactory(
        organ=organ,
        item__elements=elements,
        edition__values={
            "who": "甲户",
            "list": "| 一 |\n|---|\n| 二 |",
            "none": " ",
            "on": "2026-05-01",
            "until": "长期",
        },
        edition__summary="三户获批。",
        edition__body="正文。",
    )

    made = printed(disclosure)

    assert made["summary"] == "三户获批。"
    assert made["elements"] == [("申请人", "甲户"), ("日期", "2026年5月1日"), ("期限", "长期")]
    assert [block["is"] for block in made["body"]] == ["paragraph", "heading", "table"]
    assert made["body"][1]["of"] == [{"is": "text", "text": "名单"}]


@pytest.mark.parametrize(
    ("given", "kind", "outcome"),
    [
        ({"outcome": "nil"}, "无此事项", "这一期没有需要公开的内容，理由如下。"),
        (
            {"outcome": "withheld", "edition__exemption": "E14a"},
            "依法不予公开",
            "依法不予公开：国家秘密。理由如下。",
        ),
        (
            {
                "outcome": "withheld",
                "edition__exemption": "E15",
                "edition__third_party": "unreachable",
            },
            "依法不予公开",
            (
                "依法不予公开：商业秘密、个人隐私等，公开会损害第三方合法权益。"
                "联系不上第三方，由本机关决定不公开。理由如下。"
            ),
        ),
    ],
)
def test_that_nothing_is_published_is_said_with_its_ground(organ, given, kind, outcome):
    made = printed(DisclosureFactory(organ=organ, **given))

    assert (made["kind"], made["outcome"]) == (kind, outcome)


def test_a_correction_says_when_and_why(organ):
    disclosure = DisclosureFactory(
        organ=organ,
        edition__number=2,
        edition__correction_reason="户数有误",
        edition__published_at=PUBLISHED_AT + datetime.timedelta(days=1),
    )

    found = facts(disclosure)

    assert found["更正时间"] == "2026年11月3日 09:30"
    assert found["更正说明"] == "户数有误"
    assert "第2版" in printed(disclosure)["foot"][1]


@pytest.mark.parametrize(
    ("length", "size"), [(20, 1.7), (21, 1.45), (44, 1.45), (45, 1.2), (100, 1.2), (101, 1.05)]
)
def test_the_longer_the_title_the_smaller_its_type(organ, length, size):
    assert printed(DisclosureFactory(organ=organ, title="公" * length))["title_size"] == size


def test_a_long_title_is_cut_at_the_foot_alone(organ):
    made = printed(DisclosureFactory(organ=organ, title="公" * 300))

    assert made["foot"][0] == f"示范县财政局　{'公' * 40}…"
    assert made["title"] == "公" * 300


def test_attachments_are_named(organ):
    disclosure = DisclosureFactory(organ=organ)
    file = StoredFile.objects.create(
        sha256="0" * 64,
        size=1,
        media_type="application/pdf",
        text_state="read",
        stored_at=PUBLISHED_AT,
        latest_offered_at=PUBLISHED_AT,
    )
    disclosure.current.attachments.create(file=file, name="明细表.pdf")

    assert printed(disclosure)["attachments"] == ["明细表.pdf"]


def hang(disclosure, **given):
    place = PlaceFactory(organ=disclosure.organ)
    return DeliveryFactory(edition=disclosure.current, place=place, **given)


HUNG = {
    "state": "posted",
    "posted_at": PUBLISHED_AT,
    "notice_days": 7,
    "remove_from": datetime.date(2026, 11, 10),
}


@pytest.mark.parametrize(
    ("deliveries", "period"),
    [
        ([HUNG], "2026年11月2日至2026年11月9日"),
        ([HUNG, HUNG], "2026年11月2日至2026年11月9日"),
        ([{"notice_days": 7}], "自张贴之日起7天（张贴当天不算）"),
        (
            [HUNG, {**HUNG, "remove_from": datetime.date(2026, 11, 12)}],
            "自张贴之日起7天（张贴当天不算）",
        ),
        ([{**HUNG, "remove_from": None}], "自张贴之日起7天（张贴当天不算）"),
        ([{**HUNG, "state": "cancelled", "notice_days": 3}], "自张贴之日起5天（张贴当天不算）"),
        ([], "自张贴之日起5天（张贴当天不算）"),
        ([{"notice_days": 7}, {"notice_days": 3}], "自张贴之日起5天（张贴当天不算）"),
    ],
)
def test_the_notice_period_is_said_as_far_as_it_is_known(organ, deliveries, period):
    disclosure = DisclosureFactory(organ=organ, item__notice_days=5)
    for given in deliveries:
        hang(disclosure, **given)

    assert facts(disclosure)["公示期"] == period


def test_without_a_notice_period_none_is_said(organ):
    disclosure = DisclosureFactory(organ=organ)
    hang(disclosure)

    assert "公示期" not in facts(disclosure)


def test_objections_go_where_the_delivery_says_and_where_they_differ_to_the_organ(organ):
    disclosure = DisclosureFactory(organ=organ)
    hang(disclosure, objection_address="村委会，0000-7654321")
    one = facts(disclosure)["异议受理"]
    hang(disclosure, objection_address="别处")

    assert one == "村委会，0000-7654321"
    assert facts(disclosure)["异议受理"] == "示范县财政局，示范路1号，0000-1234567"
