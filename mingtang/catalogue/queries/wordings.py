"""Items of editions that were adopted, as their standards worded them."""

from mingtang.catalogue.models import Item
from mingtang.catalogue.queries.standards import FACTS
from mingtang.catalogue.rules.bodies import kept_bodies
from mingtang.catalogue.rules.items import Element, ElementKind, ItemText
from mingtang.catalogue.rules.standards import kept_basis, kept_due
from mingtang.foundation.terms import Unit


def item_text(item: Item) -> ItemText:
    """An item as its standard worded it."""
    return ItemText(
        code=item.code,
        clause=item.clause,
        level1=item.level1,
        level2=item.level2,
        elements=tuple(
            Element(**{**row, "kind": ElementKind(row.get("kind", ElementKind.TEXT))})
            for row in item.elements
        ),
        basis=kept_basis(item.basis),
        due=kept_due(item.due_rule, FACTS),
        bodies=kept_bodies(item.bodies),
        channels=tuple(item.channels),
        gates=tuple(item.gates),
        notice_days=item.notice_days,
        notice_unit=Unit(item.notice_unit),
        pre_disclosure_days=item.pre_disclosure_days,
        emphasis=item.emphasis,
        audience=item.audience,
        mode=item.mode,
        at_least_every=item.at_least_every,
        table_schema=item.table_schema,
        retention=item.retention,
        fields=tuple(item.fields),
        never_nil=item.never_nil,
        printed=item.printed,
    )
