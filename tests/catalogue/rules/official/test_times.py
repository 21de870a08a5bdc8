import pytest

from mingtang.catalogue.rules.official import counts, phrases, times, years
from mingtang.catalogue.rules.official.times import read_time


def after(fact, n, unit):
    return {"after": fact, "n": n, "unit": unit}


def every(period, n, unit):
    return {"every": period, "within": {"n": n, "unit": unit}}


FORMED = after("formed_or_changed", 20, "wd")
LAW = "法律、法规对公开期限另有规定的，从其规定"


SAME_DAY = (
    *("信息形成后当日公开", "信息形成当日公开", "当日公开", "当天", "当日内公开", "当天及时公开"),
    *("及时（当日）公开", "及时公开（当日）", "及时公开（当天公开）", "及时当日公开"),
    *("信息形成或者变更之日当天公开", "信息形成的当日", "信息变更后，当日予以公开"),
    *("及时公开（本县定为当天）", "信息形成后及时公开（本县定为当天）"),
)


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
        (
            "本级人民代表大会或其常务委员会批准后20日内",
            after("congress_approved", 20, "d"),
        ),
        ("本级人大及其常委会审查批准后20日内", after("congress_approved", 20, "d")),
        ("经人民代表大会（或其常委会）批准后20日内", after("congress_approved", 20, "d")),
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
        ("立即公开（本县定为当日）", {"at": "once", "n": 0, "unit": "d"}),
        ("及时公开(本县定为2个工作日内)", {"at": "once", "n": 2, "unit": "wd"}),
        ("信息形成后及时公开（本县定为一周内）", {"at": "once", "n": 7, "unit": "d"}),
        (
            "作出决定后及时公开（本县定为60日内），及时更新",
            {"at": "once", "after": "decided", "n": 60, "unit": "d"},
        ),
        *((words, {"at": "once", "n": 0, "unit": "d"}) for words in SAME_DAY),
        ("作出决定当日公开", {"at": "once", "after": "decided", "n": 0, "unit": "d"}),
        ("自批复之日当天公开", {"at": "once", "after": "replied", "n": 0, "unit": "d"}),
        ("会议召开后及时公开（当日）", {"at": "once", "after": "held", "n": 0, "unit": "d"}),
        ("信息形成当日起20个工作日内", {"after": "formed_or_changed", "n": 20, "unit": "wd"}),
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
        ("20个工作日内（信息形成或变更之日起）", FORMED),
        ("每季度第1个月15日以前", {"every": "quarter", "by_day": 15}),
        ("每季度第一个月15日以前", {"every": "quarter", "by_day": 15}),
        ("每季度首个月15日前", {"every": "quarter", "by_day": 15}),
        ("收到批复后最多20日内", after("replied", 20, "d")),
        ("动态调整，长期公开", {"standing": True}),
        ("有变化时及时更新，长期公开", {"standing": True}),
        ("长期公开，及时更新", {"standing": True}),
        ("每月10日前，及时更新", {"every": "month", "by_day": 10}),
        ("动态更新，每月10日前", {"every": "month", "by_day": 10}),
        ("每年12月31日前公开上年度决算", {"yearly_by": "12-31"}),
        ("每年12月31日前（当年）", {"yearly_by": "12-31", "of": "same_year"}),
        ("每年6月30日前公开本年度计划", {"yearly_by": "06-30", "of": "same_year"}),
        ("每年9月1日前公布同年招生计划", {"yearly_by": "09-01", "of": "same_year"}),
        ("每年12月底前公布本年度并及时更新", {"yearly_by": "12-31", "of": "same_year"}),
        ("PPP项目合同签订之日起2个工作日内", after("contract_signed", 2, "wd")),
        ("合同签署之日起5日内", after("contract_signed", 5, "d")),
        ("批准建设项目环境影响报告书后7日内", after("approved", 7, "d")),
        ("住房保障对象审批后20个工作日内", after("approved", 20, "wd")),
        ("财政部门批复部门预算后20日内", after("replied", 20, "d")),
        ("行政审批局批复后20日内", after("replied", 20, "d")),
        ("征地批准文件下达之日起10个工作日内", after("land_approval_received", 10, "wd")),
        ("不动产登记信息形成后20个工作日内", FORMED),
        ("没收决定作出后7日内", after("decided", 7, "d")),
        ("不予行政许可决定作出之日起7个工作日内", after("decided", 7, "wd")),
        ("举行听证会的7个工作日前", {"before": "held", "n": 7, "unit": "wd"}),
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
        ("公示当日", phrases.OTHER_FACT),
        ("收到当日公开", phrases.OTHER_FACT),
        ("合同签订一年后当日公开", phrases.OTHER_FACT),
        ("当日20时前公开", times.UNREAD),
        ("当日下班前公开", times.UNREAD),
        ("当日或次日公开", times.UNREAD),
        ("当日前公开", times.UNREAD),
        ("当天后公开", times.UNREAD),
        ("次日公开", times.UNREAD),
        ("每月10日当日公开", phrases.WHICH_FACT),
        ("长期公开；当日更新", phrases.SEVERAL),
        ("长期公开，当日更新", phrases.SEVERAL),
        ("及时公开，当日更新", phrases.SEVERAL),
        ("及时公开（本县定为0日内）", phrases.NOT_AT_ONCE),
        ("及时公开（本县定为61个工作日内）", phrases.NOT_AT_ONCE),
        ("及时公开（本县定为1个月内）", phrases.NOT_AT_ONCE),
        ("及时公开（本县定为9999日内）", phrases.NOT_AT_ONCE),
        ("看情况后及时公开（本县定为当日）", phrases.OTHER_FACT),
        ("后及时公开（本县定为当日）", phrases.WHICH_FACT),
        ("及时公开（本县定为当日）；长期公开", phrases.SEVERAL),
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
        ("每年批复后20日内", phrases.EACH_TIME),
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
        ("信息形成或变更前20个工作日内", phrases.BEFORE_FORMED),
        ("信息形成或变更之日前20个工作日", phrases.BEFORE_FORMED),
        ("信息形成5日前", phrases.BEFORE_FORMED),
        ("自信息形成之前的20个工作日以内公开", phrases.BEFORE_FORMED),
        ("会议召开前，至少7日内", phrases.AHEAD_OR_WITHIN),
        ("会前7日内", phrases.AHEAD_OR_WITHIN),
        ("提前7日内", phrases.BEFORE_WHAT),
        ("提前7天", phrases.BEFORE_WHAT),
        ("至少提前3天", phrases.BEFORE_WHAT),
        ("应当提前3天", phrases.BEFORE_WHAT),
        ("原则上前7日内", phrases.WHICH_FACT),
        ("会议召开前后3日内", phrases.OTHER_FACT),
        ("会议召开前后及时公开", phrases.OTHER_FACT),
        ("此前形成的信息20个工作日内", phrases.OTHER_FACT),
        ("原则上20个工作日内", phrases.WHICH_FACT),
        ("12月31日前", years.ONE_DAY),
        ("每年13月1日前", years.NOT_A_DAY),
        ("每年2月30日前", years.NOT_A_DAY),
        ("每年2月29日前", years.NOT_EVERY_YEAR),
        ("每年2月29日前公布本年度", years.NOT_EVERY_YEAR),
        ("每月32日前", years.NOT_A_DAY),
        (f"每年{'9' * 30}月1日前", years.NOT_A_DAY),
        ("信息形成之日起0日内", counts.OUT_OF_RANGE),
        ("信息形成之日起4000日内", counts.OUT_OF_RANGE),
        ("季后0日内", counts.OUT_OF_RANGE),
        ("公示不少于0日", counts.OUT_OF_RANGE),
        ("收到批复后至少20日内", phrases.LEAST_OR_MOST),
        ("及时更新，每月10日前", phrases.SEVERAL),
        ("实时更新；每月10日前", phrases.SEVERAL),
        ("及时更新，每季度首月15日前", phrases.SEVERAL),
        ("及时更新，季后20日内", phrases.SEVERAL),
        ("及时更新，每年3月31日前", phrases.SEVERAL),
        ("实时更新，长期公开", phrases.SEVERAL),
        ("实时、长期公开", phrases.SEVERAL),
        ("收到批复后20日内，及时公开", phrases.SEVERAL),
        ("长期公开，每年更新", phrases.SEVERAL),
        ("每年12月底前公布本年度；长期公开", phrases.SEVERAL),
        ("每季度10日内", phrases.SINCE_WHEN),
        ("每季末15日内", phrases.SINCE_WHEN),
        ("每季度首月15日内", phrases.SINCE_WHEN),
        ("每月初5个工作日内", phrases.SINCE_WHEN),
        ("每月第10个工作日前", phrases.NTH_DAY),
        ("每月前5个工作日内", phrases.NTH_DAY),
        ("次月第5日", phrases.NTH_DAY),
        ("3月31日前(每年)", years.YEARLY_BEHIND),
        ("20.5个工作日", times.A_FRACTION),
        ("收到批复后1.5个月内", times.A_FRACTION),
        ("每月l0日前", times.A_SIGN),
    ],
)
def test_what_cannot_be_read_or_says_several_things_is_not_guessed(written, problem):
    read = read_time(written)

    assert (read.term, read.problem) == (None, problem)
    assert read.problem % {"read": written, **read.params}


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("信息形成之日起二十（20）个工作日内", "信息形成之日起20个工作日内"),
        ("信息形成之日起20（二十）个工作日内", "信息形成之日起20个工作日内"),
        ("信息形成之日起20个工作日（二十个工作日）内", "信息形成之日起20个工作日内"),
        ("收到批复后7日（一周）内", "收到批复后7日内"),
        ("收到批复后20日内（二十日）", "收到批复后20日内"),
        ("于每季度首月十五日前", "每季度首月15日前"),
        ("下月10日前", "次月10日前"),
        ("下个月10日前", "次月10日前"),
        ("信息形成之日起20个工作日内，在村公示", "信息形成之日起20个工作日内"),
        ("信息形成之日起20个工作日内，并在村务公开栏张贴", "信息形成之日起20个工作日内"),
        ("信息形成之日起20个工作日内，遇节假日顺延", "信息形成之日起20个工作日内"),
        ("季后20日内（遇法定节假日顺延）", "季后20日内"),
        ("审批通过后20个工作日内", "审批后20个工作日内"),
        ("每年年底前", "每年12月31日前"),
        ("每年年末前公开当年的", "每年12月31日前公开当年的"),
        ("每年第一季度", "每年3月31日前"),
        ("每年第1季度内公布", "每年3月31日前"),
        ("每年二季度末前", "每年6月30日前"),
        ("每年第四季度结束前", "每年12月31日前"),
        ("每年上半年", "每年6月30日前"),
        ("每年下半年内", "每年12月31日前"),
    ],
)
def test_what_is_said_in_other_words_is_the_same_term(written, same):
    assert read_time(same).term is not None
    assert read_time(written) == read_time(same)


