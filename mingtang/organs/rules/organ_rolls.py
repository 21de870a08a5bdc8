"""A roll of bodies (机关名册) as a county keeps it in Excel: its columns, and what a row says.

Kinds, tiers and fields go by the words of the Opinions and by those people use for them.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mingtang.foundation.cells import line, tight
from mingtang.foundation.errors import NotUnderstood
from mingtang.foundation.tables import BETWEEN, Cells, Layout, Problem, Row, day_in, one_of
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import half_width
from mingtang.organs.rules import codes, entry, typed
from mingtang.organs.rules.bodies import TIERS_OF_KIND

KINDS: Mapping[str, tuple[str, ...]] = {
    "authority": ("人民政府", "政府", "县政府", "乡镇政府", "乡镇人民政府", "乡（镇）人民政府"),
    "department": ("工作部门", "政府工作部门", "政府部门", "组成部门", "部门"),
    "branch": ("派出机构", "派出机关", "街道办事处"),
    "station": ("基层站所队", "基层站所"),
    "institution": ("具有行政职能的事业单位", "事业单位"),
    "authorised": ("法律法规授权组织", "法律、法规授权的组织", "授权组织"),
    "entrusted": ("受委托组织",),
    "utility": ("公共企事业单位", "公用企事业单位"),
    "committee": ("村（居）民委员会", "村民委员会", "居民委员会", "村委会", "居委会"),
    "congress": ("人大机关", "人大", "人大常委会"),
    "party": ("党委机关", "党委"),
}
TIERS: Mapping[str, tuple[str, ...]] = {
    "county": ("县级", "县"),
    "township": ("乡级", "乡镇级", "乡（镇）级", "乡镇", "街道"),
    "service": ("公用事业和公共服务", "公共服务"),
    "village": ("村级", "村", "村（社区）"),
}
SECTORS: Mapping[str, tuple[str, ...]] = {
    "school": ("学校",),
    "hospital": ("医院",),
    "water": ("供水",),
    "power": ("供电",),
    "gas": ("供气", "燃气"),
    "heating": ("供热", "供暖"),
    "mobile": ("移动通信",),
    "telecom": ("电信",),
    "transit": ("公共交通", "公交"),
}
FIELDS: Mapping[str, tuple[str, ...]] = {
    "education": ("教育",),
    "science": ("科技",),
    "public_security": ("公安",),
    "civil_affairs": ("民政",),
    "justice": ("司法",),
    "finance": ("财政",),
    "tax": ("税务",),
    "personnel": ("人事",),
    "labour": ("劳动和社会保障", "劳动保障", "社会保障"),
    "construction": ("建设",),
    "urban_management": ("城市管理", "城管"),
    "land": ("土地",),
    "housing": ("房产",),
    "environment": ("环境保护", "环保"),
    "transport": ("交通",),
    "culture": ("文化",),
    "health": ("卫生",),
    "drugs": ("药品监管",),
    "tourism": ("旅游",),
    "quality": ("质量监督",),
    "commerce": ("工商管理",),
}
NOT_A_KIND = _("“%(typed)s”不是机关类别。请照模板“填写说明”里的类别写，例如“工作部门”。")
NO_KIND = _("没有写类别。请照模板“填写说明”里的类别写，例如“工作部门”。")
NOT_A_TIER = _("“%(typed)s”不是层级。请写县级、乡级、村级或者公共服务。")
WHICH_TIER = _("这类机关县里、乡里都有。请在“层级”里写县级或者乡级。")
NOT_A_SECTOR = _("“%(typed)s”不是行业。请写学校、医院、供水、供电、供气、供热、电信、公共交通等。")
NOT_A_FIELD = _("“%(typed)s”不是二十一个重点领域里的。几个领域用顿号隔开，写法见“填写说明”。")
NO_BASIS = _("写了主管领域，没有写依据。请写三定方案等文件，例如：示编〔2025〕3号。")
LAYOUT = Layout(
    title="机关名册",
    columns={
        "name": (_("机关名称"), "名称", "单位名称", "单位"),
        "kind": (_("类别"), "机关类别", "单位类别", "机构类别"),
        "tier": (_("层级"),),
        "sector": (_("行业"),),
        "code": (_("统一社会信用代码"), "代码", "机关代码", "信用代码"),
        "parent": (_("上级机关"), "上级单位", "主管部门"),
        "region": (_("所在区划"), "区划代码", "行政区划代码"),
        "established_on": (_("成立日期"),),
        "duties_text": (_("主要职责"), "职责"),
        "address": (_("地址"), "办公地址"),
        "phone": (_("电话"), "联系电话", "办公电话"),
        "office_hours": (_("办公时间"),),
        "fields": (_("主管领域"), "领域"),
        "basis": (_("主管依据"), "依据"),
        "board": (_("公开栏"), "公开栏名称"),
    },
    required=("name", "kind"),
    no_head=_("没有找到表头。请用模板里的列名，至少要有“机关名称”和“类别”，写在同一行。"),
    no_rows=_("表头下面没有机关。请核对是不是存错了表。"),
    most=1_000,
    widths=(32, 16, 8, 10, 22, 24, 14, 14, 30, 24, 16, 20, 20, 20, 20),
    notes=(
        ("机关名称", "写全称。名册里已经有的，只补上空着的内容，不改写过的。"),
        ("类别", "、".join(names[0] for names in KINDS.values())),
        ("层级", "县级、乡级、村级、公共服务。工作部门、公共企事业单位、村（居）委会可以空着。"),
        ("行业", "只有公共企事业单位写：" + "、".join(names[0] for names in SECTORS.values())),
        ("统一社会信用代码", "18位；没有的空着，系统自编一个（ZB开头）。"),
        ("上级机关", "名册里或者这份表里的名称，先后不限；同名的写代码。"),
        ("所在区划", "行政区划代码，只给管一个区划的机关写。"),
        ("主管领域", "、".join(names[0] for names in FIELDS.values())),
        ("主管依据", "写了主管领域的必须写，例如三定方案的文号。"),
        ("公开栏", "要张贴的机关写一处，例如：村委会门口公开栏。地址同“地址”一栏。"),
    ),
)


@dataclass(frozen=True)
class OrganLine:
    """One body as a row says it, in codes; `parent` is a name or a code, `texts` of its entry."""

    row: int
    name: str
    kind: str
    tier: str
    texts: Mapping[str, str]
    sector: str = ""
    code: str = ""
    parent: str = ""
    region: str = ""
    established_on: datetime.date | None = None
    fields: tuple[str, ...] = ()
    basis: str = ""
    board: str = ""


def understand(row: Row, *, county: str) -> tuple[OrganLine | None, list[Problem]]:
    """What a row says of a body of that county (its code), or all that is wrong, cell by cell."""
    cells = Cells(row)
    name = cells.read("name", lambda text: entry.name(line(text)))
    kind = cells.read("kind", _kind)
    tier = cells.read("tier", lambda text: _tier(text, kind or ""))
    sector = cells.read("sector", lambda text: _or_nothing(SECTORS, text, NOT_A_SECTOR))
    code = cells.read(
        "code", lambda text: codes.organ_code(text, county=county) if text.strip() else ""
    )
    founded = cells.read("established_on", lambda text: day_in(text) if text.strip() else None)
    fields = cells.read("fields", _fields)
    basis = cells.read("basis", lambda text: _basis(text, is_needed=bool(fields)))
    texts = {key: cells.read(key, _text_of(key)) for key in (*entry.LINES, "duties_text")}
    board = cells.read("board", lambda text: typed.line(text, what=_("公开栏"), most=100))
    if cells.problems or name is None or kind is None or tier is None:
        return None, cells.problems
    return (
        OrganLine(
            row=row.row,
            name=name,
            kind=kind,
            tier=tier,
            sector=sector or "",
            code=code or "",
            parent=line(cells.word("parent")),
            region=half_width(cells.word("region")).strip(),
            established_on=founded,
            texts={key: text or "" for key, text in texts.items()},
            fields=fields or (),
            basis=basis or "",
            board=board or "",
        ),
        [],
    )


def _text_of(key: str) -> Callable[[str], str]:
    return lambda text: entry.texts({key: text})[key]


def _kind(text: str) -> str:
    if not tight(text):
        raise NotUnderstood(NO_KIND)
    return one_of(KINDS, text, NOT_A_KIND)


def _tier(text: str, kind: str) -> str:
    """Where only one goes with the kind, it need not be written."""
    if tight(text):
        return one_of(TIERS, text, NOT_A_TIER)
    possible = TIERS_OF_KIND.get(kind, frozenset())
    if len(possible) > 1:
        raise NotUnderstood(WHICH_TIER)
    return next(iter(possible), "")


def _or_nothing(known: Mapping[str, tuple[str, ...]], text: str, refusal: str) -> str:
    return one_of(known, text, refusal) if tight(text) else ""


def _fields(text: str) -> tuple[str, ...]:
    """Each once, in the order of the Opinions."""
    named = {one_of(FIELDS, one, NOT_A_FIELD) for one in BETWEEN.split(text) if tight(one)}
    return tuple(one for one in FIELDS if one in named)


def _basis(text: str, *, is_needed: bool) -> str:
    written = entry.basis(text, required=False)
    if is_needed and not written:
        raise NotUnderstood(NO_BASIS)
    return written if is_needed else ""
