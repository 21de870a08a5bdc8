"""What the log binds us to of looks at what is withheld, made again from what stands there now."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from mingtang.catalogue.choices import Audience
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry
from mingtang.ledger.queries import not_as_claimed
from mingtang.ledger.rules import Claim, canonical
from mingtang.organs.models import County
from mingtang.withheld.models import Examination

Content = Mapping[FieldGroup, bytes]


def examined(one: Examination) -> Content:
    """What came of a look. The words apart from the rest: those of a document nobody may read."""
    thing = one.disclosure or one.document
    return {
        FieldGroup.TEXT: canonical({"reason": one.reason}),
        FieldGroup.STRUCTURED: canonical(
            {
                "about": str(thing.object_id) if thing else "",
                "number": one.number,
                "result": one.result,
                "ground": one.ground,
                "late_by": one.late_by,
            }
        ),
    }


def contents(entries: Sequence[Entry], *, inside: bool) -> dict[int, Content]:
    """By the key of the entry. Of what everybody may read, unless `inside`. One query."""
    wanted = [entry for entry in entries if entry.act == Act.WITHHELD_EXAMINED]
    if not wanted:
        return {}
    rows = Examination.objects.select_related("disclosure", "document").in_bulk(
        [entry.object_id for entry in wanted], field_name="object_id"
    )
    found = {
        entry.pk: shown(one, inside=inside)
        for entry in wanted
        if (one := rows.get(entry.object_id))
    }
    return {key: content for key, content in found.items() if content}


def hidden(entries: Sequence[Entry]) -> dict[int, Content]:
    """What is not opened to all, for whoever compares what it commits to. Two queries."""
    everything, to_all = contents(entries, inside=True), contents(entries, inside=False)
    return {
        key: {group: said for group, said in content.items() if group not in to_all.get(key, {})}
        for key, content in everything.items()
    }


def not_as_told(county: County, keys: Iterable[int]) -> list[UUID]:
    """Of these looks, those that stand on no record, or on one of another organ, moment or day.

    Two queries. What came of it and how late it was, its entry commits to.
    """
    rows = Examination.objects.filter(organ__county=county, pk__in=list(keys))
    claims = [
        Claim(
            one.object_id,
            one.organ.code,
            {Act.WITHHELD_EXAMINED: one.examined_at},
            due_on=one.due_on,
        )
        for one in rows.select_related("organ")
    ]
    return not_as_claimed(claims, [Act.WITHHELD_EXAMINED])


def shown(one: Examination, *, inside: bool) -> Content:
    """Of what everybody may read, unless `inside`: of a document no words, of what is inside an
    organ nothing."""
    content = examined(one)
    if inside:
        return content
    if one.disclosure and one.disclosure.audience == Audience.INTERNAL:
        return {}
    if one.document:
        return {FieldGroup.STRUCTURED: content[FieldGroup.STRUCTURED]}
    return content
