import datetime
from collections.abc import Sequence

from django.db import transaction

from mingtang.catalogue.actions.opening import open_by_fact
from mingtang.catalogue.actions.overdue import refuse_begun_anew
from mingtang.catalogue.choices import FactKind
from mingtang.catalogue.models import Duty, Fact, Item
from mingtang.catalogue.permissions import may_record_kind
from mingtang.catalogue.queries.changeover import is_still_due, still_opening
from mingtang.catalogue.queries.committed import recorded
from mingtang.catalogue.queries.demanded import why_not_on
from mingtang.catalogue.queries.facts import recorded_before
from mingtang.catalogue.queries.standards import bodies_of, open_item, open_items
from mingtang.catalogue.rules import facts as rules
from mingtang.catalogue.rules.opening import OpenItem, due_after, opened_by
from mingtang.foundation.clock import day_of
from mingtang.foundation.document_numbers import as_written, compared
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.personal_data.refusing import refuse_personal_data
from mingtang.foundation.prose import clean_line, clean_markdown
from mingtang.foundation.text import gettext_noop as _
from mingtang.ledger.choices import Act
from mingtang.organs.actions import record_act
from mingtang.organs.models import Organ
from mingtang.people.models import User
from mingtang.terms.queries import calendar


@transaction.atomic
def record_fact(
    *,
    organ: Organ,
    kind: FactKind | str,
    title: str,
    happened_on: datetime.date,
    recorded_for: Organ,
    item: Item | None = None,
    duty: Duty | None = None,
    has_no_item: bool = False,
    number: str = "",
    evidence: str = "",
    is_number: bool = False,
    is_another: bool = False,
    is_told: bool = False,
    is_on_register: bool = False,
    by: User,
    at: datetime.datetime,
) -> Fact:
    """Puts on record that something happened (事实), and opens at once the duties it opens.

    `organ` is whom it concerns, `recorded_for` where the recorder works. With a `duty` it is
    evidence for that one and opens nothing. Without an `item` the only item it can open is taken;
    where there are several, someone has to choose; `has_no_item`: it is known to open none.
    `is_on_register`: the register of issued documents has it; no document is put on record
    without. `is_number`: its number is not written as a document's is, and right. `is_another`:
    it looks like one on record, and is not. `is_told`: whoever records a plan knows
    that what it opens is overdue at once. What happened in an organ before it ended is recorded by
    whoever succeeds it, which owes what that opens. One that was withdrawn and would be
    overdue by now is for the county's openness office to record again. Raises RuleBroken.
    """
    organ = Organ.objects.select_for_update(no_key=True).select_related("county").get(pk=organ.pk)
    on = day_of(at)
    rules.refuse_document(kind, is_on_register=is_on_register)
    if refused := why_not_on(organ, kind, happened_on, on=on):
        raise RuleBroken(refused[0], **refused[1])
    if recorded_for.county_id != organ.county_id:
        raise RuleBroken(rules.OTHER_COUNTY)
    if not may_record_kind(by, kind, organ=organ, on=on):
        raise RuleBroken(rules.NOT_YOURS)
    opening = [] if has_no_item else _opening(organ, kind, happened_on, item, duty, on)
    written = _line(as_written(number), _("文号"), 64)
    fact = Fact(
        organ=organ,
        kind=FactKind(kind),
        item=_item_of(item, duty, opening),
        duty=duty,
        title=_line(title, _("标题"), 200),
        number=written,
        number_key=compared(written),
        happened_on=happened_on,
        recorded_at=at,
        recorder=by,
        recorded_for=recorded_for,
        evidence=clean_markdown(evidence),
    )
    if not fact.title:
        raise RuleBroken(rules.NO_TITLE)
    refuse_personal_data(fact.title, fact.evidence)
    if rules.needs_evidence(fact.kind) and not fact.evidence:
        raise RuleBroken(rules.NO_EVIDENCE)
    if not is_number:
        rules.refuse_no_number(fact.kind, written)
    if not is_another:
        _refuse_repeat(fact)
    _refuse_late(fact, opening, is_told=is_told, on=on)
    refuse_begun_anew(
        organ=organ, kind=fact.kind, number=fact.number, title=fact.title, by=by, on=on
    )
    fact.save(force_insert=True)
    record_act(
        act=Act.FACT_RECORDED,
        about=fact,
        basis="",
        fields=recorded(fact),
        by=by,
        at=at,
    )
    open_by_fact(fact=fact, items=opening, on=on, by=by, at=at)
    return fact


