"""Evidence of findings in words: the figures as they were found, and the rule that found them."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from mingtang.catalogue.rules.standing import FEW
from mingtang.channels.shared.shown.dates import written_day
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.supervision.choices import FindingKind
from mingtang.supervision.models import Finding
from mingtang.supervision.rules import bunching, copies, dates, hollow, mix, stock

Kept = Mapping[str, Any]


def evidence_words(finding: Finding) -> str:
    """One or two sentences; never a word of the text itself."""
    return WORDS[FindingKind(finding.kind)](finding, finding.evidence)


def rule_words(kind: str) -> str:
    """How it is found, with the numbers that are ours and no law's."""
    return _(RULES[FindingKind(kind)]) % NUMBERS


def _labels(finding: Finding, keys: list[str]) -> str:
    elements = finding.disclosure.item.elements if finding.disclosure else []
    labels = {element["key"]: element["label"] for element in elements}
    return _("、").join(labels.get(key, key) for key in keys)


def _avoids_key(_finding: Finding, kept: Kept) -> str:
    return _(
        "到期的重点任务%(key_owed)s件，公开了%(key_done)s件；"
        "一般任务%(general_owed)s件，公开了%(general_done)s件。"
    ) % {key: grouped(value) for key, value in kept.items()}


def _empty_elements(finding: Finding, kept: Kept) -> str:
    words = ngettext(
        "要求写的%(of)s项要素里，%(n)s项没有写内容：%(labels)s。",
        "要求写的%(of)s项要素里，%(n)s项没有写内容：%(labels)s。",
        kept["of"],
    )
    said = words % {
        "of": grouped(kept["of"]),
        "n": grouped(len(kept["empty"])),
        "labels": _labels(finding, kept["empty"]),
    }
    if "put_off" not in kept:
        return said
    return said + _("只写了“另行公布”“按有关规定”一类的话的：%(labels)s。") % {
        "labels": _labels(finding, kept["put_off"])
    }


def _no_figures(finding: Finding, kept: Kept) -> str:
    if "without" in kept:
        words = ngettext(
            "要求写数字的%(of)s项要素里，%(n)s项没有数字：%(labels)s。",
            "要求写数字的%(of)s项要素里，%(n)s项没有数字：%(labels)s。",
            kept["of"],
        )
        said = words % {
            "of": grouped(kept["of"]),
            "n": grouped(len(kept["without"])),
            "labels": _labels(finding, kept["without"]),
        }
        return said + _partly(kept)
    # As it was asked until the rule was made to look at each element by itself.
    return _("这个事项要求写数字（%(labels)s），文字里一个数字也没有。") % {
        "labels": _labels(finding, kept["asked"])
    }


def _partly(kept: Kept) -> str:
    """In how many of the files a figure may stand where only pictures were."""
    if "partly" not in kept:
        return ""
    words = ngettext(
        "%(n)s个附件里有图片或者扫描页，里面的没有读。",
        "%(n)s个附件里有图片或者扫描页，里面的没有读。",
        kept["partly"],
    )
    return words % {"n": grouped(kept["partly"])}


def _image_only(_finding: Finding, kept: Kept) -> str:
    said = _("%(files)s个附件都是图片或者扫描件，网页上的文字只有%(signs)s个字。") % {
        "files": grouped(kept["files"]),
        "signs": grouped(kept["signs"]),
    }
    if "partly" not in kept:
        return said
    return said + _("其中%(partly)s个除了图片、扫描页，只读出%(read)s个字。") % {
        "partly": grouped(kept["partly"]),
        "read": grouped(kept["read"]),
    }


def _boilerplate(_finding: Finding, kept: Kept) -> str:
    if "parts" in kept:
        return _("连成一片的文字分成%(parts)s段，%(stock)s段是各处通用的说法，而且没有数字。") % {
            "parts": grouped(kept["parts"]),
            "stock": grouped(kept["stock"]),
        }
    return _("%(of)s句话里，%(stock)s句是各处通用的说法，而且没有数字。") % {
        "of": grouped(kept["of"]),
        "stock": grouped(kept["stock"]),
    }


def _copy(_finding: Finding, kept: Kept) -> str:
    said = _("文字有%(alike)s%%相同") % {"alike": kept["alike"]}
    if kept["figures"]:
        said += _("；%(figures)s个数字里%(same)s个相同") % {
            "figures": grouped(kept["figures"]),
            "same": grouped(kept["same_figures"]),
        }
    if kept.get("others"):
        more = ngettext("；另有%(n)s件也这样", "；另有%(n)s件也这样", kept["others"])
        said += more % {"n": grouped(kept["others"])}
    return said + _("。")


def _redated(finding: Finding, kept: Kept) -> str:
    days = grouped(kept["days"])
    formed = written_day(kept["formed_on"])
    if "number_year" in kept:
        return _("文号是%(year)s年的，成文日期写的是%(formed)s。") % {
            "year": kept["number_year"],
            "formed": formed,
        }
    told = {
        "earlier": written_day(kept["earlier_on"]),
        "formed": formed,
        "days": days,
    }
    if "alike" not in kept:
        return _("内容与%(earlier)s的几乎相同，成文日期写的是%(formed)s，晚了%(days)s天。") % told
    return _(
        "内容与%(earlier)s的几乎相同，成文日期写的是%(formed)s，晚了%(days)s天。比较：%(copy)s"
    ) % {**told, "copy": _copy(finding, kept)}


