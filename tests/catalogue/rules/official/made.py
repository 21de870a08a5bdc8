"""Official tables as counties have them, made in Excel's own format."""

import io

from openpyxl import Workbook

HEAD = (
    *("序号", "公开事项", None, "公开内容\n（要素）", "公开依据", "公开时限", "公开主体"),
    *("公开渠道和载体", "公开对象", None, "公开方式", None, "公开层级", None),
)
UNDER = (
    *(None, "一级事项", "二级事项", None, None, None, None),
    *(None, "全社会", "特定群体", "主动", "依申请", "县级", "乡级"),
)
WIDTH = len(HEAD)
ROW = (
    *(1, "行政\n许可", "许可决定", "许可文书号\n许可内容", "《行政许可法》第四十条"),
    *("信息形成或变更之日起20个工作日内", "县市场监管局"),
    *("■政府网站 □政府公报\n■公开查阅点", "√", None, "√", None, "√", "√"),
)
TOWN = "正定县政务公开标准目录"


def row(**changed):
    names = (
        *("number", "level1", "level2", "elements", "basis", "time", "subject", "channels"),
        *("all", "some", "actively", "asked", "county", "township"),
    )
    given = dict(zip(names, ROW, strict=True)) | changed
    return tuple(given[name] for name in names)


def book(*rows, titles=((TOWN,),), notes=(), head=(HEAD, UNDER), merged=(), sheet="行政许可"):
    """`merged`: ranges such as B5:B6. The head is merged as in print."""
    made = Workbook()
    made.active.title = sheet
    for line in (*titles, *head, *rows, *notes):
        made.active.append(line)
    top = len(titles) + 1
    if head == (HEAD, UNDER):
        for column in "ADEFGH":
            made.active.merge_cells(f"{column}{top}:{column}{top + 1}")
        for pair in ("B{0}:C{0}", "I{0}:J{0}", "K{0}:L{0}", "M{0}:N{0}"):
            made.active.merge_cells(pair.format(top))
    if titles:
        made.active.merge_cells(f"A1:N{len(titles)}")
    for place in merged:
        made.active.merge_cells(place)
    return saved(made)


def saved(made):
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()