@pytest.mark.parametrize(
    ("written", "problem", "params"),
    [
        ("1个月内（20个工作日）", times.TWO_COUNTS, {"said": "1个月内(20个工作日)"}),
        ("信息形成之日起20个工作日(30日)内", times.TWO_COUNTS, {"said": "20个工作日(30日)"}),
        ("二十（30）个工作日内", times.TWO_COUNTS, {"said": "二十(30)"}),
        (
            "每季度次月15日前",
            years.WHICH_NEXT,
            {"said": "每季度次月15日前", "mend": "每季度结束后次月15日前"},
        ),
        (
            "每年批复后20日内",
            phrases.EACH_TIME,
            {"said": "每年批复后20日内", "mend": "批复后20日内"},
        ),
        ("每年预算批准后20日内", phrases.OTHER_FACT, {"said": "预算批准"}),
        ("每年招生开始前", years.BEFORE_WHICH_DAY, {"said": "每年招生开始前"}),
        ("每学期开学前", years.BEFORE_WHICH_DAY, {"said": "每学期开学前"}),
        ("每年公开", phrases.HOW_SOON, {"mend": "每年3月31日前"}),
        ("每月公开", phrases.HOW_SOON, {"mend": "次月10日前"}),
        ("每季度公开", phrases.HOW_SOON, {"mend": "季后20日内"}),
        ("3—5个工作日内", times.A_RANGE, {}),
        ("3——5个工作日内", times.A_RANGE, {}),
        ("当日公开，遇节假日顺延", times.UNREAD, {}),
        ("会议召开7日前，遇节假日顺延", times.UNREAD, {}),
        ("审批未通过后20日内", phrases.OTHER_FACT, {"said": "审批未通过"}),
    ],
)
def test_the_mend_is_for_what_was_written(written, problem, params):
    assert read_time(written) == times.Reading(None, problem, params)


@pytest.mark.parametrize(
    "mend", ["每季度结束后次月15日前", "批复后20日内", *phrases.HOW_SOON_MENDS.values()]
)
def test_a_mend_that_is_named_is_read(mend):
    assert read_time(mend).term is not None


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
