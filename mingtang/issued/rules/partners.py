"""Whom a document names as having issued it together with its lead (联合发文), and who that is.

An organ of the county is found by what it was called on the day of issue. One from outside, from
above or of a neighbour, is said to be that: what is not found is never taken for one.
"""

import datetime
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from mingtang.foundation.cells import line, tight
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.tables import BETWEEN
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import quoted
from mingtang.issued.rules.registering import Partner

UNKNOWN = _(
    "在%(day)s，本县没有叫“%(name)s”的机关。请照印发那天的名称写；"
    "上级机关、外县的机关，写在“县外联合发文的机关”里。"
)
SEVERAL = _("在%(day)s，本县叫“%(name)s”的机关不止一个。请写全称。")
INSIDE = _("“%(name)s”是本县的机关，请写在“联合发文的机关”里；外县的机关请写全称。")


class Called(NamedTuple):
    """An organ that was called so from that day to that day, both included. `lead_name`: today's
    name."""

    code: str
    lead_name: str
    from_on: datetime.date | None
    to_on: datetime.date | None

    def holds_on(self, day: datetime.date) -> bool:
        return (self.from_on is None or self.from_on <= day) and (
            self.to_on is None or day <= self.to_on
        )


# What organs of the county are or were called, each way of writing it tight.
Names = Mapping[str, Collection[Called]]


class Wrong(NamedTuple):
    """A name that cannot stand, in which of the two lists, and why."""

    column: str
    name: str
    refused: RuleBroken


def named(
    inside: str, outside: str, *, organ: str, names: Names, day: datetime.date
) -> tuple[tuple[Partner, ...], list[Wrong]]:
    """The partners that two lists name, and what is wrong with them, name by name.

    Lists often name the lead too; it is left out. `day`: that of issue.
    """
    found: list[Partner] = []
    wrong: list[Wrong] = []
    for name in _split(inside):
        if tight(name) == tight(organ):
            continue
        fitting = _called(name, names, day)
        code = next((one.code for one in fitting), "")
        partner = Partner(name, code)
        try:
            refuse_partner(partner, names, day, is_inside=True)
        except RuleBroken as refused:
            wrong.append(Wrong("partners", name, refused))
        else:
            is_lead = any(one.lead_name == organ for one in fitting)
            found.extend([] if is_lead else [partner])
    for name in _split(outside):
        partner = Partner(name)
        try:
            refuse_partner(partner, names, day)
        except RuleBroken as refused:
            wrong.append(Wrong("outside", name, refused))
        else:
            found.append(partner)
    return tuple(found), wrong


def refuse_partner(
    partner: Partner, names: Names, day: datetime.date, *, is_inside: bool = False
) -> None:
    """Raises RuleBroken where its name and its code do not say the same of it.

    One without a code is from outside the county, unless it is said to be inside.
    """
    fitting = {one.code for one in _called(partner.name, names, day)}
    params = {"name": quoted(partner.name)}
    if not partner.code and not is_inside:
        if fitting:
            raise RuleBroken(INSIDE, **params)
    elif len(fitting) > 1:
        raise RuleBroken(SEVERAL, day=day, **params)
    elif fitting != {partner.code}:
        raise RuleBroken(UNKNOWN, day=day, **params)


def _called(name: str, names: Names, day: datetime.date) -> list[Called]:
    return [one for one in names.get(tight(name), ()) if one.holds_on(day)]


def _split(typed: str) -> Iterator[str]:
    return filter(None, (line(name) for name in BETWEEN.split(typed)))
