import csv
import datetime
import io

import pytest

from mingtang.catalogue.actions import decide_transfer, propose_transfer, withdraw_transfer
from mingtang.catalogue.models import DutyMove
from tests.channels.website.scenery import AT, TODAY, published
from tests.factories.catalogue import (
    REASON,
    DutyFactory,
    FactFactory,
    ItemFactory,
    PeriodDutyFactory,
    ended_duty,
)
from tests.factories.organs import OrganFactory
from tests.factories.people import UserFactory
from tests.factories.terms import CalendarNoticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organ(county):
    return OrganFactory(county=county, name="县住建局", code="ZB-990001-1")


@pytest.fixture
def item(county):
    return ItemFactory(standard__county=county, level2="规范性文件")


def due_at(hours):
    return AT + datetime.timedelta(hours=hours)


def due(days):
    return TODAY + datetime.timedelta(days=days)


def table(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_row_of_an_organ_leads_to_its_duties(organ, item, read):
    duty = DutyFactory(organ=organ, item=item, due_on=due(-8), title="老旧小区改造招标结果")
    DutyFactory(item__standard__county=organ.county, organ__county=organ.county, title="别人的")

    page = read(f"/duties/?state=all&organ={organ.object_id}")

    assert duty.title in page
    assert "别人的" not in page
    assert "县住建局</a>" in page


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("late", ["逾期的"]),
        ("not_due", ["将到的"]),
        ("kept", ["按期的"]),
        ("late_done", ["迟了的"]),
        ("nil", ["没有的"]),
        ("withheld", ["不公开的"]),
        ("all", ["逾期的", "将到的", "按期的", "迟了的", "没有的", "不公开的"]),
    ],
)
def test_duties_are_told_apart_by_how_they_stand(organ, item, read, state, shown):
    DutyFactory(organ=organ, item=item, due_on=due(-8), title="逾期的")
    DutyFactory(organ=organ, item=item, due_on=due(5), title="将到的")
    ended_duty(organ=organ, item=item, title="按期的")
    ended_duty(organ=organ, item=item, title="迟了的", late_by=2)
    ended_duty("nil", organ=organ, item=item, title="没有的")
    ended_duty("withheld", organ=organ, item=item, title="不公开的")
    every = ["逾期的", "将到的", "按期的", "迟了的", "没有的", "不公开的"]

    page = read(f"/duties/?state={state}")

    assert [title for title in every if f">{title}</a>" in page] == shown


def test_what_no_longer_holds_counts_for_nothing(organ, item, read):
    DutyFactory(organ=organ, item=item, state="void", ended_at=AT, title="不成立的")

    assert "不成立的" not in read("/duties/?state=all")


def test_one_that_no_longer_holds_is_called_neither_kept_nor_late(organ, item, read):
    duty = DutyFactory(organ=organ, item=item, due_on=due(-20), state="void", ended_at=AT)

    shown = read(f"/duties/{duty.object_id}/")

    assert "不再成立" in shown
    assert "mark--kept" not in shown
    assert "mark--late" not in shown


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("nil", "无此事项，逾期4个工作日后答复"),
        ("withheld", "依法不予公开，逾期4个工作日后答复"),
    ],
)
def test_an_answer_that_came_late_says_so_on_its_page_and_in_every_list(
    organ, item, read, state, words
):
    duty = ended_duty(state, organ=organ, item=item, title="迟答的", late_by=4)
    ended_duty(state, organ=organ, item=item, title="按期答的")

    assert words in read(f"/duties/{duty.object_id}/")
    for asked in ("all", state):
        page = read(f"/duties/?state={asked}")
        assert page.count(words) == 1
        assert page.count("</a></h3>") == 2
    late = read(f"/duties/?state={state}_late")
    assert "迟答的</a>" in late
    assert "按期答的" not in late
    assert "state=nil_late" not in read("/duties/?state=all")


def test_years_reach_back_to_the_first_duty_and_this_year_stands_first(organ, item, read):
    DutyFactory(organ=organ, item=item, due_on=datetime.date(2024, 5, 6), title="前年的")
    DutyFactory(organ=organ, item=item, due_on=due(-1), title="今年的")

    this_year, first, every = (
        read(f"/duties/?state=late{query}") for query in ("", "&year=2024", "&year=all")
    )

    assert "前年的" not in this_year
    assert 'year=2025">2025年' in this_year
    assert ("前年的" in first, "今年的" in first) == (True, False)
    assert ("前年的" in every, "今年的" in every) == (True, True)


@pytest.mark.parametrize(
    "query",
    [
        *("state=x", "year=1800", "year=x", "tier=x", "organ=x", "sort=x", "emphasis=x"),
        *("state=voided", "by=x", "part=13", "field=x", "until=x", "item=x"),
        *(f"{name}=6b1c0f8e-0000-4000-8000-000000000000" for name in ("organ", "item")),
    ],
)
def test_what_is_not_offered_is_not_guessed(county, visit, query):
    assert visit(f"/duties/?{query}").status_code == 404


