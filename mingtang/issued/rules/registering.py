"""What a document may be registered as, and why one cannot stand as it is written."""

import datetime
from dataclasses import dataclass, fields

from mingtang.catalogue.rules.grounds import why_not_on_ground
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.personal_data.refusing import refuse_personal_data
from mingtang.foundation.prose import clean_line
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.wordless import refuse_wordless
from mingtang.issued.rules.numbers import Number

ACTIVE, REQUEST, NONE = "active", "request", "none"
SECRET = "E14a"  # noqa: S105 - the ground of art. 14, no password
MUST_NOT = ("E14a", "E14b", "E14c")
MAY_REFUSE = ("E15", "E16a", "E16b", "E16c")
ON_REQUEST = ("A27", *MAY_REFUSE)
# By attribute, the grounds that go with it: 条例 art. 14 leaves no choice, nobody gets it on
# request; what is only not for everybody is art. 27.
GROUNDS = {ACTIVE: (), REQUEST: ON_REQUEST, NONE: (*MUST_NOT, *MAY_REFUSE)}
TITLE_AT_MOST, REASON_AT_MOST, PARTNERS_AT_MOST = 200, 200, 20

NO_TITLE = _("没有写标题。请照文件写全。")
SECRET_TITLE = _(
    "涉及国家秘密的文件不在这里写标题和理由，只登记文号、日期和属性。请清空标题和理由。"
)
TOO_LONG = _("%(field)s不超过%(most)s个字，请缩短。")
NOT_AN_ATTRIBUTE = _("没有写公开属性。请选主动公开、依申请公开或者不予公开。")
NO_GROUND = _("“%(label)s”要选定不公开的依据（《政府信息公开条例》第十四条至第十六条）。")
WRONG_GROUND = _("这条依据不能用于“%(label)s”。请另选依据，或者改公开属性。")
NEEDLESS_GROUND = _("主动公开的文件不写不公开的依据和理由。请清空，或者改公开属性。")
NO_REASON = _("“%(label)s”要写明理由。")
NORMATIVE_HIDDEN = _(
    "行政规范性文件必须主动公开（《政府信息公开条例》第二十条第（一）项）。请改公开属性，或者核对它是不是规范性文件。"
)
READING_HIDDEN = _("不主动公开的文件没有解读任务。请去掉“要解读”，或者改公开属性。")
YEAR_LATER = _("文号是%(year)s年的，印发日期却是%(day)s。请核对文号和日期。")
YEAR_EARLIER = _("文号是%(year)s年的，印发日期是%(day)s，相差一年以上。请核对文号和日期。")
TOO_MANY_PARTNERS = _("联合发文的机关最多写%(most)s个。请只写盖章的机关。")
LEAD_AMONG_PARTNERS = _("牵头机关自己不写在联合发文的机关里。请去掉%(organ)s。")
LEAD_REGISTERS = _("联合发文由牵头机关登记。这件文件的牵头机关是%(organ)s，请由它登记。")

NOT_YOURS = _("您的岗位不能为%(organ)s登记发文。请由它的公开专员或者县政务公开办登记。")
REGISTERED_BY_ANOTHER = _(
    "%(number)s已经由%(organ)s登记过。联合发文只由牵头机关登记一次；不是同一件的，请核对机关代字。"
)
DIFFERENT = _(
    "%(number)s已经登记过，%(field)s和这一次不同。同一个文号只是一件文件：登记错了的请打开它更正。"
)
NO_SUCH_ITEM = _("“%(item)s”不是%(organ)s在%(day)s可以用来公开文件的事项。请从目录里重新选。")
NOT_NORMATIVE = _(
    "“%(item)s”是规范性文件的事项，这件文件却写明不是规范性文件。请另选事项，或者改“是否规范性文件”。"
)
WHICH_ITEM = _("这件文件可能属于几项公开事项：%(items)s。请选定是哪一项。")
WHICH_READING = _("目录里有几项解读事项：%(items)s。请县政务公开办在目录里只留一项。")
OTHER_DAY = _(
    "%(number)s在“登记事实”里登记的日期是%(day)s，和这里不同。请先在“登记事实”里更正，或者改这里的日期。"
)
NOT_FOR_ALL = _("%(number)s没有产生公开任务，不用改归。不主动公开的改为主动公开，请办理更正。")
NO_BECAUSE = _("请写明原因，公众会看到。")
NOTHING_CHANGED = _("没有改动。请改好以后再提交。")
ALREADY_WITHDRAWN = _("%(number)s已经撤销登记，不能再改。请另行登记。")
HAS_DUTY = _(
    "%(number)s已经产生公开任务，不能再改成“%(label)s”。认为不应公开的，在那项任务里起草“依法不予公开”，经审查、签发。"
)
HIDDEN_ANEW = _(
    "%(number)s以前登记为主动公开，产生过公开任务“%(duty)s”，后来撤销了登记。现在登记成“%(label)s”，要由县政务公开办来办："
    "请把理由告诉他们。认为不应公开的，也可以仍登记为主动公开，在那项任务里起草“依法不予公开”，经审查、签发。"
)
DATED_LATER = _(
    "%(number)s登记的时候，按%(was)s印发算已经过了主动公开的到期日（%(due)s）。印发日期改晚由县政务公开办办理：请把理由告诉他们。"
)
EXPLAINED_ALREADY = _(
    "%(number)s已经产生了解读任务，不能再改为规范性文件。请撤销登记，再按规范性文件重新登记。"
)
HAS_READING = _(
    "%(number)s的解读任务已经产生，不能取消。没有要解读的内容的，在那项任务里答复“无此事项”。"
)