def _old_when_out(_finding: Finding, kept: Kept) -> str:
    return _("%(formed)s成文，%(published)s才公开，隔了%(days)s天。") % {
        "formed": written_day(kept["formed_on"]),
        "published": written_day(kept["published_on"]),
        "days": grouped(kept["days"]),
    }


def _bunched(_finding: Finding, kept: Kept) -> str:
    return _(
        "逾期的和没有期限的%(of)s件里，%(inside)s件在%(window)s到%(inspected)s之间公开："
        "这%(days_inside)s个工作日只占这段时间%(days)s个工作日的一小部分。"
    ) % {
        "of": grouped(kept["of"]),
        "inside": grouped(kept["inside"]),
        "window": written_day(kept["window_from"]),
        "inspected": written_day(kept["inspected_on"]),
        "days_inside": grouped(kept["days_inside"]),
        "days": grouped(kept["days"]),
    }


WORDS: Mapping[FindingKind, Callable[[Finding, Kept], str]] = {
    FindingKind.AVOIDS_KEY: _avoids_key,
    FindingKind.EMPTY_ELEMENTS: _empty_elements,
    FindingKind.NO_FIGURES: _no_figures,
    FindingKind.IMAGE_ONLY: _image_only,
    FindingKind.BOILERPLATE: _boilerplate,
    FindingKind.COPY_OF_OWN: _copy,
    FindingKind.COPY_OF_OTHER: _copy,
    FindingKind.REDATED: _redated,
    FindingKind.OLD_WHEN_OUT: _old_when_out,
    FindingKind.BUNCHED: _bunched,
}
_COPIES = gettext_noop(
    "去掉标点、日期和机关名称以后，文字（连同附件里读得出的）有%(alike)s%%以上相同，"
    "数字也有%(figures)s%%以上相同；段落换了先后、章节另编了序号、表格改成逐行写的，照样比较。"
    "数字换成新的，不算雷同；两个机关联合印发的同一文件不算。"
)
RULES: Mapping[FindingKind, str] = {
    FindingKind.AVOIDS_KEY: gettext_noop(
        "一个季度到期的任务，重点的公开比例比一般的低%(points)s个百分点以上。"
        "任何一种不足%(few)s件的不比。"
    ),
    FindingKind.EMPTY_ELEMENTS: gettext_noop(
        "要求写的要素空着，或者只写“略”“无”一类的字、“另行公布”“按有关规定”“以公告为准”一类的话，"
        "没有写明是哪一件；写“见附件”的要真有附件。"
    ),
    FindingKind.NO_FIGURES: gettext_noop(
        "要求写数字的要素，和写金额、人数、价格、指标一类的表格，写了文字，"
        "里面除日期、文号、电话以外没有数字，逐项看；不计数的表格（如领导分工）和选填的不问。"
        "写“见附件”“见正文”的，看那里有没有数字；附件打不开、读不了的不问，图片和扫描件里的不算数字。没有写内容的只按要素空着问。"
    ),
    FindingKind.IMAGE_ONLY: gettext_noop(
        "附件都是图片或者扫描件，要素、正文和附件里读得出的合起来不到%(signs)s个字。"
    ),
    FindingKind.BOILERPLATE: gettext_noop(
        "%(clauses)s句以上的文字里，%(stock)s%%以上是通用的说法并且没有数字；"
        "用逗号、顿号连成一片的，或者没有标点的，分段来数，字数也要占%(stock)s%%以上。"
        "文件、会议、机构的名称不算。"
    ),
    FindingKind.COPY_OF_OWN: _COPIES,
    FindingKind.COPY_OF_OTHER: _COPIES,
    FindingKind.REDATED: gettext_noop(
        "内容与本机关以前公开的几乎相同，成文日期却晚了%(redated)s天以上；"
        "或者文号的年份过完%(behind)s天以后才成文。同一件不再按雷同另问。"
    ),
    FindingKind.OLD_WHEN_OUT: gettext_noop("第一次公开时，成文已经%(old)s天以上。"),
    FindingKind.BUNCHED: gettext_noop(
        "两次检查之间（最多三个月），逾期的和没有期限的公开信息有%(fewest)s件以上，"
        "一半以上集中在检查当天和之前%(days)s个工作日。按期公开的不算。"
    ),
}
NUMBERS = {
    "alike": copies.ALIKE_FROM,
    "figures": copies.SAME_FIGURES_FROM,
    "points": mix.POINTS_FROM,
    "few": FEW,
    "signs": hollow.TEXT_FROM,
    "clauses": stock.CLAUSES_FROM,
    "stock": stock.STOCK_SHARE_FROM,
    "redated": dates.REDATED_FROM,
    "behind": dates.NUMBER_BEHIND_FROM,
    "old": dates.OLD_FROM,
    "fewest": bunching.FEWEST,
    "days": bunching.DAYS_BEFORE,
}