def test_an_empty_list_says_what_to_do(county, read):
    assert "没有符合条件的公开任务" in read("/duties/?state=late")


def test_the_table_holds_the_rows_that_were_asked_for(organ, item, visit):
    late = DutyFactory(
        organ=organ, item=item, due_on=due(-8), title="=危险", due_is_provisional=True
    )
    done = ended_duty(organ=organ, item=item, late_by=3, due_on=due(-20), settled_by=item.object_id)

    every = table(visit("/duties/list.csv"))
    only_late = table(visit(f"/duties/list.csv?state=late&organ={organ.object_id}"))

    assert [row["编号"] for row in every] == [str(done.object_id), str(late.object_id)]
    assert every[0]["完成情况"] == "逾期后公开"
    assert every[0]["办结日"] == "2026-10-22"
    assert every[0]["迟几个工作日"] == "3"
    assert every[0]["公开信息编号"] == str(item.object_id)
    assert [row["公开任务"] for row in only_late] == ["'=危险"]
    assert only_late[0]["到期日暂定"] == "是"
    assert only_late[0]["到期日"] == due(-8).isoformat()


@pytest.mark.parametrize("name", ["list", "scoreboard"])
def test_a_table_of_what_is_unknown_is_refused(county, visit, name):
    assert visit(f"/duties/{name}.csv?colour=red").status_code == 400


def test_a_duty_says_why_it_is_due_on_that_day(organ, item, read):
    duty = DutyFactory(organ=organ, item=item, title="物业服务收费管理办法")

    page = read(f"/duties/{duty.object_id}/")

    assert "到期日为什么是2026年10月22日" in page
    assert 'class="from"><b>9/18</b>起算' in page
    assert 'class="due"><b>10/22</b>第20' in page
    assert "《政府信息公开条例》第二十六条" in page
    assert "信息形成或者变更" in page


def _a_day_off_more(organ, day, name, *, at, version=1):
    return CalendarNoticeFactory(
        county_code=organ.county.code,
        version=version,
        days_off={day: name},
        recorded_by=UserFactory(),
        recorded_at=at,
    )


CLOSED = datetime.datetime(2026, 10, 22, 2, tzinfo=datetime.UTC)
BEFORE, AFTER = CLOSED - datetime.timedelta(days=9), CLOSED + datetime.timedelta(days=9)
NOT_BY_LATER = "按2026年10月22日办结时已经登记的安排；此后登记的安排不改变已经办结的任务的到期日"


@pytest.mark.parametrize("address", ["/duties/?state=all", "/duties/{duty}/"])
def test_what_has_ended_is_explained_by_the_calendar_it_was_counted_with(
    organ, item, read, address
):
    duty = ended_duty(organ=organ, item=item, due_on=datetime.date(2026, 10, 23))
    _a_day_off_more(organ, "2026-10-14", "开斋节", at=BEFORE)
    _a_day_off_more(organ, "2026-10-19", "古尔邦节", at=AFTER, version=2)

    page = read(address.format(duty=duty.object_id))

    assert 'class="due"><b>10/23</b>第20' in page
    assert "开斋节1天（10月14日）" in page
    assert "古尔邦节" not in page
    assert NOT_BY_LATER in page


def test_what_is_announced_of_other_days_changes_nothing_of_what_has_ended(organ, item, read):
    duty = ended_duty(organ=organ, item=item)
    _a_day_off_more(organ, "2026-12-14", "古尔邦节", at=AFTER)

    page = read(f"/duties/{duty.object_id}/")

    assert 'class="due"><b>10/22</b>第20' in page
    assert NOT_BY_LATER not in page


def test_what_was_opened_again_is_explained_by_the_older_calendar_that_gave_its_day(
    organ, item, read
):
    duty = DutyFactory(organ=organ, item=item)
    _a_day_off_more(organ, "2026-10-19", "古尔邦节", at=AFTER)

    page = read(f"/duties/{duty.object_id}/")

    assert 'class="due"><b>10/22</b>第20' in page
    assert "按算定到期日时已经登记的安排；此后登记的安排不改变这一天" in page


def test_a_day_that_no_calendar_on_record_gives_is_not_counted_again(organ, item, read):
    duty = ended_duty(organ=organ, item=item, due_on=datetime.date(2026, 11, 27))

    page = read(f"/duties/{duty.object_id}/")

    assert "2026年11月27日，按当时的放假安排算定；当时的安排没有留下记录，不重新计算" in page
    assert "10/22" not in page


def test_a_day_named_by_the_rule_itself_needs_no_counting(organ, item, read):
    duty = PeriodDutyFactory(organ=organ, item=item)

    page = read(f"/duties/{duty.object_id}/")

    assert "2026年11月10日，由规定直接写明，不用计算。依据：本县规定。" in page
    assert "2026年10月1日至2026年10月31日" in page


