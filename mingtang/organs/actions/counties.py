import datetime
from collections.abc import Mapping

from django.db import IntegrityError, transaction

from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.text import gettext_noop as _
from mingtang.ledger.choices import Act
from mingtang.organs.actions.entries import record_change
from mingtang.organs.models import County, Region
from mingtang.organs.queries.committed import notices_over
from mingtang.organs.rules import settings, typed
from mingtang.people.models import User

TAKEN = _(
    "已经有一个县用了这个代码（%(code)s）、公开日志来源名（%(origin)s）或者域名（%(host)s）。"
    "这三样每个县都要不同，请核对。"
)


@transaction.atomic
def found_county(
    *,
    code: str,
    name: str,
    log_origin: str,
    host: str = "",
    is_demo: bool = False,
    region: Region | None = None,
    sponsor: str = "",
    undertaker: str = "",
    phone: str = "",
    office_hours: str = "",
    address: str = "",
    site_code: str = "",
    icp_number: str = "",
    police_number: str = "",
    dispute_answer_working_days: int = 3,
    by: User | None,
    at: datetime.datetime,
) -> County:
    """Founds a county with its own public log. Code and log are for good; the rest may change."""
    values = settings.cleaned(
        {
            "name": name,
            "host": host,
            "sponsor": sponsor,
            "undertaker": undertaker,
            "phone": phone,
            "office_hours": office_hours,
            "address": address,
            "site_code": site_code,
            "icp_number": icp_number,
            "police_number": police_number,
            "dispute_answer_working_days": dispute_answer_working_days,
        }
    )
    county = County(
        code=typed.area(code),
        log_origin=typed.origin(log_origin),
        is_demo=is_demo,
        region=region or Region.objects.filter(code=code).first(),
        **values,
    )
    _save(county)
    record_change(
        act=Act.COUNTY_FOUNDED,
        about=county,
        text={"name": county.name},
        structured={
            "code": county.code,
            "log": county.log_origin,
            "is_demo": county.is_demo,
            "region": county.region.code if county.region else "",
            "notices": notices_over(county),
            **values,
            **{name: getattr(county, name) for name in settings.NUMBERS},
        },
        by=by,
        at=at,
    )
    return county


@transaction.atomic
def change_county(
    *, county: County, changes: Mapping[str, object], by: User | None, at: datetime.datetime
) -> County:
    """Changes settings: any of those `found_county` takes, but code, log, region and is_demo."""
    locked = County.objects.select_for_update().get(pk=county.pk)
    values = settings.cleaned(changes)
    changed = {name: value for name, value in values.items() if getattr(locked, name) != value}
    if not changed:
        return locked
    for name, value in changed.items():
        setattr(locked, name, value)
    _save(locked)
    record_change(act=Act.COUNTY_CHANGED, about=locked, structured=changed, by=by, at=at)
    return locked


def _save(county: County) -> None:
    try:
        with transaction.atomic():
            county.save()
    except IntegrityError as taken:
        raise RuleBroken(
            TAKEN, code=county.code, origin=county.log_origin, host=county.host
        ) from taken
