"""What happens in the invented county over the months: each fact opens the duties it opens."""

import datetime
from dataclasses import dataclass

from mingtang.organs.choices import Role

TOWNS = ("CG", "QS", "LH", "BT", "SQ", "YH", "ZL", "HG")


@dataclass(frozen=True)
class Event:
    """A fact to record: on which day of which year, about whom, by whose account."""

    month: int
    day: int
    code: str
    kind: str
    item: str
    title: str
    recorder: tuple[str, Role]
    number: str = ""
    year: int = 0  # every year where it is 0
    ahead: int = 0  # days before it that a thing planned is recorded; 0 where it must have happened

    def on(self, year: int) -> datetime.date | None:
        if self.year not in (0, year):
            return None
        return datetime.date(year, self.month, self.day)


def _own(code: str) -> tuple[str, Role]:
    role = Role.VILLAGE_CLERK if "-V" in code else Role.OFFICER
    return code, role


def _tender(month: int, day: int, code: str, project: str) -> Event:
    """Planned openings of bids, on record five weeks before: the notice is out for twenty days at
    least (招标投标法 art. 24)."""
    title = f"{project}计划开标"
    return Event(month, day, code, "held_planned", "G-27", title, _own(code), ahead=35)


CONGRESS = ("NPC", Role.CONGRESS_CLERK)
FINANCE = ("FIN", Role.FINANCE_CLERK)
DEPARTMENTS = ("EDU", "CIVIL", "HEALTH", "AGRI")
UNITS = (("SCHOOL", "EDU"), ("HOSPITAL", "HEALTH"))  # and the department that replies to it

EVENTS = (
    Event(1, 22, "FIN", "congress_approved", "C-02", "批准县级财政预算", CONGRESS),
    Event(1, 23, "GOV", "congress_approved", "C-01", "批准国民经济和社会发展计划", CONGRESS),
    Event(8, 27, "FIN", "congress_approved", "C-03", "批准上一年县级财政决算", CONGRESS),
    *(Event(2, 10, code, "replied", "G-06", "批复部门预算", FINANCE) for code in DEPARTMENTS),
    *(Event(9, 16, code, "replied", "G-07", "批复部门决算", FINANCE) for code in DEPARTMENTS),
    *(
        Event(2, 20, code, "replied", "G-25", "主管部门批复单位预算", _own(department))
        for code, department in UNITS
    ),
    *(
        Event(9, 25, code, "replied", "G-26", "主管部门批复单位决算", _own(department))
        for code, department in UNITS
    ),
    *(Event(2, 3, code, "congress_approved", "T-03", "批准乡镇预算", CONGRESS) for code in TOWNS),
    *(Event(9, 2, code, "congress_approved", "T-04", "批准乡镇决算", CONGRESS) for code in TOWNS),
    *(
        Event(month, 6, "CIVIL", "approved", "F-05", f"{month}月审批最低生活保障", _own("CIVIL"))
        for month in (2, 6, 10)
    ),
    *(
        Event(month, 12, "MARKET", "decided", "G-11", f"{month}月作出行政处罚决定", _own("MARKET"))
        for month in (3, 7, 11)
    ),
    *(
        Event(month, 18, "LAND", "approved", "G-10", f"{month}月作出行政许可决定", _own("LAND"))
        for month in (1, 10)
    ),
    Event(6, 9, "EDU", "supplier_determined", "G-13", "确定营养改善计划供餐企业", _own("EDU")),
    Event(6, 20, "EDU", "contract_signed", "G-14", "签订营养改善计划供餐合同", _own("EDU")),
    Event(3, 17, "HEALTH", "contract_signed", "G-14", "签订医疗设备采购合同", _own("HEALTH")),
    Event(10, 14, "TRANS", "supplier_determined", "G-13", "确定农村公路养护单位", _own("TRANS")),
    Event(4, 8, "GOV", "land_approval_received", "C-11", "收到城北地块征地批准文件", _own("GOV")),
    Event(9, 23, "GOV", "land_approval_received", "C-11", "收到石桥地块征地批准文件", _own("GOV")),
    Event(5, 13, "LAND", "contract_signed", "F-13", "签订土地出让合同", _own("LAND")),
    Event(7, 3, "HOUSE", "decided", "F-14", "确定保障性住房分配名单", _own("HOUSE")),
    *(
        Event(5, 6 + number, code, "approved", "T-12", "审批宅基地", _own(code))
        for number, code in enumerate(TOWNS[:4])
    ),
    *(
        Event(10, 8 + number, code, "formed_or_changed", "T-13", "办结代表建议", _own(code))
        for number, code in enumerate(TOWNS[:2])
    ),
    Event(4, 2, "QSC-V1", "contract_signed", "V-04", "签订村集体鱼塘承包合同", _own("QSC-V1")),
    Event(10, 16, "SQC-V1", "contract_signed", "V-04", "签订村集体果园承包合同", _own("SQC-V1")),
    Event(6, 25, "LHC-V1", "approved", "V-06", "村民会议通过筹资筹劳方案", _own("LHC-V1")),
    Event(9, 10, "CIVIL", "decided", "I-04", "决定干部任免", _own("CIVIL")),
    Event(3, 9, "FIN", "decided", "I-04", "决定干部交流", _own("FIN")),
    Event(4, 28, "AGRI", "formed_or_changed", "I-06", "办结职工体检事项", _own("AGRI")),
    Event(5, 11, "GOV", "formed_or_changed", "C-04", "城区停车管理办法（草案）", _own("GOV")),
    Event(7, 27, "GOV", "decided", "C-05", "城区停车管理办法", _own("GOV")),
    Event(6, 15, "GOV", "decided", "C-09", "调整城区自来水价格", _own("GOV")),
    Event(3, 23, "GOV", "formed_or_changed", "C-10", "城北地块征地补偿安置方案", _own("GOV")),
    Event(6, 2, "HR", "decided", "F-09", "县直机关公开招聘", _own("HR")),
    Event(8, 12, "TRANS", "evaluation_received", "G-12", "县道养护工程评标报告", _own("TRANS")),
    Event(3, 30, "SQ", "contract_signed", "T-08", "签订乡办茶场租赁合同", _own("SQ")),
    Event(9, 25, "BT", "land_approval_received", "T-11", "收到乡道用地批准文件", _own("BT")),
    Event(9, 3, "LH", "decided", "T-15", "初审最低生活保障申请", _own("LH")),
    Event(8, 20, "CGC-V1", "decided", "V-05", "决定征地补偿费使用办法", _own("CGC-V1")),
    _tender(4, 23, "EDU", "县第二中学教学楼工程"),
    _tender(6, 18, "HEALTH", "县医院门诊楼改造工程"),
    _tender(9, 24, "TRANS", "石桥至柳河公路改造工程"),
    _tender(11, 12, "TRANS", "青石大桥加固工程"),
    Event(8, 5, "WATER", "supply_cut_planned", "U-18", "城东片区计划停水", _own("WATER"), ahead=10),
    Event(
        4, 20, "POWER", "supply_cut_planned", "U-14", "城西线路检修停电", _own("POWER"), ahead=14
    ),
    Event(
        10, 23, "POWER", "supply_cut_planned", "U-14", "城南线路检修停电", _own("POWER"), ahead=14
    ),
)