def test_a_term_that_the_county_sets_is_shown_with_the_countys_own_clause(county, organ, read):
    clause = {"law": "实施意见", "article": "第三部分第（二）项", "local": True, "mark": "S"}
    item = ItemFactory(standard__county=county, basis=[clause | {"local": False}, clause])
    by_date = PeriodDutyFactory(organ=organ, item=item)
    local = {"law": "", "article": "", "local": True, "mark": "K"}
    counted = DutyFactory(organ=organ, item=item, reason=REASON | local)

    for duty in (by_date, counted):
        assert "本县规定（《实施意见》第三部分第（二）项）" in read(f"/duties/{duty.object_id}/")


def test_a_day_named_by_a_law_cites_it(organ, item, read):
    reason = {
        "from": "year",
        "yearly_by": "01-31",
        "start": "2025-12-31",
        "law": "政府信息公开条例",
        "article": "第四十九条",
        "local": False,
        "mark": "S",
    }
    duty = PeriodDutyFactory(organ=organ, item=item, reason=reason)

    assert "依据：《政府信息公开条例》第四十九条。" in read(f"/duties/{duty.object_id}/")


def test_a_duty_shows_what_was_recorded_and_what_was_published(organ, item, read):
    recorder = OrganFactory(county=organ.county, name="县人大办")
    fact = FactFactory(
        organ=organ,
        item=item,
        title="决议",
        number="〔2026〕9号",
        recorded_for=recorder,
        evidence="常委会第三十八次会议",
    )
    duty = ended_duty(organ=organ, item=item, fact=fact, late_by=-2)
    published(organ, item, duty=duty, title="决算公告", late_by=-2)

    page = read(f"/duties/{duty.object_id}/")

    assert "信息形成或者变更：决议（〔2026〕9号）" in page
    assert "县人大办于2026年9月18日登记。证据：常委会第三十八次会议" in page
    assert "决算公告" in page
    assert "提前2个工作日" in page
    assert "办结日期" in page


def test_a_duty_that_moved_and_changed_hands_says_so(organ, item, read):
    before = OrganFactory(county=organ.county, name="县房管局")
    duty = DutyFactory(organ=organ, item=item, taken_over_from=before, due_is_provisional=True)
    DutyMove.objects.create(
        duty=duty,
        due_was=datetime.date(2026, 10, 20),
        due_is=datetime.date(2026, 10, 22),
        because="更正了发文日期",
        at=AT,
    )

    page = read(f"/duties/{duty.object_id}/")

    assert "从2026年10月20日改到2026年10月22日" in page
    assert "原因：更正了发文日期" in page
    assert "县房管局" in page
    assert "到期日是暂定的" in page


def test_why_a_notice_of_holidays_moved_it_is_english_on_an_english_page(organ, item, read):
    duty = DutyFactory(organ=organ, item=item)
    DutyMove.objects.create(
        duty=duty,
        due_was=datetime.date(2026, 10, 20),
        due_is=datetime.date(2026, 10, 22),
        because="2026年节假日安排（国办发明电〔2025〕7号）",
        at=AT,
    )

    page = read(f"/en/duties/{duty.object_id}/")

    assert "Holidays of 2026" in page
    assert "节假日安排" not in page


def test_what_the_office_decided_over_is_not_called_taken_back(organ, item, read):
    duty = DutyFactory(organ=organ, item=item)
    first, second = (OrganFactory(county=organ.county, name=name) for name in ("县局甲", "县局乙"))
    by = UserFactory()
    propose_transfer(duty=duty, taker=first, because="职责已划转", by=by, at=AT)
    decide_transfer(duty=duty, taker=second, because="按三定方案", by=by, at=due_at(1))
    asked = propose_transfer(duty=duty, taker=first, because="再商量。", by=by, at=due_at(2))
    withdraw_transfer(transfer=asked, because="弄错了", by=by, at=due_at(3))

    page = read(f"/duties/{duty.object_id}/")

    assert "县住建局提出移交给县局甲；对方答复以前，县政务公开办另作了决定" in page
    assert "由县住建局移交给县局乙" in page
    assert "县局乙提出移交给县局甲，后来收回" in page
    assert page.count("答复：") == 1
    assert "理由：再商量。答复：弄错了" in page


def test_a_duty_with_gates_says_which_are_passed(organ, county, read):
    gated = ItemFactory(standard__county=county, gates=["hearing"])
    duty = DutyFactory(organ=organ, item=gated)

    page = read(f"/duties/{duty.object_id}/")

    assert "还没有登记听证会。" in page


def test_a_duty_that_is_not_there_is_missing(county, visit):
    assert visit("/duties/6b1c0f8e-0000-4000-8000-000000000000/").status_code == 404


def test_the_table_beside_what_is_overdue_holds_just_that(organ, item, read):
    DutyFactory(organ=organ, item=item, due_on=due(-30))

    page = read("/duties/")

    assert 'href="/duties/list.csv?state=late"' in page
    assert 'href="/duties/?state=late"' in page