@dataclass(frozen=True)
class Partner:
    """Who issued it with the lead organ; `code` is empty for one said to be outside the county."""

    name: str
    code: str = ""

    def as_json(self) -> dict[str, str]:
        return {"name": self.name, "code": self.code}


@dataclass(frozen=True)
class Particulars:
    """All that the register says of a document beside its number and whose it is."""

    title: str
    issued_on: datetime.date
    attribute: str
    ground: str = ""
    reason: str = ""
    is_normative: bool = False
    needs_reading: bool = False
    partners: tuple[Partner, ...] = ()


# What each is called where two registrations of one number differ.
LABELS = {
    "title": _("标题"),
    "issued_on": _("印发日期"),
    "attribute": _("公开属性"),
    "ground": _("不公开的依据"),
    "reason": _("理由"),
    "is_normative": _("是否规范性文件"),
    "needs_reading": _("是否要解读"),
    "partners": _("联合发文的机关"),
}


def cleaned(said: Particulars, *, organ: str) -> Particulars:
    """As it is kept. Raises RuleBroken for what cannot stand."""
    title = _line(said.title, LABELS["title"], TITLE_AT_MOST)
    reason = _line(said.reason, LABELS["reason"], REASON_AT_MOST)
    _refuse_attribute(said, reason)
    _refuse_title(said.ground, title, reason)
    refuse_personal_data(title, reason)
    if said.is_normative and said.attribute != ACTIVE:
        raise RuleBroken(NORMATIVE_HIDDEN)
    if said.needs_reading and said.attribute != ACTIVE:
        raise RuleBroken(READING_HIDDEN)
    return Particulars(
        title=title,
        issued_on=said.issued_on,
        attribute=said.attribute,
        ground=said.ground,
        reason=reason,
        is_normative=said.is_normative,
        needs_reading=said.needs_reading,
        partners=_partners(said.partners, organ),
    )


def refuse_year(number: Number, issued_on: datetime.date) -> None:
    """A number is of the year of its document or of the one before (habit, K)."""
    if number.year > issued_on.year:
        raise RuleBroken(YEAR_LATER, year=number.year, day=issued_on)
    if number.year < issued_on.year - 1:
        raise RuleBroken(YEAR_EARLIER, year=number.year, day=issued_on)


def different(one: Particulars, other: Particulars) -> list[str]:
    """The labels of what two registrations say otherwise."""
    return [
        LABELS[field.name]
        for field in fields(Particulars)
        if getattr(one, field.name) != getattr(other, field.name)
    ]


def is_title_public(attribute: str) -> bool:
    """Of what is not for everybody, number, date and attribute alone are shown."""
    return attribute == ACTIVE


def _refuse_attribute(said: Particulars, reason: str) -> None:
    grounds = GROUNDS.get(said.attribute)
    if grounds is None:
        raise RuleBroken(NOT_AN_ATTRIBUTE)
    attribute = WORDS[said.attribute]
    if said.attribute == ACTIVE:
        if said.ground or reason:
            raise RuleBroken(NEEDLESS_GROUND)
    elif not said.ground:
        raise RuleBroken(NO_GROUND, label=attribute)
    elif said.ground not in grounds:
        raise RuleBroken(WRONG_GROUND, label=attribute)
    elif said.ground != SECRET:
        _refuse_reason(said.ground, reason, attribute)


def _refuse_reason(ground: str, reason: str, attribute: str) -> None:
    if not reason:
        raise RuleBroken(NO_REASON, label=attribute)
    refuse_wordless(reason)
    if lacking := why_not_on_ground(ground, reason):
        raise RuleBroken(lacking)


def _refuse_title(ground: str, title: str, reason: str) -> None:
    """Nothing that is classified is kept here (保守国家秘密法): not even what it is called."""
    if ground == SECRET and (title or reason):
        raise RuleBroken(SECRET_TITLE)
    if not title and ground != SECRET:
        raise RuleBroken(NO_TITLE)


def _partners(partners: tuple[Partner, ...], organ: str) -> tuple[Partner, ...]:
    if len(partners) > PARTNERS_AT_MOST:
        raise RuleBroken(TOO_MANY_PARTNERS, most=PARTNERS_AT_MOST)
    if any(partner.name == organ for partner in partners):
        raise RuleBroken(LEAD_AMONG_PARTNERS, organ=organ)
    kept = (
        Partner(_line(partner.name, LABELS["partners"], 100), partner.code) for partner in partners
    )
    return tuple(dict.fromkeys(kept))


def _line(text: str, field: str, most: int) -> str:
    kept = clean_line(text)
    if len(kept) > most:
        raise RuleBroken(TOO_LONG, field=field, most=most)
    return kept


WORDS = {ACTIVE: _("主动公开"), REQUEST: _("依申请公开"), NONE: _("不予公开")}
