import pytest

from mingtang.organs.rules.divisions import SHIPPED, TABLES, BrokenTables, Division, read

TEXTS = {
    "provinces.csv": 'code,name\n13,"河北省"\n11,"北京市"\n',
    "cities.csv": 'code,name,provinceCode\n1301,"石家庄市",13\n1101,"市辖区",11\n',
    "areas.csv": "code,name,cityCode,provinceCode\n130102,长安区,1301,13\n110101,东城区,1101,11\n",
    "streets.csv": "code,name,areaCode\n130102001,建北街道,130102\n",
}


@pytest.fixture
def tables(tmp_path):
    """Writes the four tables; what is given replaces one of them."""

    def write(**changed):
        for name, text in TEXTS.items():
            content = changed.get(name.removesuffix(".csv"), text)
            if content is not None:
                content = content if isinstance(content, bytes) else content.encode()
                (tmp_path / name).write_bytes(content)
        return tmp_path

    return write


def problems(folder):
    with pytest.raises(BrokenTables) as refused:
        read(folder)
    return list(refused.value.problems)


def test_the_tables_shipped_are_whole():
    divisions = read()

    counts = [len(divisions.at(table.level)) for table in TABLES]
    assert counts == [31, 342, 2978, 41_352]
    assert sum(counts) == len(divisions.by_code) == 44_703
    assert (SHIPPED / "README.md").exists()


def test_divisions_know_what_they_lie_in_and_what_lies_in_them(tables):
    divisions = read(tables())
    district = divisions.by_code["130102"]

    assert district == Division("130102", "长安区", "county", "1301")
    assert [one.code for one in divisions.above(district)] == ["13", "1301", "130102"]
    assert [one.code for one in divisions.within("1301")] == ["1301", "130102", "130102001"]
    assert divisions.path(district) == "河北省石家庄市长安区"


def test_a_path_leaves_out_what_names_no_place(tables):
    divisions = read(tables())

    assert divisions.path(divisions.by_code["110101"]) == "北京市东城区"
    assert divisions.path(divisions.by_code["1101"]) == "北京市市辖区"


def test_a_mark_at_the_start_of_the_file_does_not_matter(tables):
    marked = b"\xef\xbb\xbf" + TEXTS["provinces.csv"].encode()

    assert len(read(tables(provinces=marked)).by_code) == 7


@pytest.mark.parametrize(
    ("table", "text", "said"),
    [
        ("streets", "code,name\n130102001,建北街道\n", "streets.csv 第1行：缺少“areaCode”一列。"),
        ("streets", "", "streets.csv 第1行：缺少“code”一列。"),
        ("streets", None, "streets.csv 第1行：没有这个文件。"),
        ("streets", "代码,名称\n".encode("gbk"), "streets.csv 第1行：不是UTF-8编码。"),
        (
            "streets",
            TEXTS["streets.csv"].encode() + "建".encode("gbk"),
            "streets.csv 第3行：不是UTF-8编码。",
        ),
        (
            "streets",
            TEXTS["streets.csv"] + "130102001,又一街道,130102\n",
            "streets.csv 第3行：代码130102001已经在第2行用过。",
        ),
        (
            "streets",
            "code,name,areaCode\n130109001,某街道,130109\n",
            "streets.csv 第2行：代码130109001的上级130109不在上一级的表里。",
        ),
        (
            "streets",
            "code,name,areaCode\n130109001,某街道,130102\n",
            "streets.csv 第2行：代码130109001不以上级代码130102开头。",
        ),
        (
            "streets",
            "code,name,areaCode\n13010201,某街道,130102\n",
            "streets.csv 第2行：代码“13010201”不是9位数字。",
        ),
        (
            "streets",
            "code,name,areaCode\n130102001, ,130102\n",
            "streets.csv 第2行：名称“ ”是空的、太长，或者含有看不见的字符。",
        ),
        (
            "streets",
            "code,name,areaCode\n130102001,某\u202e街道,130102\n",
            "streets.csv 第2行：名称“某\ufffd街道”是空的、太长，或者含有看不见的字符。",
        ),
        (
            "streets",
            f"code,name,areaCode\n130102001,{'长' * 65},130102\n",
            f"streets.csv 第2行：名称“{'长' * 40}…”是空的、太长，或者含有看不见的字符。",
        ),
        (
            "streets",
            "code,name,areaCode\n130102001,某街道\n",
            "streets.csv 第2行：列数和表头不一样。",
        ),
        (
            "streets",
            "code,name,areaCode\n130102001,某街道,130102,多\n",
            "streets.csv 第2行：列数和表头不一样。",
        ),
        (
            "streets",
            'code,name,areaCode\n130102001,"某"街道,130102\n',
            "streets.csv 第2行：不是CSV表格。",
        ),
        (
            "streets",
            "code,name,areaCode\n130102001,某\0街道,130102\n",
            "streets.csv 第2行：名称“某\ufffd街道”是空的、太长，或者含有看不见的字符。",
        ),
    ],
)
def test_what_cannot_be_is_reported_by_file_and_line(tables, table, text, said):
    found = problems(tables(**{table: text}))

    assert found[0] == said


def test_all_that_is_wrong_is_said_at_once_up_to_a_bound(tables):
    rows = "".join(f"13010200{n % 10},街道,139999\n" for n in range(30))

    folder = tables(streets=f"code,name,areaCode\n{rows}")

    assert len(problems(folder)) == 30
    with pytest.raises(BrokenTables, match="另有10处") as refused:
        read(folder)
    assert str(refused.value).count("\n") == 21


def test_a_province_lost_is_told_where_it_is_missed_first(tables):
    found = problems(tables(provinces="code,name\n11,北京市\n"))

    assert [problem[:18] for problem in found] == ["cities.csv 第2行：代码1"]


def test_one_slip_is_told_once_and_not_again_for_all_that_lies_in_it(tables):
    assert problems(tables(cities=None)) == ["cities.csv 第1行：没有这个文件。"]
    assert problems(tables(areas="code,name,cityCode\n13010,长安区,1301\n")) == [
        "areas.csv 第2行：代码“13010”不是6位数字。"
    ]
