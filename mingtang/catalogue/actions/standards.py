import datetime
from collections.abc import Sequence

from django.db import transaction

from mingtang.catalogue.choices import TableState
from mingtang.catalogue.models import Duty, Erratum, ImportedTable, Item, Standard
from mingtang.catalogue.queries.committed_items import printed_of, rows_of
from mingtang.catalogue.queries.editions import edition_held, edition_withdrawn, planned_standard
from mingtang.catalogue.rules.errata import HAS_CHANGED
from mingtang.catalogue.rules.first_days import check_after, check_first_day, refuse_withdrawal
from mingtang.catalogue.rules.items import ItemText, StandardText, as_json
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.personal_data.refusing import public_reason
from mingtang.foundation.text import gettext_noop as _
from mingtang.jobs.actions import hasten
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.rules import Plain, canonical
from mingtang.organs.actions import record_act
from mingtang.organs.models import County, Organ
from mingtang.people.models import User

OPEN_DUTIES = "open_duties"  # the job (`journeys.schedule`)
OTHER_TEXT = _(
    "《%(title)s》%(edition)s已经发布，内容和这一份不同。发布过的版本不能改，请换一个版本号。"
)
WITHDRAWN_ALREADY = _("%(edition)s已经撤回了，请刷新页面。")
NO_WHY_BACK = _("写明为什么撤回这一版，公众会看到。")
REASON_AT_MOST = 200


@transaction.atomic
def adopt_standard(
    *,
    county: County,
    standard: StandardText,
    by: User,
    at: datetime.datetime,
    from_on: datetime.date | None = None,
    errata: Sequence[Erratum] = (),
) -> Standard:
    """Puts a catalogue (公开标准目录) in force in a county, from today unless a day is given.

    The edition of the same title that was in force ends the day before. The same edition again
    changes nothing and gives back what there is, unless it was withdrawn; with other words it is
    refused, and so is a day that is past: what it asks for would be late before anybody could know.
    So is one that is far ahead: no other edition can come before it. From today its duties are
    opened by the next turn of the job, not by that of the night. `errata`: what two persons let it
    say less of than the one before; each is used up by it. Raises RuleBroken where one of them no
    longer stands.
    """
    county = County.objects.select_for_update(no_key=True).get(pk=county.pk)
    adopted = edition_held(county, standard)
    if adopted:
        return _the_same(adopted, standard.digest)
    withdrawn = edition_withdrawn(county, standard)
    if withdrawn:
        _the_same(withdrawn, standard.digest)
    starts_on = from_on or max(standard.from_on, day_of(at))
    check_first_day(standard, starts_on, day_of(at))
    _end_current(county, standard.title, starts_on)
    adopted, items = (
        _again(withdrawn, starts_on) if withdrawn else _anew(county, standard, starts_on)
    )
    _use(errata, adopted)
    record_act(
        act=Act.STANDARD_ADOPTED,
        about=county,
        basis="政府信息公开条例:12",
        fields={FieldGroup.STRUCTURED: canonical(_on_record(adopted, items, errata))},
        by=by,
        at=at,
    )
    if starts_on == day_of(at):
        hasten(name=OPEN_DUTIES, at=at)
    return adopted


@transaction.atomic
def adopt_shipped(
    *,
    county: County,
    standard: StandardText,
    by: User,
    at: datetime.datetime,
    from_on: datetime.date | None = None,
) -> Standard:
    """Puts the catalogue that comes with the software in force, as `adopt_standard` does.

    Raises RuleBroken too where it would drop or weaken what the county's own edition of that name
    asks for by law, or say again what another catalogue says.
    """
    day = from_on or max(standard.from_on, day_of(at))
    used: Sequence[Erratum] = ()
    if edition_held(county, standard) is None:
        planned = planned_standard(county, standard, day)
        planned.refuse()
        used = planned.used
    return adopt_standard(county=county, standard=standard, by=by, at=at, from_on=day, errata=used)