@dataclass(frozen=True)
class Recent:
    """A fact of the last weeks: its duty is still on somebody's desk, and how far it has come."""

    days_ago: int
    code: str
    kind: str
    item: str
    title: str
    stands: str


RECENT = (
    Recent(6, "CIVIL", "approved", "F-05", "11批次审批最低生活保障", "returned"),
    Recent(4, "CIVIL", "contract_signed", "G-14", "签订养老院改造工程合同", "review"),
    Recent(3, "CIVIL", "supplier_determined", "G-13", "确定居家养老服务单位", "draft"),
    Recent(9, "CIVIL", "document_issued", "G-08", "印发临时救助办法", "approval"),
    Recent(12, "CIVIL", "approved", "G-10", "作出民办非企业登记决定", "scheduled"),
    Recent(2, "CIVIL", "decided", "G-11", "作出殡葬管理行政处罚决定", "none"),
    Recent(5, "EDU", "contract_signed", "G-14", "签订校车服务合同", "review"),
    Recent(8, "LAND", "contract_signed", "F-13", "签订工业用地出让合同", "approval"),
    Recent(10, "LAND", "approved", "G-10", "作出建设用地规划许可", "scheduled"),
    Recent(7, "QS", "approved", "T-12", "审批宅基地（第四批）", "draft"),
    Recent(13, "QS", "supplier_determined", "T-09", "确定村道硬化工程施工单位", "review"),
    Recent(6, "HOUSE", "decided", "F-14", "确定公租房分配名单（第二批）", "returned"),
    Recent(2, "MARKET", "decided", "G-11", "作出食品安全行政处罚决定", "none"),
    Recent(9, "GOV", "document_issued", "G-08", "印发物业服务收费管理办法", "published"),
    Recent(7, "HEALTH", "contract_signed", "G-14", "签订疫苗冷链设备合同", "published"),
    Recent(8, "HEALTH", "contract_signed", "G-14", "签订医院信息系统合同", "withheld"),
    Recent(2, "SQC-V1", "contract_signed", "V-04", "签订村集体鱼塘承包合同", "draft"),
    Recent(3, "QSC-V1", "contract_signed", "V-04", "签订村集体机动地承包合同", "published"),
)


def between(since: datetime.date, until: datetime.date) -> list[tuple[datetime.date, Event]]:
    """What happens after one day and up to another, in order."""
    days = [
        (day, event)
        for year in range(since.year, until.year + 1)
        for event in EVENTS
        if (day := event.on(year)) and since < day < until
    ]
    return sorted(days, key=lambda row: (row[0], row[1].code, row[1].item))
