import pytest

from mingtang.supervision.rules.hollow import (
    Content,
    Element,
    File,
    boilerplate,
    empty_elements,
    image_only,
    is_a_figure_missing,
    no_figures,
)

LONG = (
    "本项目位于示范县城关镇，由县交通运输局组织实施，资金来源为上级补助和县级配套，施工单位由公开招标确定，"
    * 3
)
PICTURE, READABLE = File(has_no_text=True), File(has_no_text=False)


def content(body="", *values, files=(), kind="text", is_required=True, label="收支"):
    elements = [
        Element(f"e{place}", kind, is_required, value, label) for place, value in enumerate(values)
    ]
    return Content(body, elements, files)


@pytest.mark.parametrize(
    "filler", ["", "无", " 略 。", "/", "——", "待补充", "ＮＡ", "暂无数据", "正在统计中。"]
)
def test_an_element_with_a_word_that_stands_for_nothing_is_empty(filler):
    assert empty_elements(content(LONG, filler, "县财政局")) == {"empty": ["e0"], "of": 2}


def test_elements_that_say_something_or_are_not_asked_for_are_no_matter():
    assert empty_elements(content(LONG, "县财政局")) is None
    assert empty_elements(content(LONG, "", is_required=False)) is None


def test_a_penalty_that_puts_off_all_it_has_to_say_is_empty_in_each_element():
    penalty = content(LONG, "另行公布", "待定", "详见后续公告", "按有关规定", "另行通知")

    assert empty_elements(penalty) == {
        "empty": ["e0", "e1", "e2", "e3", "e4"],
        "of": 5,
        "put_off": ["e0", "e2", "e3", "e4"],
    }


def test_a_number_put_off_is_asked_as_empty_alone():
    put_off = content(LONG, "以实际发生为准", kind="number")

    assert no_figures(put_off) is None
    assert empty_elements(put_off) == {"empty": ["e0"], "of": 1, "put_off": ["e0"]}
    assert is_a_figure_missing(put_off)


def test_a_word_that_points_elsewhere_counts_where_there_is_something():
    assert empty_elements(content(LONG, "详见附件", files=[READABLE])) is None
    assert empty_elements(content(LONG, "详见附件1", "见附表")) == {"empty": ["e0", "e1"], "of": 2}
    assert empty_elements(content(LONG, "2026年3月2日", "附件管理办法")) is None
    assert empty_elements(content(LONG, "见正文")) is None
    assert empty_elements(content("见附件", "见正文")) is not None


def without(*values, body=LONG, files=(), **given):
    found = no_figures(content(body, *values, files=files, **{"kind": "number", **given}))
    return found["without"] if found else []


def test_where_a_figure_is_due_and_words_stand_that_element_is_named():
    assert no_figures(content(LONG, "按计划完成", kind="number")) == {"without": ["e0"], "of": 1}
    assert without("2026年3月2日办结", kind="table", files=[PICTURE]) == ["e0"]
    assert without("较多", body="联系电话：0311-85123456") == ["e0"]


def test_each_element_answers_for_itself():
    assert no_figures(content(LONG, "12", "较多", "3.5", "若干", kind="table")) == {
        "without": ["e1", "e3"],
        "of": 4,
    }
    assert without("较多", body="共12户") == ["e0"]
    assert without("12", "3.5") == []


def test_an_element_that_need_not_be_filled_in_or_holds_words_by_its_kind_is_not_asked():
    assert without("较多", is_required=False) == []
    assert without("较多", kind="text") == []


def test_a_table_is_asked_for_figures_where_what_it_is_about_is_counted():
    assert without("较多", kind="table", label="采购金额") == ["e0"]
    assert without("张三，主持全面工作", kind="table", label="领导姓名、职务和分管工作") == []
    assert without("较多", kind="number", label="领导姓名") == ["e0"]
    assert not is_a_figure_missing(content(LONG, "", kind="table", label="问题和处理结果"))