@transaction.atomic
def withdraw_standard(
    *, standard: Standard, because: str, by: User, at: datetime.datetime
) -> Standard:
    """Takes back an edition before it comes to bear (撤回目录); it stays on record.

    That is before its first day, and on it as long as no duty has arisen from it. Everybody reads
    why. The one that it was to replace goes on, and the official table from which
    it was made is a draft once more, with all that was settled. What two persons mended by it
    stands for the next one again. Raises RuleBroken after that: then another edition replaces it.
    """
    reason = public_reason(because, missing=NO_WHY_BACK, most=REASON_AT_MOST)
    county = County.objects.select_for_update(no_key=True).get(pk=standard.county_id)
    known = county.standards.get(pk=standard.pk)
    if known.is_withdrawn:
        raise RuleBroken(WITHDRAWN_ALREADY, edition=known.edition)
    # What opens duties locks the organ, or else looks once more whether the edition stands.
    list(Organ.objects.select_for_update(no_key=True).filter(county=county).order_by("id"))
    refuse_withdrawal(
        known.edition,
        known.from_on,
        day_of(at),
        has_duties=Duty.objects.filter(item__standard=known).exists(),
    )
    before = known.from_on - datetime.timedelta(days=1)
    replaced = county.standards.filter(title=known.title, to_on=before, from_on__lte=before)
    replaced.update(to_on=None)
    known.to_on, known.withdrawn_because = before, reason
    known.save(update_fields=["to_on", "withdrawn_because"])
    Erratum.objects.filter(used_in=known).update(used_in=None)
    made_of = ImportedTable.objects.filter(adopted_as=known)
    made_of.update(state=TableState.DRAFT, adopted_as=None)
    record_act(
        act=Act.STANDARD_WITHDRAWN,
        about=county,
        basis="",
        fields={
            FieldGroup.STRUCTURED: canonical({"standard": str(known.object_id), "because": reason})
        },
        by=by,
        at=at,
    )
    return known


def _anew(
    county: County, standard: StandardText, starts_on: datetime.date
) -> tuple[Standard, list[Item]]:
    made = Standard.objects.create(
        county=county,
        title=standard.title,
        edition=standard.edition,
        basis=standard.basis,
        from_on=starts_on,
        at_once_days=standard.at_once_days,
        pre_disclosure_days=standard.pre_disclosure_days,
        digest=standard.digest,
    )
    items = Item.objects.bulk_create(
        _item(made, number, text) for number, text in enumerate(standard.items, 1)
    )
    return made, items


def _again(withdrawn: Standard, starts_on: datetime.date) -> tuple[Standard, list[Item]]:
    """The same words from another day on."""
    withdrawn.from_on, withdrawn.to_on, withdrawn.withdrawn_because = starts_on, None, ""
    withdrawn.save(update_fields=["from_on", "to_on", "withdrawn_because"])
    return withdrawn, list(withdrawn.items.order_by("order"))


def _the_same(adopted: Standard, digest: str) -> Standard:
    if adopted.digest != digest:
        raise RuleBroken(OTHER_TEXT, title=adopted.title, edition=adopted.edition)
    return adopted


def _end_current(county: County, title: str, starts_on: datetime.date) -> None:
    current = county.standards.filter(title=title, to_on__isnull=True).first()
    if current is None:
        return
    check_after(starts_on, current.edition, current.from_on)
    current.to_on = starts_on - datetime.timedelta(days=1)
    current.save(update_fields=["to_on"])


def _use(errata: Sequence[Erratum], adopted: Standard) -> None:
    """Each once; the county is locked."""
    wanted = [one.pk for one in errata]
    open_ones = Erratum.objects.filter(pk__in=wanted, used_in=None, withdrawn_at=None)
    if wanted and open_ones.update(used_in=adopted) != len(wanted):
        raise RuleBroken(HAS_CHANGED)


def _item(standard: Standard, number: int, text: ItemText) -> Item:
    return Item(
        standard=standard,
        order=number,
        code=text.code,
        clause=text.clause,
        level1=text.level1,
        level2=text.level2,
        elements=as_json(text.elements),
        basis=as_json(text.basis),
        due_rule=text.due.as_json(),
        bodies=text.bodies.as_json(),
        channels=list(text.channels),
        gates=list(text.gates),
        notice_days=text.notice_days,
        notice_unit=text.notice_unit,
        pre_disclosure_days=text.pre_disclosure_days,
        emphasis=text.emphasis,
        audience=text.audience,
        mode=text.mode,
        at_least_every=text.at_least_every,
        table_schema=text.table_schema,
        retention=text.retention,
        fields=list(text.fields),
        never_nil=text.never_nil,
        printed=text.printed,
    )


def _on_record(
    adopted: Standard, items: Sequence[Item], errata: Sequence[Erratum]
) -> dict[str, Plain]:
    """`mended` only where anything was: which of what two persons mended it made use of."""
    return {
        "standard": str(adopted.object_id),
        "title": adopted.title,
        "edition": adopted.edition,
        "from_on": adopted.from_on.isoformat(),
        "items": len(items),
        "rows": rows_of(items),
        "printed": printed_of(items),
        "at_once_days": adopted.at_once_days,
        "pre_disclosure_days": adopted.pre_disclosure_days,
        "basis": adopted.basis,
        "sha256": adopted.digest,
        **({"mended": sorted(str(one.object_id) for one in errata)} if errata else {}),
    }
