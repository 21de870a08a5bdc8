import pytest

from mingtang.supervision.rules.fillers import is_put_off, stands_for_nothing


@pytest.mark.parametrize(
    "written",
    [
        "另行公布",
        "另行通知。",
        "另行公告",
        "结果另行公布",
        "具体时间另行通知",
        "将另行通知",
        "详见后续公告",
        "见后续通知",
        "详见相关文件",
        "按有关规定",
        "按规定",
        "按规定执行",
        "按照国家有关规定办理",
        "依据有关法律法规",
        "根据相关法律、法规",
        "以公告为准",
        "以正式公布的为准",
        "具体以实际情况为准",
        "待公布",
        "尚未确定",
        "后续公布",
        "适时公开",
        "待定，另行通知",
        "略；以后续公告为准。",
    ],
)
def test_what_only_says_that_it_will_be_said_is_put_off(written):
    assert is_put_off(written)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "略",
        "张三",
        "逾期不再另行通知",
        "2026年12月1日另行公布",
        "《示范县2026年招生简章》另行公布",
        "以《示范县招生公告》为准",
        "以身份证登记的出生日期为准",
        "以2026年8月31日的户籍登记为准",
        "罚款2000元，按有关规定执行",
        "责令停业，没收违法所得，逾期不缴的按有关规定处理",
        "按照食品安全法有关规定执行",
        "按有关规定执行的项目名单见下，由县市场监督管理局负责解释",
        "依据行政处罚法第三十三条",
        "按国家标准",
        "按规定报县政府批准后实施",
        "见有关部门网站",
        "后续公布的还有三户",
        "待遇公布",
    ],
)
def test_what_says_something_or_names_where_it_stands_is_not(written):
    assert not is_put_off(written)


@pytest.mark.parametrize("written", ["", "——", "略。", "同上", "待定", "N/A"])
def test_a_word_in_place_of_something_stands_for_nothing(written):
    assert stands_for_nothing(written)
    assert not is_put_off("张三")
