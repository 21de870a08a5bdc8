import pytest

from mingtang.catalogue.rules.official import phrases, times
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
        ("信息形成（变更）10个工作日内", after("formed_or_changed", 10, "wd")),
        ("形成或变更20个工作日", FORMED),
        ("信息形成一个月内", after("formed_or_changed", 1, "m")),
        ("20个工作日内（自信息形成或变更之日起）", FORMED),
        ("自信息形成或变更之日起不超过20个工作日", FORMED),
        ("不迟于信息形成后20个工作日", FORMED),
        ("发文之日起20个工作日内", FORMED),
        ("自批复之日起20日内", after("replied", 20, "d")),
        ("在收到批准文件后10个工作日内", after("approved", 10, "wd")),
        ("决定后即时公开", {"at": "once", "after": "decided"}),
        ("提交申请之日起5日内", after("applied", 5, "d")),
        ("人大及其常委会批准后20日内", after("congress_approved", 20, "d")),
        ("收到评标报告之日起3日内", after("evaluation_received", 3, "d")),
        ("计划停水前7日", {"before": "supply_cut_planned", "n": 7, "unit": "d"}),
        ("会前5个工作日", {"before": "held", "n": 5, "unit": "wd"}),
        ("听证7日前", {"before": "held", "n": 7, "unit": "d"}),
        ("事前公示不少于20日", {"display_at_least": {"n": 20, "unit": "d"}}),
        ("公开征求意见时间不少于30日", {"display_at_least": {"n": 30, "unit": "d"}}),
        ("补偿安置方案公告时间不少于30日", {"display_at_least": {"n": 30, "unit": "d"}}),
        ("公开期限不少于1年", {"display_at_least": {"n": 12, "unit": "m"}}),
        ("每年3月31日之前公布上一年度报告", {"yearly_by": "03-31"}),
        ("不迟于每年3月31日前", {"yearly_by": "03-31"}),
        ("每年3月31日前公开当年的", {"yearly_by": "03-31", "of": "same_year"}),
        ("每年12月底前公布本年度", {"yearly_by": "12-31", "of": "same_year"}),
        ("按月公开，次月10日前", {"every": "month", "by_day": 10}),
        ("每月公布，每月5日前公开上月情况", {"every": "month", "by_day": 5}),
        ("每年一次，每年3月31日前", {"yearly_by": "03-31"}),
        ("及时公开并长期保存", {"at": "once"}),
        ("实时更新", {"at": "once"}),
        ("变更后及时更新", {"at": "once"}),
        ("作出决定后及时公开", {"at": "once", "after": "decided"}),
        ("批复后立即公开", {"at": "once", "after": "replied"}),
        ("长期公开，有变化时及时更新", {"standing": True}),
        ("长期公开；有变化的，20个工作日内更新", {"standing": True}),
        ("前款信息形成之日起20个工作日内", FORMED),
        ("目前信息形成后20个工作日内", FORMED),
        ("信息形成或变更之日起20个工作日内及时公开", FORMED),
        ("信息形成或变更之日起20个工作日之内及时向社会公开", FORMED),
        ("变更登记之日起20个工作日内", FORMED),
        ("五年规划印发之日起20个工作日内", FORMED),
        ("半年报形成之日起20个工作日内", FORMED),
        ("一般公共预算经人大批准后20日内", after("congress_approved", 20, "d")),
        ("预算调整方案经人大常委会批准后20日内", after("congress_approved", 20, "d")),
        ("环境影响报告书审批后7个工作日内", after("approved", 7, "wd")),
        ("自制作完成之日起20个工作日内", FORMED),
        ("报县政府批准后10日内", after("approved", 10, "d")),
        ("人大代表建议批复后20日内", after("replied", 20, "d")),
        ("经人大审议通过后20日内", after("congress_approved", 20, "d")),
        ("每季度结束之日起20日内", every("quarter", 20, "d")),
        ("自年度终了之日起2个月内", every("year", 2, "m")),
        ("每年3月31日(含)前", {"yearly_by": "03-31"}),
        ("每月10日（含10日）前", {"every": "month", "by_day": 10}),
        ("计划停电7天前公告", {"before": "supply_cut_planned", "n": 7, "unit": "d"}),
        ("每月10日前公布上月情况", {"every": "month", "by_day": 10}),
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
        ("动态更新", times.UNREAD),
        ("T+5", times.UNREAD),
        ("开标前", times.UNREAD),
        ("审批前公示7天", times.UNREAD),
        ("信息形成之日起20个工作日内，重大的另行公告", times.UNREAD),
        ("24小时内", times.HOURS),
        ("计划停水前24小时", times.HOURS),
        ("自信息形成之日起-5个工作日内", times.NEGATIVE),
        ("起－5个工作日内", times.NEGATIVE),
        ("信息形成之日起10-20个工作日内", times.A_RANGE),
        ("信息形成之日起3个工作日至5个工作日", times.A_RANGE),
        ("2026-03-31 00:00:00", times.A_DATE),
        ("2026年6月30日前", times.A_DATE),
        ("二〇二六年三月三十一日前", times.A_DATE),
        ("长期公示7天", phrases.SEVERAL),
        ("信息形成之日起一般20个工作日内", phrases.OTHER_FACT),
        ("信息形成之日起原则上应当20个工作日内", phrases.OTHER_FACT),
        ("信息形成之日起三五个工作日内", times.A_RANGE),
        ("信息形成之日起十五六日内", times.A_RANGE),
        ("信息形成之日起3或5日内", times.A_RANGE),
        ("每月10日、20日前", times.A_RANGE),
        ("每季度首月15日前公布上月情况", times.UNREAD),
        ("每月10日前公布上年度报告", times.UNREAD),
        ("每月10日前公布本月情况", times.UNREAD),
        ("每年7月15日前公布上半年情况", times.UNREAD),
        ("20个工作日内", phrases.WHICH_FACT),
        ("预算批准后20日内", phrases.OTHER_FACT),
        ("县委常委会审议通过后20个工作日内", phrases.OTHER_FACT),
        ("提请人大常委会审议之日起5日内", phrases.OTHER_FACT),
        ("提请人大批准之日起5日内", phrases.OTHER_FACT),
        ("上报审批之日起5日内", phrases.OTHER_FACT),
        ("报县政府审批之日起5日内", phrases.OTHER_FACT),
        ("不予批准之日起5日内", phrases.OTHER_FACT),
        ("未批准之日起5日内", phrases.OTHER_FACT),
        ("申请截止之日起5日内", phrases.OTHER_FACT),
        ("申请撤回之日起5日内", phrases.OTHER_FACT),
        ("会议召开通知发出后3日内", phrases.OTHER_FACT),
        ("作出的决定生效之日起7日内", phrases.OTHER_FACT),
        ("调整方案公布之日起20个工作日内", phrases.OTHER_FACT),
        ("信息形成并公示期满之日起7日内", phrases.OTHER_FACT),
        ("信息形成之日起约20个工作日内", phrases.OTHER_FACT),
        ("合同签订一年后10日内", phrases.OTHER_FACT),
        ("公示7日内", phrases.OTHER_FACT),
        ("申请受理之日起5日内", phrases.OTHER_FACT),
        ("受理后及时公开", phrases.OTHER_FACT),
        ("规划报送审批前30日", phrases.OTHER_FACT),
        ("收到评标报告前3日", phrases.OTHER_FACT),
        ("公示期满后5日内", phrases.OTHER_FACT),
        ("自本级人民代表大会批准或者本级政府财政部门批复后20日内", phrases.OTHER_FACT),
        ("部门预算经财政部门批复、政府预算经人大批准后20日内", phrases.OTHER_FACT),
        ("预算经人大批准或财政批复后20日内", phrases.OTHER_FACT),
        ("人大批准、财政批复后20日内", phrases.OTHER_FACT),
        ("人大常委会批准、县政府决定后20日内", phrases.OTHER_FACT),
        ("决定或批复之日起5日内", phrases.OTHER_FACT),
        ("会议召开或决定之日起5日内", phrases.OTHER_FACT),
        ("提交审批后5日内", phrases.OTHER_FACT),
        ("提交批准之日起5日内", phrases.OTHER_FACT),
        ("待批准之日起5日内", phrases.OTHER_FACT),
        ("准备审批之日起5日内", phrases.OTHER_FACT),
        ("批准失效后5日内", phrases.OTHER_FACT),
        ("批准文件作废之日起5日内", phrases.OTHER_FACT),
        ("不批准之日起5日内", phrases.OTHER_FACT),
        ("批准或者不批准之日起5日内", phrases.OTHER_FACT),
        ("举办活动取消后5日内", phrases.OTHER_FACT),
        ("会议延期举行后5日内", phrases.OTHER_FACT),
        ("申请撤销之日起5日内", phrases.OTHER_FACT),
        ("未形成信息之日起5日内", phrases.OTHER_FACT),
        ("不形成信息之日起5日内", phrases.OTHER_FACT),
        ("无变更之日起5日内", phrases.OTHER_FACT),
        ("停止变更之日起5日内", phrases.OTHER_FACT),
        ("3个月后10日内", phrases.WHICH_FACT),
        ("申请批准之日起5日内", phrases.OTHER_FACT),
        ("作出决定之日起7个工作日内，20个工作日内", phrases.SEVERAL),
        ("信息形成之日起20个工作日内；15日内", phrases.SEVERAL),
        ("信息形成之日起20个工作日内；收到批复后20日内", phrases.SEVERAL),
        ("长期公开；信息形成之日起20个工作日内", phrases.SEVERAL),
        ("实时公开（信息形成之日起3个工作日内）", phrases.SEVERAL),
        ("实时或信息形成之日起20个工作日内", phrases.SEVERAL),
        ("每年批复后20日内", phrases.SEVERAL),
        ("信息形成之日起20个工作日内公开，每年更新一次", phrases.SEVERAL),
        ("每季度公开一次", phrases.HOW_SOON),
        ("按月公布", phrases.HOW_SOON),
        ("每学期公开一次", phrases.OTHER_PERIOD),
        ("每季度10日前", phrases.WHICH_MONTH),
        ("每季度末15日前", phrases.WHICH_MONTH),
        ("每季度第三个月15日前", phrases.OTHER_MONTH),
        ("每季度末月15日前公开", phrases.OTHER_MONTH),
        ("会议召开前7日内", phrases.AHEAD_OR_WITHIN),
        ("听证会举行前30日内", phrases.AHEAD_OR_WITHIN),
        ("作出决定前30日内", phrases.AHEAD_OR_WITHIN),
        ("收到批复前20日内", phrases.AHEAD_OR_WITHIN),
        ("合同签订前3个工作日内", phrases.AHEAD_OR_WITHIN),
        ("信息形成或变更前20个工作日内", phrases.AHEAD_OR_WITHIN),
        ("自信息形成之前的20个工作日以内公开", phrases.AHEAD_OR_WITHIN),
        ("会议召开前，至少7日内", phrases.AHEAD_OR_WITHIN),
        ("会前7日内", phrases.AHEAD_OR_WITHIN),
        ("提前7日内", phrases.WHICH_FACT),
        ("会议召开前后3日内", phrases.OTHER_FACT),
        ("会议召开前后及时公开", phrases.OTHER_FACT),
        ("此前形成的信息20个工作日内", phrases.OTHER_FACT),
        ("原则上20个工作日内", phrases.WHICH_FACT),
        ("12月31日前", phrases.ONE_DAY),
        ("每年13月1日前", phrases.NOT_A_DAY),
        ("每年2月30日前", phrases.NOT_A_DAY),
        ("每年2月29日前", phrases.NOT_EVERY_YEAR),
        ("每年2月29日前公布本年度", phrases.NOT_EVERY_YEAR),
        ("每月32日前", phrases.NOT_A_DAY),
        (f"每年{'9' * 30}月1日前", phrases.NOT_A_DAY),
        ("信息形成之日起0日内", phrases.OUT_OF_RANGE),
        ("信息形成之日起4000日内", phrases.OUT_OF_RANGE),
        ("季后0日内", phrases.OUT_OF_RANGE),
        ("公示不少于0日", phrases.OUT_OF_RANGE),
    ],
)
def test_what_cannot_be_read_or_says_several_things_is_not_guessed(written, problem):
    read = read_time(written)

    assert (read.term, read.problem) == (None, problem)
    assert read.problem % {"read": written, **read.params}


def test_what_a_term_counts_from_is_named_where_it_is_no_fact_of_ours():
    assert read_time("自申请受理之日起5日内").params == {"said": "申请受理"}


def test_within_the_days_before_something_names_both_meanings_and_the_mend():
    read = read_time("自会议召开前7日内")

    assert read.params == {"said": "自会议召开前7日内", "mend": "会议召开7日前"}


def test_what_is_far_too_long_for_a_term_is_not_read():
    read = read_time("信息形成的内容和情况" * 1_000)

    assert (read.term, read.problem) == (None, times.TOO_LONG)
    assert read.params == {"count": 10_000}


def test_of_a_plan_for_compensation_it_is_the_plan_that_is_approved():
    assert read_time("征地补偿安置方案批准后5日内").term == after("approved", 5, "d")


def test_the_same_term_said_twice_is_one():
    assert read_time("收到批复后20日内；批复后20日内公开").term == after("replied", 20, "d")
