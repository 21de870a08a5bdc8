import pytest

from mingtang.catalogue.rules.official import times
from mingtang.catalogue.rules.official.times import read_time


def after(fact, n, unit):
    return {"after": fact, "n": n, "unit": unit}


def every(period, n, unit):
    return {"every": period, "within": {"n": n, "unit": unit}}


FORMED = after("formed_or_changed", 20, "wd")
LAW = "法律、法规对公开期限另有规定的，从其规定"


@pytest.mark.parametrize(
    ("written", "term"),
    [
        ("信息形成或变更之日起20个工作日内", FORMED),
        ("信息形成\n或变更之日起２０个工\n作日内", FORMED),
        (f"自该信息形成或者变更之日起20个工作日内予以公开；{LAW}", FORMED),
        ("信息形成（变更）之日起二十个工作日内（法律法规另有规定的除外）", FORMED),
        ("自信息形成或变更之日起，20个工作日（含）内", FORMED),
        ("信息形成之日起20个工作日内，及时更新", FORMED),
        ("获取信息之日起10个自然日内", after("formed_or_changed", 10, "d")),
        ("文件印发之日起一周内", after("formed_or_changed", 7, "d")),
        ("信息变更后一年内", after("formed_or_changed", 12, "m")),
        ("收到批复后20日内", after("replied", 20, "d")),
        ("县人大批准之日起20日内", after("congress_approved", 20, "d")),
        ("经本级人民代表大会或其常委会批准后20日内", after("congress_approved", 20, "d")),
        ("作出行政决定之日起7个工作日内", after("decided", 7, "wd")),
        ("许可决定作出之日起7个工作日内公示", after("decided", 7, "wd")),
        ("合同签订之日起2个工作日内", after("contract_signed", 2, "wd")),
        ("中标、成交供应商确定之日起2个工作日内", after("supplier_determined", 2, "wd")),
        ("收到征地批准文件之日起10个工作日内", after("land_approval_received", 10, "wd")),
        ("会议召开后3日内", after("held", 3, "d")),
        ("提出申请后3日内", after("applied", 3, "d")),
        ("审批后7个工作日内", after("approved", 7, "wd")),
        ("会议召开前3日", {"before": "held", "n": 3, "unit": "d"}),
        ("听证会举行10日前公布", {"before": "held", "n": 10, "unit": "d"}),
        ("实时公开", {"at": "once"}),
        ("及时", {"at": "once"}),
        ("信息形成后立即公开", {"at": "once"}),
        ("季后20日内", every("quarter", 20, "d")),
        ("每季度结束后15个工作日内", every("quarter", 15, "wd")),
        ("每月后5日内", every("month", 5, "d")),
        ("半年后1个月内", every("half_year", 1, "m")),
        ("年度终了后2个月内", every("year", 2, "m")),
        ("每月10日前", {"every": "month", "by_day": 10}),
        ("次月10日前", {"every": "month", "by_day": 10}),
        ("每季度首月15日前", {"every": "quarter", "by_day": 15}),
        ("每季度首月15日前公开上季度信息", {"every": "quarter", "by_day": 15}),
        ("每半年结束后次月10日之前", {"every": "half_year", "by_day": 10}),
        ("每年3月31日前", {"yearly_by": "03-31"}),
        ("次年1月底前", {"yearly_by": "01-31"}),
        ("每年2月末前", {"yearly_by": "02-29"}),
        ("长期公开", {"standing": True}),
        ("长期公开（动态调整）", {"standing": True}),
        ("公示不少于7日", {"display_at_least": {"n": 7, "unit": "d"}}),
        ("公示期为5个工作日", {"display_at_least": {"n": 5, "unit": "wd"}}),
    ],
)
def test_the_words_of_a_catalogue_are_read_as_a_term(written, term):
    read = read_time(written)

    assert (read.term, read.problem) == (term, "")


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        (" \n", times.NO_TIME),
        ("看情况", times.UNREAD),
        ("24小时内", times.UNREAD),
        ("批复后及时公开", times.UNREAD),
        ("信息形成之日起20个工作日内，重大的另行公告", times.UNREAD),
        ("20个工作日内", times.WHICH_FACT),
        ("公示7日内", times.WHICH_FACT),
        ("受理之日起5个工作日内", times.WHICH_FACT),
        ("公示期满后5日内", times.WHICH_FACT),
        ("3个月后10日内", times.WHICH_FACT),
        ("申请批准之日起5日内", times.WHICH_FACT),
        ("信息形成之日起20个工作日内；15日内", times.WHICH_FACT),
        ("信息形成之日起20个工作日内；收到批复后20日内", times.SEVERAL),
        ("长期公开；信息形成之日起20个工作日内", times.SEVERAL),
        ("实时公开（信息形成之日起3个工作日内）", times.SEVERAL),
        ("每季度公开一次", times.HOW_SOON),
        ("按月公布", times.HOW_SOON),
        ("每年13月1日前", times.NOT_A_DAY),
        ("每年2月30日前", times.NOT_A_DAY),
        ("每月32日前", times.NOT_A_DAY),
        ("信息形成之日起0日内", times.OUT_OF_RANGE),
        ("信息形成之日起4000日内", times.OUT_OF_RANGE),
    ],
)
def test_what_cannot_be_read_or_says_several_things_is_not_guessed(written, problem):
    read = read_time(written)

    assert (read.term, read.problem) == (None, problem)


def test_what_is_far_too_long_for_a_term_is_not_read():
    read = read_time("信息形成的内容和情况" * 1_000)

    assert (read.term, read.problem) == (None, times.TOO_LONG)
    assert read.params == {"count": 10_000}


def test_the_same_term_said_twice_is_one():
    assert read_time("收到批复后20日内；批复后20日内公开").term == after("replied", 20, "d")
