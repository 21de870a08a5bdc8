"""What 0003 needs to make leaves, as it was on the day of that migration. Never changed.

Leaves cannot be made twice: whatever `mingtang.ledger.rules` and `tlog.leaves` become, a log that
is brought up to date later must come out with the same bytes.
"""

import datetime
import hashlib
import json
import re

OPINIONS = "opinions"
LAWS = {
    "政府信息公开条例": "ogi-regulation",
    "实施意见": OPINIONS,
    "关于进一步推进政务公开工作的实施意见": OPINIONS,
    "保守国家秘密法": "secrets-law",
    "保守国家秘密法实施条例": "secrets-regulation",
    "个人信息保护法": "personal-information-law",
    "预算法": "budget-law",
    "预算法实施条例": "budget-regulation",
    "村民委员会组织法": "village-committee-law",
    "重大行政决策程序暂行条例": "major-decisions-regulation",
    "行政许可法": "licensing-law",
    "行政处罚法": "penalty-law",
    "审计法": "audit-law",
    "价格法": "price-law",
    "招标投标法": "tender-law",
    "招标投标法实施条例": "tender-regulation",
    "政府采购法": "procurement-law",
    "政府采购法实施条例": "procurement-regulation",
    "土地管理法": "land-law",
    "土地管理法实施条例": "land-regulation",
    "地方各级人民代表大会和地方各级人民政府组织法": "local-organisation-law",
    "社会救助暂行办法": "social-assistance-measures",
    "信访工作条例": "letters-regulation",
    "档案法": "archives-law",
    "全国年节及纪念日放假办法": "holiday-measures",
    "政府网站发展指引": "website-guideline",
}
OTHER = "other"
WITHDRAWN = re.compile(r"withdrawn-[a-z-]{1,29}")
ARTICLE = re.compile(r"(?:\.(?:[0-9]{1,3}|1[0-2][0-9]{2})(?:\.[0-9]{1,2}){0,2})?")
CODES = frozenset({*LAWS.values(), OTHER})
DIGITS = "零一二三四五六七八九"
NUMBER = re.compile(r"[0-9]+|[零一二三四五六七八九十百]+")
CITIZENS = ("dispute.received",)
MOMENT = "%Y-%m-%dT%H:%M:%SZ"


def basis_code(basis):
    """`政府信息公开条例:第二十条第（七）项` is `ogi-regulation.20.7`; a code stays what it is."""
    if not basis or WITHDRAWN.fullmatch(basis):
        return basis
    law, _, article = basis.partition(":")
    code, dot, place = law.partition(".")
    if code not in CODES:
        code = LAWS.get(law.strip("《》"), OTHER)
        numbers = [] if code == OTHER else [_number(found) for found in NUMBER.findall(article)]
        dot, place = "." if numbers else "", ".".join(numbers[:3])
    return f"{code}{dot}{place}" if ARTICLE.fullmatch(f"{dot}{place}") else code


def _number(written):
    if written.isdecimal():
        return str(int(written))
    total = digit = 0
    for sign in written:
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = DIGITS.index(sign)
    return str(total + digit)


def moment(at, act):
    """To the second; what a citizen did, to the hour."""
    if act in CITIZENS:
        return at.replace(minute=0, second=0, microsecond=0)
    return at.replace(microsecond=0)


def leaf(entry):
    """The bytes that an entry's columns make."""
    said = {
        "v": 1,
        "act": entry.act,
        "obj": entry.object_id.hex,
        "org": entry.organ_code,
        "at": entry.at.astimezone(datetime.UTC).strftime(MOMENT),
        "basis": entry.basis or None,
        "due": entry.due_on.isoformat() if entry.due_on else None,
        "prev": entry.previous.index if entry.previous else None,
        "c": {str(group): f"hmac-sha256:{value}" for group, value in entry.commitments.items()},
    }
    return json.dumps(
        said, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def leaf_hash(written):
    return hashlib.sha256(b"\x00" + written).digest()
