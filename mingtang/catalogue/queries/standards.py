"""The catalogue itself: what is shipped, what a county has adopted, what is in force."""

import datetime
from collections.abc import Callable, Collection, Iterable
from functools import cache
from pathlib import Path

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from mingtang.catalogue.choices import Audience, Channel, Emphasis, FactKind, Gate, Mode
from mingtang.catalogue.models import Duty, Item, Standard
from mingtang.catalogue.rules.bodies import Bodies, Body, Charge, falls_to_one, kept_bodies
from mingtang.catalogue.rules.carrying import statement
from mingtang.catalogue.rules.items import StandardText
from mingtang.catalogue.rules.opening import OpenItem
from mingtang.catalogue.rules.standards import Vocabulary, kept_basis, kept_due, read_standard
from mingtang.catalogue.rules.terms_of_items import BeforeFact, Every
from mingtang.organs.choices import Field, OrganKind, Sector, Tier
from mingtang.organs.models import County, Organ, OrganField

SHIPPED = Path(__file__).parents[1] / "standards"
MODEL = "shifan-2025"
FACTS = frozenset(FactKind.values)


@cache
def vocabulary() -> Vocabulary:
    """The words a standard may use. The secrecy review is not a choice: it is always there."""
    return Vocabulary(
        facts=FACTS,
        kinds=frozenset(OrganKind.values),
        tiers=frozenset(Tier.values),
        fields=frozenset(Field.values),
        sectors=frozenset(Sector.values),
        channels=frozenset(Channel.values),
        gates=frozenset(Gate.values) - {Gate.SECRECY, Gate.CONSULTATION},
        emphases=frozenset(Emphasis.values),
        audiences=frozenset(Audience.values),
        modes=frozenset(Mode.values),
    )


@cache
def shipped_standard(name: str = MODEL) -> StandardText:
    """The model standard that comes with the software; a county adopts it, or its own."""
    return read_standard((SHIPPED / f"{name}.toml").read_text(encoding="utf-8"), vocabulary())


def in_force(county: County, on: datetime.date) -> QuerySet[Standard]:
    return county.standards.filter(_in_force("", on)).order_by("from_on", "id")


def items_of(county: County, on: datetime.date, *, with_internal: bool = False) -> QuerySet[Item]:
    """The items in force on a day in the order of the catalogue; public ones unless asked."""
    items = (
        Item.objects.filter(_in_force("standard__", on), standard__county=county)
        .select_related("standard")
        .order_by("standard__from_on", "standard_id", "order", "id")
    )
    return items if with_internal else items.filter(audience=Audience.PUBLIC)


def items_owed_by(organ: Organ, on: datetime.date) -> list[Item]:
    """The items that fall to an organ on a day, internal ones too. Two queries.

    Not those that are disclosed on request: nobody owes them unasked.
    """
    [body] = bodies_of([organ])
    return [
        item
        for item in items_of(organ.county, on, with_internal=True).filter(mode=Mode.ACTIVE)
        if kept_bodies(item.bodies).covers(body, on)
    ]


def open_items(county: County, *, until: datetime.date) -> list[OpenItem]:
    """Every item ever in force by a day that opens duties, ended editions too. One query."""
    items = Item.objects.filter(
        standard__county=county, standard__from_on__lte=until, mode=Mode.ACTIVE
    )
    return [open_item(item) for item in items.select_related("standard").order_by("id")]


def plans_asked_for(county: County, on: datetime.date) -> set[str]:
    """The kinds of plan that open a duty of an item in force. One query."""
    known = items_of(county, on, with_internal=True).filter(mode=Mode.ACTIVE)
    rules = (kept_due(rule, FACTS) for rule in known.values_list("due_rule", flat=True))
    return {rule.opened_by for rule in rules if isinstance(rule, BeforeFact)}


def open_item(item: Item) -> OpenItem:
    """An item as the rules see it."""
    basis = kept_basis(item.basis)
    return OpenItem(
        id=item.pk,
        code=item.code,
        name=item.level2,
        due=kept_due(item.due_rule, FACTS),
        bodies=kept_bodies(item.bodies),
        from_on=item.standard.from_on,
        to_on=item.standard.to_on,
        cited=next((cited for cited in basis if cited.sets_term), None),
        at_once_days=item.standard.at_once_days,
        is_internal=item.audience == Audience.INTERNAL,
        at_least=Every(item.at_least_every) if item.at_least_every else None,
        never_nil=item.never_nil,
        series=item.standard.title,
        statement=statement(
            elements=item.elements,
            due=item.due_rule,
            channels=item.channels,
            audience=item.audience,
            notice=str(item.notice_term or ""),
        ),
    )


def withdrawn_among(items: Collection[int]) -> frozenset[int]:
    """Items whose edition was taken back before anything was opened by it. One query."""
    of_these = Item.objects.filter(pk__in=items, standard__to_on__lt=F("standard__from_on"))
    return frozenset(of_these.values_list("pk", flat=True))


def bearing_among(standards: Collection[Standard]) -> frozenset[int]:
    """Editions from which duties have arisen. One query."""
    of_it = Duty.objects.filter(item__standard=OuterRef("pk"))
    found = Standard.objects.filter(Exists(of_it), pk__in=[one.pk for one in standards])
    return frozenset(found.values_list("pk", flat=True))


def bodies_of(organs: Iterable[Organ]) -> list[Body]:
    """The organs as the rules see them. One query, for the fields they are in charge of."""
    known = list(organs)
    charges: dict[int, list[Charge]] = {organ.pk: [] for organ in known}
    rows = OrganField.objects.filter(organ__in=[organ.pk for organ in known])
    for organ_id, field, from_on, to_on in rows.values_list("organ", "field", "from_on", "to_on"):
        charges[organ_id].append(Charge(field, from_on, to_on))
    return [
        Body(
            id=organ.pk,
            kind=organ.kind,
            tier=organ.tier,
            sector=organ.sector,
            code=organ.code,
            established_on=organ.established_on,
            dissolved_on=organ.dissolved_on,
            charges=tuple(charges[organ.pk]),
        )
        for organ in known
    ]


def shared_in(county: County, on: datetime.date) -> Callable[[Bodies, Bodies], bool]:
    """Whether any organ of the county falls under both on a day. Two queries."""
    bodies = bodies_of(Organ.objects.filter(county=county).order_by("id"))
    return lambda one, other: falls_to_one(one, other, bodies, on)


def _in_force(prefix: str, on: datetime.date) -> Q:
    has_begun = Q(**{f"{prefix}from_on__lte": on})
    return has_begun & (Q(**{f"{prefix}to_on": None}) | Q(**{f"{prefix}to_on__gte": on}))
