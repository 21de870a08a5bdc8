"""A catalogue with rows that the county adopted by mistake, and how two persons mend one."""

import datetime

from mingtang.catalogue.actions import confirm_erratum, propose_erratum
from mingtang.catalogue.choices import ErratumMatter
from tests.catalogue.actions.on_tables import HEADING
from tests.factories.catalogue import ItemFactory, StandardFactory
from tests.factories.people import UserFactory

AT = datetime.datetime(2026, 11, 26, 1, tzinfo=datetime.UTC)
BECAUSE = "这一行引用的条例只适用于设区的市，本县没有这项职责，也没有办理它的机关。"
BASIS = "县政务公开工作领导小组会议纪要〔2026〕3号"
# A law that no item of the shipped catalogue cites.
MISTAKEN = [{"law": "某某港口管理条例", "article": "第三条", "local": False, "mark": "S"}]


def edition(county, title=HEADING.title, **given):
    return StandardFactory(county=county, title=title, **given)


def mistaken(standard, level2="港口作业情况", **given):
    """A row that the county added by itself."""
    return ItemFactory(standard=standard, level2=level2, **{"basis": MISTAKEN, **given})


def propose(item, matter=ErratumMatter.ITEM, *, by=None, at=AT, **given):
    too_many = [MISTAKEN[0]["law"]] if matter == ErratumMatter.BASIS else []
    words = {"because": BECAUSE, "basis": BASIS, "names": too_many, **given}
    return propose_erratum(item=item, matter=matter, by=by or UserFactory(), at=at, **words)


def confirm(proposal, *, by=None, at=AT):
    return confirm_erratum(proposal=proposal, by=by or UserFactory(), at=at)


def mended(item, matter=ErratumMatter.ITEM, **given):
    """Confirmed by another; the erratum that stands."""
    return confirm(propose(item, matter, **given)).recorded
