import datetime
from collections.abc import Mapping

from django.db import IntegrityError, transaction

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.ledger.choices import Act
from mingtang.organs.actions.entries import record_change
from mingtang.organs.choices import OrganKind, Sector, Tier
from mingtang.organs.models import County, Organ, OrganName, Region
from mingtang.organs.rules import bodies, codes, entry, tree, typed
from mingtang.organs.rules.succession import ENDED
from mingtang.people.models import User

CODE_TAKEN = _("代码%(code)s已经登记给“%(name)s”（%(county)s）。请核对代码。")
NAME_TAKEN = _("同一上级下面已经有“%(name)s”。请核对，或者写机关全称。")
OTHER_COUNTY = _("上级机关“%(name)s”不是本县的。请选择本县的机关。")
PARENT_ENDED = _("上级机关“%(name)s”已经撤并。请选择承接它的机关。")
NOT_AN_ENTRY = _("“%(name)s”不能这样更改。更名、合并、撤销请用各自的办法；代码和类别永不更改。")
CHANGEABLE = {
    *("parent", "region", "order", "established_on", "credit_code"),
    *("address", "phone", "office_hours", "duties_text"),
}


@transaction.atomic
def create_organ(
    *,
    county: County,
    kind: OrganKind,
    tier: Tier,
    code: str,
    name: str,
    parent: Organ | None = None,
    region: Region | None = None,
    sector: Sector | str = "",
    established_on: datetime.date | None = None,
    order: int = 0,
    duties_text: str = "",
    address: str = "",
    phone: str = "",
    office_hours: str = "",
    by: User | None,
    at: datetime.datetime,
) -> Organ:
    """Registers a body. Its code is a registered one, or ours in the form of `rules.codes`."""
    county = County.objects.select_for_update().get(pk=county.pk)
    bodies.refuse_kind(kind=kind, tier=tier, sector=sector)
    code = codes.organ_code(code, county=county.code)
    if parent is not None:
        _refuse_parent(None, parent, county)
    organ = Organ(
        county=county,
        kind=kind,
        tier=tier,
        sector=sector,
        code=code,
        credit_code="" if codes.is_self_made(code) else code,
        name=entry.name(name),
        parent=parent,
        region=region,
        established_on=established_on,
        order=order,
        **entry.texts(
            {
                "duties_text": duties_text,
                "address": address,
                "phone": phone,
                "office_hours": office_hours,
            }
        ),
    )
    save_organ(organ=organ)
    OrganName.objects.create(organ=organ, name=organ.name, from_on=established_on)
    record_change(
        act=Act.ORGAN_CREATED,
        about=organ,
        text={"name": organ.name, "duties": organ.duties_text},
        structured={
            "code": organ.code,
            "kind": str(kind),
            "tier": str(tier),
            "sector": str(sector),
            "parent": parent.code if parent else "",
            "region": region.code if region else "",
            "address": organ.address,
            "phone": organ.phone,
            "office_hours": organ.office_hours,
        },
        by=by,
        at=at,
    )
    return organ


@transaction.atomic
def change_organ(
    *, organ: Organ, changes: Mapping[str, object], by: User | None, at: datetime.datetime
) -> Organ:
    """Changes what of an entry may change: CHANGEABLE. The name has an action of its own.

    On record is what is other than before; a form sent twice changes nothing the second time.
    """
    locked = lock_organ(organ=organ)
    for name in changes:
        if name not in CHANGEABLE:
            raise RuleBroken(NOT_AN_ENTRY, name=name)
    values = _cleaned(changes)
    parent = values.get("parent")
    if isinstance(parent, Organ):
        _refuse_parent(locked, parent, locked.county)
    values = {name: value for name, value in values.items() if getattr(locked, name) != value}
    if not values:
        return locked
    for name, value in values.items():
        setattr(locked, name, value)
    save_organ(organ=locked)
    record_change(
        act=Act.ORGAN_CHANGED,
        about=locked,
        structured={name: _plain(value) for name, value in values.items()},
        by=by,
        at=at,
    )
    return locked


@transaction.atomic
def lock_organ(*, organ: Organ) -> Organ:
    """The organ as it now is, its county's register held until the transaction ends.

    Raises RuleBroken where it no longer stands.
    """
    County.objects.select_for_update().get(pk=organ.county_id)
    locked = Organ.objects.select_related("county").get(pk=organ.pk)
    if locked.dissolved_on is not None:
        raise RuleBroken(ENDED, name=locked.name, on=locked.dissolved_on)
    return locked


def _cleaned(changes: Mapping[str, object]) -> dict[str, object]:
    values: dict[str, object] = {**changes, **entry.texts(changes)}
    if "order" in values:
        values["order"] = typed.number(values["order"], what=_("排序"), least=0, most=999_999)
    if code := values.get("credit_code"):
        values["credit_code"] = codes.credit_code(str(code))
    return values


def _refuse_parent(organ: Organ | None, parent: Organ, county: County) -> None:
    if parent.county_id != county.pk:
        raise RuleBroken(OTHER_COUNTY, name=parent.name)
    if parent.is_dissolved:
        raise RuleBroken(PARENT_ENDED, name=parent.name)
    parents = dict(Organ.objects.filter(county=county).values_list("pk", "parent_id"))
    tree.refuse_parent(organ.pk if organ else None, parent.pk, parents)


@transaction.atomic
def save_organ(*, organ: Organ) -> None:
    """Raises RuleBroken where code or name is taken. The database says so, as it alone holds
    when two ask at once."""
    try:
        with transaction.atomic():
            organ.save()
    except IntegrityError as taken:
        others = Organ.objects.select_related("county").exclude(pk=organ.pk)
        mine = {organ.code, organ.credit_code} - {""}
        other = (others.filter(code=organ.code) | others.filter(credit_code__in=mine)).first()
        if other is None:
            raise RuleBroken(NAME_TAKEN, name=organ.name) from taken
        raise RuleBroken(
            CODE_TAKEN,
            code=organ.credit_code or organ.code,
            name=other.name,
            county=other.county.name,
        ) from taken


def _plain(value: object) -> str | int | None:
    if isinstance(value, Organ | Region):
        return value.code
    return value if value is None or isinstance(value, int) else str(value)
