"""A roll of bodies (机关名册) read into the register, row by row; what is wrong is left out."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from mingtang.foundation.cells import tight
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.tables import Problem, Row
from mingtang.foundation.text import gettext_noop as _
from mingtang.organs.actions.fields import assign_field
from mingtang.organs.actions.places import open_place
from mingtang.organs.actions.register import change_organ, create_organ
from mingtang.organs.choices import Field, OrganKind, Tier
from mingtang.organs.models import County, Organ
from mingtang.organs.queries.rolls import Register
from mingtang.organs.rules.organ_rolls import FIELDS, OrganLine, understand
from mingtang.organs.rules.rolls import TWICE, Outcome, RollRow
from mingtang.people.models import User

NO_PARENT = _("上级机关“%(name)s”不在名册里，这份表里也没有能登记的这一行。请核对名称。")
OWN_PARENT = _("上级机关写的是“%(name)s”自己。请写它的上级，没有的空着。")
OTHER_NAME = _("代码%(code)s已经登记给“%(name)s”。更名请在那个机关的页面办理；写错的请核对代码。")
OTHER_CODE = _("“%(name)s”已经登记，代码是%(code)s，和这里写的不同。请核对代码。")
OTHER_KIND = _("“%(name)s”已经登记，类别或者层级和这里写的不同；登记了的永不更改。请核对。")
NO_REGION = _("没有代码是“%(code)s”的行政区划。请核对，或者先导入行政区划。")
IN_CHARGE = _("“%(field)s”领域现在由“%(name)s”主管。要改由这个机关主管，请登记以后在它的页面办理。")


@transaction.atomic
def register_organs(
    *, county: County, rows: Sequence[Row], most: int, by: User, at: datetime.datetime
) -> list[RollRow]:
    """Registers the bodies that are not there, and gives those that are what they lack.

    Nothing that the register says is changed. Done again it changes nothing. A row with a problem
    is left out whole; the others are registered, `most` at a time, as meanwhile nobody else of the
    county can act: what is left is LATER. In the order of the rows.
    """
    roll = _Roll(County.objects.select_for_update(no_key=True).get(pk=county.pk), by, at)
    waiting = roll.understood(rows)
    while ready := [one for one in waiting if not one.parent or roll.register.called(one.parent)]:
        for one in ready:
            if roll.changed == most:
                break
            roll.take(one)
        waiting = [one for one in waiting if one.row not in roll.done]
        if roll.changed == most:
            break
    for one in waiting:
        if roll.changed == most:
            roll.done[one.row] = RollRow(one.row, one.name, Outcome.LATER, one.parent)
            continue
        roll.refuse(one.row, one.name, "parent", one.parent, RuleBroken(NO_PARENT, name=one.parent))
    return [roll.done[row.row] for row in rows]


class _Roll:
    """One reading: what became of each row so far, by its number."""

    def __init__(self, county: County, by: User, at: datetime.datetime) -> None:
        self.county, self.by, self.at = county, by, at
        self.register = Register(county, day_of(at))
        self.done: dict[int, RollRow] = {}
        self.taken: dict[int, int] = {}  # by body, the row that was about it
        self.changed = 0

    def understood(self, rows: Sequence[Row]) -> list[OrganLine]:
        found: list[OrganLine] = []
        first: dict[tuple[str, str], int] = {}
        for row in rows:
            one, problems = understand(row, county=self.county.code)
            if one is None:
                name = row.words.get("name", "")
                self.done[row.row] = RollRow(row.row, name, Outcome.WRONG, "", tuple(problems))
                continue
            if _calls(one.parent, one):
                own = RuleBroken(OWN_PARENT, name=one.name)
                self.refuse(one.row, one.name, "parent", one.parent, own)
                continue
            before = first.setdefault((one.name, one.parent), one.row)
            if before != one.row:
                twice = RuleBroken(TWICE, first=before, name=one.name)
                self.refuse(one.row, one.name, "name", one.name, twice)
                continue
            found.append(one)
        return found

    def take(self, one: OrganLine) -> None:
        try:
            with transaction.atomic():
                organ, outcome = self._registered(one)
                self._refuse_again(organ, one)
                has_more = self._fields(organ, one) | self._board(organ, one)
        except RuleBroken as broken:
            self.refuse(one.row, one.name, "", "", broken)
            return
        self.taken[organ.pk] = one.row
        if outcome is Outcome.NEW:
            self.register.add(organ)
        elif has_more:
            outcome = Outcome.FILLED
        self.changed += outcome is not Outcome.KNOWN
        self.register.in_charge |= dict.fromkeys(one.fields, organ)
        self.register.boards |= {(organ.pk, one.board)} if one.board else set()
        self.done[one.row] = RollRow(one.row, one.name, outcome, organ.code)

    def refuse(self, row: int, name: str, column: str, read: str, broken: RuleBroken) -> None:
        problem = Problem(row, column, read, broken.template, broken.params)
        self.done[row] = RollRow(row, name, Outcome.WRONG, "", (problem,))

    def _refuse_again(self, organ: Organ, one: OrganLine) -> None:
        """Two rows about one body, whichever way each of them names its superior."""
        if organ.pk in self.taken:
            raise RuleBroken(TWICE, first=self.taken[organ.pk], name=one.name)

    def _registered(self, one: OrganLine) -> tuple[Organ, Outcome]:
        parent = self.register.the_one(one.parent) if one.parent else None
        if known := self._known(one, parent):
            return self._filled(known, one, parent)
        made = create_organ(
            county=self.county,
            kind=OrganKind(one.kind),
            tier=Tier(one.tier),
            sector=one.sector,
            code=one.code or self.register.next_code(),
            name=one.name,
            parent=parent,
            region=self.register.regions[one.region] if self._has_region(one) else None,
            established_on=one.established_on,
            address=one.texts["address"],
            phone=one.texts["phone"],
            office_hours=one.texts["office_hours"],
            duties_text=one.texts["duties_text"],
            by=self.by,
            at=self.at,
        )
        return made, Outcome.NEW

    def _known(self, one: OrganLine, parent: Organ | None) -> Organ | None:
        """The body that the row means, where it is there. Raises RuleBroken where it may not be."""
        for other in self.register.called(one.code) if one.code else ():
            if other.name != one.name:
                raise RuleBroken(OTHER_NAME, code=one.code, name=other.name)
        same = [
            organ
            for organ in self.register.called(one.name)
            if parent is None or organ.parent_id in (None, parent.pk)
        ]
        if not same:
            return None
        known = same[0] if len(same) == 1 else self.register.the_one(one.code or one.name)
        if (known.kind, known.tier, known.sector) != (one.kind, one.tier, one.sector):
            raise RuleBroken(OTHER_KIND, name=one.name)
        return known

    def _filled(self, known: Organ, one: OrganLine, parent: Organ | None) -> tuple[Organ, Outcome]:
        """What the register has not, from the row; what it has stays as it is."""
        registered = known.credit_code or known.code
        if one.code and one.code != registered and known.credit_code:
            raise RuleBroken(OTHER_CODE, name=known.name, code=registered)
        offered: dict[str, object] = {
            **one.texts,
            "established_on": one.established_on,
            "parent": parent,
            "region": self.register.regions[one.region] if self._has_region(one) else None,
            "credit_code": one.code if one.code != known.code else "",
        }
        lacking = {
            name: value for name, value in offered.items() if value and not getattr(known, name)
        }
        if not lacking:
            return known, Outcome.KNOWN
        changed = change_organ(organ=known, changes=lacking, by=self.by, at=self.at)
        if "credit_code" in lacking:
            self.register.call(changed, changed.credit_code)
        return changed, Outcome.FILLED

    def _has_region(self, one: OrganLine) -> bool:
        if one.region and one.region not in self.register.regions:
            raise RuleBroken(NO_REGION, code=one.region)
        return bool(one.region)

    def _fields(self, organ: Organ, one: OrganLine) -> bool:
        added = False
        for field in one.fields:
            holder = self.register.in_charge.get(field)
            if holder is None:
                assign_field(
                    organ=organ,
                    field=Field(field),
                    from_on=day_of(self.at),
                    basis=one.basis,
                    by=self.by,
                    at=self.at,
                )
                added = True
            elif holder.pk != organ.pk:
                raise RuleBroken(IN_CHARGE, field=FIELDS[field][0], name=holder.name)
        return added

    def _board(self, organ: Organ, one: OrganLine) -> bool:
        if not one.board or (organ.pk, one.board) in self.register.boards:
            return False
        open_place(
            organ=organ,
            name=one.board,
            address=one.texts["address"],
            opened_on=day_of(self.at),
            by=self.by,
            at=self.at,
        )
        return True


def _calls(words: str, one: OrganLine) -> bool:
    """Whether those words are the body itself, by its name or its code."""
    return bool(tight(words)) and tight(words) in {tight(one.name), tight(one.code)}
