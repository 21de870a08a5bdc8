"""Traditional Chinese is derived by machine; what the machine gets wrong is in the glossary."""

import pytest

from tools import messages

WRITTEN = [
    ("待我审签", "待我審簽"),
    ("起草人签过", "起草人簽過"),
    ("标签", "標籤"),
    ("书签", "書籤"),
    ("公布", "公布"),
    ("发布", "發布"),
    ("分布", "分布"),
    ("channels 里加上", "channels 裡加上"),
    ("账本里的记录", "賬本裡的記錄"),
    ("三公里", "三公里"),
    ("里程碑", "里程碑"),
    ("邻里", "鄰里"),
    ("办理合并", "辦理合併"),
    ("机关撤并", "機關撤併"),
    ("并入机关", "併入機關"),
    ("并出", "併出"),
    ("提交并拿到", "提交並拿到"),
    ("只答复一次", "只答覆一次"),
    ("还没有采用", "還沒有採用"),
    ("研究采纳", "研究採納"),
    ("汇总", "匯總"),
]
# What OpenCC gets right by itself today, and must go on getting right.
KEPT = [
    ("干部", "幹部"),
    ("干预", "干預"),
    ("公开以后", "公開以後"),
    ("王后", "王后"),
    ("工作台", "工作臺"),
    ("范围", "範圍"),
    ("批准", "批准"),
    ("标准", "標準"),
    ("系统", "系統"),
    ("联系方式", "聯繫方式"),
    ("关系", "關係"),
    ("制度", "制度"),
    ("复制", "複製"),
    ("恢复", "恢復"),
    ("批复", "批覆"),
    ("征地补偿", "徵地補償"),
    ("征求意见", "徵求意見"),
    ("发生", "發生"),
    ("关于", "關於"),
    ("村两委", "村兩委"),
    ("居民身份证", "居民身份證"),
    ("信息网络", "信息網絡"),
    ("打印程序", "打印程序"),
    ("社会", "社會"),
]


@pytest.fixture(scope="module")
def turn():
    return messages.Turning(messages.glossary())


@pytest.mark.parametrize(("simplified", "traditional"), [*WRITTEN, *KEPT])
def test_a_word_is_written_as_a_traditional_reader_expects(turn, simplified, traditional):
    assert turn(simplified) == traditional


def test_each_exception_of_the_glossary_has_its_example():
    for simplified, traditional in messages.glossary()["words"].items():
        assert any(simplified in one and traditional in other for one, other in WRITTEN), simplified