@pytest.mark.parametrize(
    ("label", "hint", "unit", "is_counted"),
    [
        ("处理情况", "", "", False),
        ("处理情况", "", "件", True),
        ("处理情况", "写明件数", "", True),
        ("服务项目", "收费的写明收费标准", "", False),
        ("收费项目", "没有收费也要写明", "", False),
        ("部门预算报表", "没有数据的表也要列出并说明", "", True),
        ("公众评价", "", "", False),
        ("免费、浪费", "", "", False),
        ("职业价值、数字化", "", "", False),
    ],
)
def test_its_unit_its_name_or_its_hint_says_that_it_counts(label, hint, unit, is_counted):
    table = Element("e", "table", is_required=True, value="", label=label, hint=hint, unit=unit)

    assert table.is_counted == is_counted


@pytest.mark.parametrize("value", ["", "略", "无", "见附件"])
def test_what_is_empty_is_asked_as_empty_alone(value):
    hollow = content(LONG, value, kind="number")

    assert no_figures(hollow) is None
    assert empty_elements(hollow)
    assert is_a_figure_missing(hollow)


def test_what_is_empty_and_needs_no_figure_is_no_missing_figure():
    assert not is_a_figure_missing(content(LONG, "", kind="text"))
    assert not is_a_figure_missing(content(LONG, "", kind="table", is_required=False))
    assert not is_a_figure_missing(content(LONG, "较多", kind="table"))


@pytest.mark.parametrize(
    "value",
    ["零", "十二户", "两千三百万元", "三点五亿元", "共计三十余人", "增长五个百分点", "０", "约12%"],
)
def test_a_figure_may_be_written_in_words(value):
    assert without(value) == []


@pytest.mark.parametrize("value", ["一定规模", "统一安排", "若干万元", "千家万户", "逐步提高"])
def test_a_numeral_in_a_word_is_no_figure(value):
    assert without(value) == ["e0"]


def test_an_element_that_points_to_the_text_has_what_stands_there():
    assert without("具体金额见正文", body="共12户") == []
    assert without("具体如下表", body="没有数") == ["e0"]


def test_an_element_that_points_to_a_file_has_what_stands_there():
    empty = File(has_no_text=False, words="没有数")
    with_one = File(has_no_text=False, words="共12户")
    told = "收支情况见附件《收支总表》"

    assert without(told, files=[empty]) == ["e0"]
    assert without(told, files=[PICTURE]) == ["e0"]
    assert without(told, files=[empty, with_one]) == []
    assert without(told, files=[empty, READABLE]) == []
    assert without("较多", files=[with_one, READABLE]) == ["e0"]


def test_pictures_alone_shut_out_whoever_cannot_see():
    assert image_only(content("见图", files=[PICTURE, PICTURE])) == {"files": 2, "signs": 2}


SCANNED = File(has_no_text=False, words="扫描全能王 创建", has_pictures=True)


def test_a_scan_with_a_stamp_of_its_own_is_pictures_all_the_same():
    found = image_only(content("见图", files=[PICTURE, SCANNED]))

    assert found == {"files": 2, "signs": 2, "partly": 1, "read": 7}


def test_a_file_with_pictures_beside_its_words_is_no_picture():
    illustrated = File(has_no_text=False, words=LONG, has_pictures=True)

    assert image_only(content("见图", files=[illustrated])) is None
    assert image_only(content("本" * 95, files=[SCANNED])) is None
    assert image_only(content("见图", files=[SCANNED, READABLE])) is None


def test_no_figure_is_found_in_pages_that_are_pictures_and_that_is_said():
    pointing = content(LONG, "金额见附件", "较多", files=[SCANNED, PICTURE], kind="number")

    assert no_figures(pointing) == {"without": ["e0", "e1"], "of": 2, "partly": 1}
    assert no_figures(content(LONG, "较多", files=[SCANNED], kind="number")) == {
        "without": ["e0"],
        "of": 1,
    }


