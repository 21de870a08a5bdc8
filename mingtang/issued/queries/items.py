"""Which item of the catalogue a document falls under (公开事项), and which its reading (解读)."""

import datetime
from collections.abc import Sequence

from mingtang.catalogue.choices import Audience, FactKind, Mode
from mingtang.catalogue.models import Item
from mingtang.catalogue.queries.changeover import still_opening
from mingtang.catalogue.queries.standards import bodies_of, items_of, open_item
from mingtang.catalogue.rules.grounds import is_of_normative
from mingtang.catalogue.rules.opening import OpenItem, due_after
from mingtang.catalogue.rules.terms_of_items import BeforeFact
from mingtang.foundation.cells import tight
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import quoted
from mingtang.issued.rules.registering import NO_SUCH_ITEM, NOT_NORMATIVE, WHICH_ITEM, Particulars
from mingtang.organs.models import Organ
from mingtang.terms.queries import calendar

# That a document was issued is one of these, by what the rule of its item counts from.
OPENING = (FactKind.DOCUMENT_ISSUED, FactKind.FORMED_OR_CHANGED, FactKind.DECIDED)


def items_for_documents(organ: Organ, issued_on: datetime.date, *, on: datetime.date) -> list[Item]:
    """What an organ publishes documents under; those of documents first. `on`: when it is put on
    record; what began since may ask for it still. Six queries at most."""
    falling = _falling(organ, issued_on, OPENING)
    falling += [
        item
        for item in still_opening(organ, OPENING, issued_on, on=on)
        if item.audience == Audience.PUBLIC and not isinstance(open_item(item).due, BeforeFact)
    ]
    return sorted(falling, key=lambda item: OPENING.index(kind_of(item)))


def due_for_everyone(
    organ: Organ, issued_on: datetime.date, *, on: datetime.date
) -> datetime.date | None:
    """By when a document would be due, were it for everyone: by the first item that it may fall
    under; None where there is none. A fixed number of queries."""
    found = items_for_documents(organ, issued_on, on=on)
    if not found:
        return None
    return due_after(open_item(found[0]), issued_on, calendar(organ.county.code)).on


def items_for_readings(organ: Organ, on: datetime.date) -> list[OpenItem]:
    """What an organ explains documents under; a catalogue should have one. Two queries."""
    return [open_item(item) for item in _falling(organ, on, (FactKind.READING_OWED,))]


def _falling(organ: Organ, on: datetime.date, kinds: tuple[FactKind, ...]) -> list[Item]:
    [body] = bodies_of([organ])
    found = []
    for item in items_of(organ.county, on).filter(mode=Mode.ACTIVE):
        asked = open_item(item)
        if (
            asked.due.opened_by in kinds
            and not isinstance(asked.due, BeforeFact)
            and asked.bodies.covers(body, on)
        ):
            found.append(item)
    return found


def called(organ: Organ, said: Particulars, written: str, known: Sequence[Item]) -> Item | None:
    """Of the items known, the one of that code or name; None where nothing is written.

    Raises RuleBroken.
    """
    if not written:
        return None
    wanted = tight(written)
    found = [item for item in known if wanted in (tight(item.code), tight(item.level2))]
    if len(found) != 1:
        raise RuleBroken(NO_SUCH_ITEM, item=quoted(written), organ=organ.name, day=said.issued_on)
    return found[0]


def chosen_item(
    organ: Organ, said: Particulars, item: Item | None, known: Sequence[Item]
) -> Item | None:
    """The item given, or the only one of those known there can be; None where there is none.

    What is not normative falls under none where there is nothing but items of normative documents.
    Raises RuleBroken where somebody has to choose, or chose wrongly.
    """
    if item is not None:
        if item not in known:
            raise RuleBroken(NO_SUCH_ITEM, item=item.level2, organ=organ.name, day=said.issued_on)
        if _is_for_normative(item) and not said.is_normative:
            raise RuleBroken(NOT_NORMATIVE, item=item.level2)
        return item
    offered = list(known)
    if not said.is_normative and all(map(_is_for_normative, offered)):
        return None
    if said.is_normative:
        of_documents = [one for one in known if kind_of(one) == FactKind.DOCUMENT_ISSUED]
        offered = of_documents if len(of_documents) == 1 else offered
    if len(offered) > 1:
        raise RuleBroken(WHICH_ITEM, items="、".join(one.level2 for one in offered))
    return offered[0] if offered else None


def _is_for_normative(item: Item) -> bool:
    return is_of_normative(item.level2)


def kind_of(item: Item) -> FactKind:
    """What the rule of its item counts from."""
    return FactKind(open_item(item).due.opened_by)
