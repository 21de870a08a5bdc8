"""Due rules and bodies of an item in words."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mingtang.catalogue.choices import FactKind, Frequency, Mode, Retention
from mingtang.catalogue.models import Item
from mingtang.catalogue.queries.standards import FACTS
from mingtang.catalogue.rules.standards import kept_due
from mingtang.catalogue.rules.terms_of_items import (
    TWENTY_WORKING_DAYS,
    AfterFact,
    AfterPeriod,
    AtOnce,
    BeforeFact,
    ByDay,
    DueRule,
    Every,
    Lasting,
    Shown,
    YearlyBy,
)
from mingtang.foundation.terms import SAME_DAY, Term, Unit
from mingtang.organs.choices import Field, OrganKind, Sector, Tier
from mingtang.terms.words import term_words


def due_words(item: Item) -> str:
    """When it is due, in one sentence. Needs the item's standard."""
    if item.mode == Mode.REQUEST:
        return _("有人申请的，依申请公开")
    return rule_words(kept_due(item.due_rule, FACTS), item.standard.at_once_days)


def rule_words(rule: DueRule, at_once_days: int | None) -> str:
    """A rule in one sentence; how many days 及时 is, where an edition has settled that, or the
    county for this item alone."""
    if not isinstance(rule, AtOnce):
        return _fixed(rule)
    fact = FactKind(rule.fact).label
    if rule.own == SAME_DAY:
        return _("%(fact)s后及时公开，这一事项本县定为当日，休息日也一样") % {"fact": fact}
    if rule.own:
        said = {"fact": fact, "term": term_words(rule.own)}
        return _("%(fact)s后及时公开，这一事项本县定为%(term)s内") % said
    if at_once_days is None:
        return _("%(fact)s后及时公开") % {"fact": fact}
    term = Term(at_once_days, Unit.WORKING_DAYS)
    return _("%(fact)s后及时公开，本县定为%(term)s内") % {"fact": fact, "term": term_words(term)}


def _fixed(rule: DueRule) -> str:
    if isinstance(rule, AfterFact):
        return _("%(fact)s后%(term)s内") % {
            "fact": FactKind(rule.fact).label,
            "term": term_words(rule.term),
        }
    if isinstance(rule, BeforeFact):
        return _("%(fact)s前至少%(term)s") % {
            "fact": FactKind(rule.fact).label,
            "term": term_words(rule.term),
        }
    if isinstance(rule, AfterPeriod):
        return _("%(every)s结束后%(term)s内") % {
            "every": _every(rule.every),
            "term": term_words(rule.term),
        }
    if isinstance(rule, ByDay):
        return _("%(every)s结束后，次月%(day)s日前") % {
            "every": _every(rule.every),
            "day": rule.day,
        }
    if isinstance(rule, YearlyBy):
        # Any leap year will do: the day is shown without its year.
        day = datetime.date(2000, rule.month, rule.day)
        when = {"day": _("2月末") if rule.is_end_of_february else date_format(day, _("n月j日"))}
        if rule.is_of_same_year:
            return _("每年%(day)s前，公开当年的") % when
        return _("每年%(day)s前，公开上一年度的") % when
    if isinstance(rule, Shown):
        return _("形成或者变更后%(term)s内公开，公示不少于%(shown)s") % {
            "term": term_words(TWENTY_WORKING_DAYS),
            "shown": term_words(rule.term),
        }
    assert isinstance(rule, Lasting | AtOnce)  # noqa: S101 - all kinds of rule are named above
    return _("长期公开；有变化时，%(term)s内更新") % {"term": term_words(TWENTY_WORKING_DAYS)}


def _every(every: Every) -> str:
    return {
        Every.MONTH: _("每月"),
        Every.QUARTER: _("每季度"),
        Every.HALF_YEAR: _("每半年"),
        Every.YEAR: _("每年"),
    }[every]


def frequency_words(every: str) -> str:
    """How often at least something is expected; empty where nothing is said."""
    return str(Frequency(every).label) if every else ""


def retention_words(retention: str) -> str:
    return str(Retention(retention).label) if retention else ""


def nil_words(*, never_nil: bool) -> str:
    """Whether 无此事项 is an answer; that of an item it is none, the county says (必有内容)."""
    return _("必有内容，不能答“无此事项”") if never_nil else _("可以答“无此事项”")


def bodies_words(bodies: Mapping[str, Any], names: Mapping[str, str] | None = None) -> str:
    """Who owes it: the kinds, tiers, fields and sectors named, or every organ; and who else.

    Single organs are counted, and named where `names` has them by their codes.
    """
    groups = [bodies, *bodies.get("also", ())]
    return _("，以及").join(_group_words(group, names or {}) for group in groups)


def _group_words(group: Mapping[str, Sequence[str]], names: Mapping[str, str]) -> str:
    parts = [
        _("、").join(str(choices(value).label) for value in group.get(name, ()))
        for name, choices in (
            ("tiers", Tier),
            ("kinds", OrganKind),
            ("fields", Field),
            ("sectors", Sector),
        )
    ]
    said = [part for part in parts if part]
    codes = group.get("codes", ())
    if names and codes:
        said.append(_("、").join(names.get(code, code) for code in codes))
    elif codes:
        said.append(_("指定的%(count)s个机关") % {"count": len(codes)})
    return _("；").join(said) if said else _("所有机关")
