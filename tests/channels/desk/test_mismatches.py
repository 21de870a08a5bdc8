import datetime
import uuid

import pytest
from django.urls import reverse

from mingtang.audit.actions import keep_mismatches
from mingtang.ledger.actions import keep_stamp
from tests.channels.desk.sitting import page, sit
from tests.factories.catalogue import DutyFactory
from tests.factories.disclosure import DisclosureFactory
from tests.factories.jobs import ScheduleFactory
from tests.factories.ledger import LogFactory

pytestmark = pytest.mark.usefixtures("wall_clock")
NOW = datetime.datetime(2026, 11, 26, 1, tzinfo=datetime.UTC)
NIGHT = NOW - datetime.timedelta(hours=6)
SOON = NOW + datetime.timedelta(hours=18)
LIST, TODAY = "/desk/mismatches/", "/desk/"
WORDS = "内容与日志7号条目不符"


@pytest.fixture
def shown(organ):
    return DisclosureFactory(organ=organ, title="2025年决算公告")


@pytest.fixture
def auditor(client, organ):
    return sit(client, "audit_admin", organ)


def keep(county, *found, at=NIGHT):
    keep_mismatches(county_code=county.code, found=found, at=at)


def checked(**given):
    return ScheduleFactory(name="check_record", **{"next_at": SOON, "succeeded_at": NIGHT, **given})


def test_what_does_not_fit_stands_first_today_and_leads_to_its_page(client, county, shown, auditor):
    keep(county, (shown.object_id, WORDS))

    said = page(client.get(TODAY))

    assert said.index(WORDS) < said.index("</section>")
    assert "有公开内容与日志不符" in said
    assert f'href="/d/{shown.object_id}/"' in said
    assert "2025年决算公告" in said
    assert f'href="{LIST}"' in said


def test_when_all_fits_today_says_nothing_of_it(client, auditor):
    assert "与公开日志不符</h2>" not in page(client.get(TODAY))


def test_the_officer_sees_nothing_of_it(client, county, shown, officer):
    keep(county, (shown.object_id, WORDS))

    said = page(client.get(TODAY))

    assert WORDS not in said
    assert LIST not in said
    assert client.get(LIST).status_code == 403


def test_the_list_says_when_it_was_found_and_when_it_was_gone(
    client, county, organ, shown, auditor
):
    checked()
    duty = DutyFactory(organ=organ, title="2025年决算任务")
    keep(county, (shown.object_id, WORDS), (duty.object_id, "公开任务与日志不符"))
    keep(county, (duty.object_id, "公开任务与日志不符"), at=NOW)

    said = page(client.get(LIST))

    assert "现在不符" in said.split("曾经不符")[0]
    assert f'href="/duties/{duty.object_id}/"' in said.split("曾经不符")[0]
    assert f'href="/d/{shown.object_id}/"' in said.split("曾经不符")[1]
    assert "11月26日 03:00发现" in said
    assert "11月26日 09:00核对时已经没有" in said
    assert "都与日志一致" not in said


def test_what_is_of_no_page_is_told_too(client, county, auditor):
    keep(county, (None, "日志的文件不完整：缺少 tile/0/000"), (uuid.UUID(int=5), WORDS))

    said = page(client.get(LIST))

    assert "缺少 tile/0/000" in said
    assert WORDS in said
    assert "看那一页" not in said


def test_another_county_is_not_seen(client, auditor):
    keep_mismatches(county_code="999999", found=[(None, WORDS)], at=NIGHT)

    assert WORDS not in page(client.get(LIST))


@pytest.mark.parametrize(
    ("schedule", "words", "not_words"),
    [
        ({}, "11月26日 03:00核对过全部公开内容，都与日志一致", "可能不全"),
        ({"failures": 2, "error": "x"}, "夜间核对连续2次没有完成", "现在不能说"),
        ({"next_at": NIGHT}, "过了时间还没有做", "连续"),
        ({"succeeded_at": None}, "夜间核对还没有做过", "都与日志一致。"),
    ],
)
def test_the_empty_list_says_when_it_was_last_looked(client, auditor, schedule, words, not_words):
    checked(**schedule)

    said = page(client.get(LIST))

    assert words in said
    assert not_words not in said


def test_where_no_worker_ever_ran_nothing_is_claimed(client, auditor):
    assert "现在不能说都一致" in page(client.get(LIST))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    client, county, organ, auditor, django_assert_num_queries, count
):
    for _number in range(count):
        keep_mismatches(
            county_code=county.code,
            found=[
                (DisclosureFactory(organ=organ).object_id, WORDS),
                (DutyFactory(organ=organ).object_id, WORDS),
            ],
            at=NIGHT,
        )
    client.get(LIST)

    with django_assert_num_queries(12):
        client.get(LIST)


def test_a_long_list_comes_in_pages(client, county, auditor):
    keep(county, *[(uuid.UUID(int=number + 1), WORDS) for number in range(120)])

    assert len(client.get(LIST, {"page": 3}).context["open"]) == 20
    assert client.get(reverse("desk:mismatches"), {"page": 9}).status_code == 404


def stamped(county, *days):
    log = LogFactory(origin=county.log_origin)
    for day in days:
        keep_stamp(
            log=log,
            day=datetime.date(2026, 11, day),
            checkpoint=b"c",
            answer=b"a",
            stamped_at=NOW,
        )


def test_where_nothing_is_stamped_nothing_is_said_of_it(client, auditor):
    assert "时间戳" not in page(client.get(LIST))


def test_the_newest_stamp_is_told_and_the_days_that_have_none(client, county, auditor):
    stamped(county, 22, 24, 26)

    said = page(client.get(LIST))

    assert "最近一次是2026年11月26日。" in said
    assert "以后也补不上：2026年11月23日、2026年11月25日</p>" in said
    assert "还没有盖上" not in said


def test_a_stamp_that_is_late_is_told(client, county, auditor, settings, wall_clock):
    settings.STAMP_URL = "https://tsa.example/"
    wall_clock.at = NOW
    stamped(county, 25)

    said = page(client.get(LIST))

    assert "最近一次是2026年11月25日。" in said
    assert "今天的还没有盖上" in said


def test_one_that_never_came_is_told_too(client, county, auditor, settings):
    settings.STAMP_URL = "https://tsa.example/"
    stamped(county)

    assert "还没有盖过。" in page(client.get(LIST))


@pytest.mark.parametrize("address", [LIST, TODAY])
def test_what_does_not_fit_is_told_in_the_language_of_who_reads(
    client, county, shown, auditor, address
):
    keep(county, (shown.object_id, WORDS))

    said = page(client.get(f"/en{address}"))

    assert WORDS not in said
    assert "entry 7" in said