def _refuse_late(
    fact: Fact, opening: Sequence[OpenItem], *, is_told: bool, on: datetime.date
) -> None:
    """Raises RuleBroken for a plan that comes too late, until whoever records it has been told."""
    days = calendar(fact.organ.county.code)
    due_on = min((due_after(one, fact.happened_on, days).on for one in opening), default=None)
    refused = rules.why_late_already(fact.kind, fact.happened_on, due_on=due_on, on=on)
    if refused and not is_told:
        raise RuleBroken(refused[0], **refused[1])


def _opening(
    organ: Organ,
    kind: str,
    happened_on: datetime.date,
    item: Item | None,
    duty: Duty | None,
    on: datetime.date,
) -> list[OpenItem]:
    """The items of which the fact opens a duty: the one given, or the only one there is.

    One that came later asks for it too where it is still due (`queries.changeover`).
    """
    if duty:
        if duty.organ_id != organ.pk:
            raise RuleBroken(rules.OTHER_DUTY, duty=duty.title, organ=organ.name)
        return []
    [body] = bodies_of([organ])
    if item is None:
        found = opened_by(open_items(organ.county, until=happened_on), body, kind, happened_on)
        found += map(open_item, still_opening(organ, [kind], happened_on, on=on))
        if len(found) > 1:
            raise RuleBroken(rules.WHICH_ITEM, items="、".join(one.name for one in found))
        return found
    if item.standard.county_id != organ.county_id:
        raise RuleBroken(rules.OTHER_ITEM, item=item.level2, organ=organ.name)
    asked = open_item(item)
    if (
        asked.from_on <= on
        and asked.due.opened_by == kind
        and is_still_due(item, organ, happened_on)
    ):
        return [asked]
    _refuse_out_of_force(asked, happened_on)
    if not asked.bodies.covers(body, happened_on):
        raise RuleBroken(rules.OTHER_ITEM, item=item.level2, organ=organ.name)
    return opened_by([asked], body, kind, happened_on)


def _refuse_out_of_force(item: OpenItem, on: datetime.date) -> None:
    if on < item.from_on:
        raise RuleBroken(rules.NOT_YET_IN_FORCE, item=item.name, since=item.from_on, day=on)
    if not item.is_in_force(on):
        raise RuleBroken(rules.NOT_IN_FORCE, item=item.name, day=on)


def _item_of(item: Item | None, duty: Duty | None, opening: list[OpenItem]) -> Item | None:
    if duty:
        return duty.item
    if item is None and opening:
        return Item.objects.get(pk=opening[0].id)
    return item


def _refuse_repeat(fact: Fact) -> None:
    earlier = recorded_before(
        organ=fact.organ,
        kind=fact.kind,
        number=fact.number,
        title=fact.title,
        happened_on=fact.happened_on,
        item=fact.item,
        duty=fact.duty,
    )
    if earlier:
        raise RuleBroken(
            rules.SAME_NUMBER if _has_number_of(earlier, fact) else rules.SAME_AGAIN,
            number=earlier.number,
            title=earlier.title,
            day=earlier.happened_on,
        )


def _has_number_of(earlier: Fact, fact: Fact) -> bool:
    return bool(fact.number_key) and earlier.number_key == fact.number_key


def _line(text: str, field: str, most: int) -> str:
    cleaned = clean_line(text)
    if len(cleaned) > most:
        raise RuleBroken(rules.TOO_LONG, field=field, most=most)
    return cleaned
