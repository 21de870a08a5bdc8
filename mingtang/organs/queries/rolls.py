"""The register while a roll is read into it: who is called what, and who is in charge of what."""

import datetime
import re
from collections.abc import Iterable

from mingtang.foundation.cells import tight
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.organs.models import County, Organ, OrganField, Place, Post, Region
from mingtang.organs.queries.posts import on_that_day
from mingtang.organs.queries.register import organs_of
from mingtang.organs.rules import codes

NOBODY = _("名册里没有“%(name)s”。请核对全称，或者先登记这个机关。")
SEVERAL = _("叫“%(name)s”的机关不止一个。请改写它的代码。")
SERIAL = re.compile(r"[0-9]{1,9}")


class Register:
    """What stands in the county's register; `add` what is registered meanwhile. Five queries."""

    def __init__(self, county: County, on: datetime.date) -> None:
        self.county = county
        self._called: dict[str, list[Organ]] = {}
        self._serial = 0
        for organ in Organ.objects.filter(county=county).select_related("county"):
            self._count(organ.code)
        for organ in organs_of(county).select_related("county", "parent"):
            self.add(organ)
        self.regions = Region.objects.filter(code__startswith=county.code).in_bulk(
            field_name="code"
        )
        self.in_charge: dict[str, Organ] = {
            row.field: row.organ
            for row in OrganField.objects.filter(
                on_that_day(on), organ__county=county
            ).select_related("organ")
        }
        self.boards = set(
            Place.objects.filter(organ__county=county, closed_on__isnull=True).values_list(
                "organ", "name"
            )
        )

    def add(self, organ: Organ) -> None:
        for word in {organ.name, organ.code, organ.credit_code} - {""}:
            self.call(organ, word)
        self._count(organ.code)

    def call(self, organ: Organ, word: str) -> None:
        """From now on it is called so too."""
        self._called.setdefault(tight(word), []).append(organ)

    def called(self, words: str) -> list[Organ]:
        """By name or by either code, whatever is between the signs."""
        return self._called.get(tight(words), [])

    def the_one(self, words: str) -> Organ:
        """Raises RuleBroken where none is called so, or several are."""
        return _only(self.called(words), words)

    def next_code(self) -> str:
        """Our own code for a body that has no registered one."""
        return codes.self_made(self.county.code, f"{self._serial + 1:03}")

    def _count(self, code: str) -> None:
        start = codes.self_made(self.county.code, "")
        mark = code.removeprefix(start)
        if code.startswith(start) and SERIAL.fullmatch(mark):
            self._serial = max(self._serial, int(mark))


def posts_held(county: County, on: datetime.date) -> set[tuple[int, str, int]]:
    """Organ, role and holder of what is held that day or later; who stands in does not hold it."""
    posts = Post.objects.filter(organ__county=county, stands_in_for__isnull=True)
    running = posts.exclude(to_on__lt=on)
    return set(running.values_list("organ", "role", "holder"))


def _only(found: Iterable[Organ], words: str) -> Organ:
    first, *others = [*found, None]
    if first is None:
        raise RuleBroken(NOBODY, name=words)
    if len(others) > 1:
        raise RuleBroken(SEVERAL, name=words)
    return first