def test_pictures_beside_a_text_or_a_readable_file_are_welcome():
    assert image_only(content(LONG, files=[PICTURE])) is None
    assert image_only(content("见图", files=[PICTURE, READABLE])) is None
    assert image_only(content("见图")) is None


STOCK = "高度重视，加强组织领导。统一思想，提高认识。扎实推进各项工作。取得了显著成效。"


def test_sentences_that_fit_every_report_are_counted():
    body = f"{STOCK}压实责任。本月召开会议一次。"

    assert boilerplate(content(body)) == {"stock": 5, "of": 6}


RUN_ON = "高度重视，加强组织领导，统一思想，提高认识，扎实推进各项工作，取得了显著成效"


@pytest.mark.parametrize(
    ("text", "stock", "parts"),
    [
        (RUN_ON, 6, 6),
        (RUN_ON.replace("，", "、"), 6, 6),
        (RUN_ON.replace("，", ","), 6, 6),
        (RUN_ON.replace("，", " "), 6, 6),
        (RUN_ON.replace("，", "."), 6, 6),
        (f"局党组{RUN_ON}，全体干部狠抓落实，为今后奠定了坚实基础。", 8, 8),
        ("高度重视加强组织领导统一思想提高认识压实责任精心组织周密部署常抓不懈", 8, 8),
        (f"县财政局\n2026年3月2日\n{RUN_ON}", 6, 8),
        (f"本月召开会议2次，{RUN_ON}", 6, 7),
    ],
)
def test_a_text_without_stops_is_counted_in_its_parts(text, stock, parts):
    assert boilerplate(content(text)) == {"stock": stock, "parts": parts}


@pytest.mark.parametrize("mark", ["；", ";", "！", "？"])
def test_other_marks_end_a_sentence_too(mark):
    assert boilerplate(content(RUN_ON.replace("，", mark))) == {"stock": 6, "of": 6}


NAMES = "张三、李四、王五、赵六、孙七、周八、吴九、郑十"
TITLES = (
    "关于进一步加强校园安全的通知、关于深入推进简政放权的意见、关于扎实推进秋粮收购的方案、"
    "关于切实加强森林防火的公告、关于大力推进农村厕所改造的实施办法（试行）、关于压实责任的规定"
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "无",
        "无，无，无，无，无，无，无",
        "本期没有发生这一事项。",
        NAMES,
        "城关镇、青石镇、白塔镇、竹林乡、沙泉乡、柳林乡、石门乡",
        TITLES,
        TITLES.replace("关于", "《关于").replace("、", "》、") + "》",
        TITLES.replace("、", "\n"),
        "高质量发展促进中心、营商环境建设委员会、扎实推进乡村振兴领导小组、综合股、财务股、法规股",
        "高度重视，加强组织领导",
        "扎实推进，完成12件，" * 6,
        "取得了显著成效：新增床位120张，培训医生35人，门诊8.6万人次，住院4200人，义诊12场，建站6个",
        "本月召开会议一次，查看现场两处，走访农户三家，收到来信四封，" + RUN_ON[:22],
        "高度重视加强组织领导" + LONG.replace("，", "") + "统一思想提高认识压实责任",
    ],
)
def test_what_is_short_or_names_or_tells_something_is_not_asked(text):
    assert boilerplate(content(text)) is None


def test_phrases_few_in_signs_beside_long_parts_are_not_asked():
    told = "资金由县级财政安排并按照工程进度分批拨付到施工单位在银行开立的专门账户里"

    assert (
        boilerplate(
            content(f"高度重视，狠抓，常抓不懈，压实责任，求真务实，与时俱进，{told}，{told}")
        )
        is None
    )


def test_a_phrase_beside_a_figure_is_no_stock_and_few_sentences_say_nothing():
    assert boilerplate(content("高度重视。统一思想。狠抓落实。")) is None
    assert boilerplate(content("扎实推进，完成12件。" * 6)) is None
    assert boilerplate(content("本月召开会议一次。" * 6 + STOCK)) is None
