"""An organ as its page shows it: what it owes, what it published, who leads, what it was."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.cases.choices import SubjectKind
from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries.owed import public_duties
from mingtang.catalogue.queries.transfers import given_when_late, joint_duties
from mingtang.channels.shared.shown.dates import day
from mingtang.channels.shared.shown.numbers import grouped
from mingtang.channels.website.blocks import blocks
from mingtang.channels.website.counted import counted, standing_where
from mingtang.channels.website.disputed import disputes_block
from mingtang.channels.website.leading import led
from mingtang.channels.website.past import ended, history
from mingtang.channels.website.recorded import misfits_of_organ
from mingtang.channels.website.rows import Crumb, Entry, Fact, disclosure_rows, duty_rows
from mingtang.channels.website.tallied import tallied
from mingtang.channels.website.withheld import withheld_of
from mingtang.channels.website.year import year_of
from mingtang.disclosure.queries import public as disclosures
from mingtang.foundation import clock
from mingtang.foundation.working_days import Calendar
from mingtang.organs.choices import Tier
from mingtang.organs.models import County, Organ
from mingtang.organs.queries import public
from mingtang.terms.queries import calendar

LATEST = 5
BELOW_MOST = 50


@dataclass(frozen=True)
class OrganGroup:
    title: str
    entries: list[Entry]


def entry(organ: Organ, counts: dict[int, int]) -> Entry:
    return Entry(
        address=reverse("website:organ", args=[organ.object_id]),
        label=organ.name,
        count=_("%(count)s件") % {"count": grouped(counts.get(organ.pk, 0))},
        number=counts.get(organ.pk, 0),
        wrong=reverse("website:dispute-new", args=[SubjectKind.ORGAN, organ.object_id]),
        behind=counted(counts.get(organ.pk, 0), standing_where("organ", organ.object_id)).address,
    )


def organ_entries(county: County, organs: Iterable[Organ]) -> list[OrganGroup]:
    """By tier; each with how much of it is public."""
    counts = disclosures.counts_by_organ(county)
    return [
        OrganGroup(str(Tier(tier).label), [entry(organ, counts) for organ in group])
        for tier, group in groupby(organs, lambda organ: organ.tier)
    ]


def organ_page(organ: Organ, on: datetime.date) -> dict[str, object]:
    county = organ.county
    duties = public_duties(county).filter(organ=organ)
    published = disclosures.of_organ(organ)
    latest = list(published[:LATEST])
    days = calendar(county.code)
    first = latest[0].first_published_at if latest else None
    total, leaders = published.count(), led(organ, on)
    return {
        "organ": organ,
        "crumbs": _crumbs(organ),
        "fields": [field.get_field_display() for field in public.fields_of(organ, on)],
        "ended": ended(organ),
        "tallied": tallied(duties, on, organ.name, {"organ": str(organ.object_id)}),
        "owed": duty_rows(duties.filter(state="open")[:LATEST], on, days, with_organ=False),
        "joint": duty_rows(_joint(organ), on, days),
        **_given_when_late(organ, on, days),
        "latest": disclosure_rows(latest, on, with_organ=False),
        "latest_day": day(clock.day_of(first), on) if first else None,
        "latest_total": total,
        "latest_address": f"{reverse('website:disclosures')}?organ={organ.object_id}",
        "below": _below(organ),
        "history": history(organ),
        "contact": _contact(organ),
        "withheld": withheld_of(organ, on),
        "year": year_of(organ, on, days),
        "year_address": (f"{reverse('website:duties')}?by=month&year=all&organ={organ.object_id}"),
        "blocks": blocks(organ, on, days, office=leaders["office"], published=total),
        "misfits": misfits_of_organ(organ),
        **leaders,
        **disputes_block(county, SubjectKind.ORGAN, organ.object_id, on),
    }


def _given_when_late(organ: Organ, on: datetime.date, days: Calendar) -> dict[str, object]:
    """What was overdue when it went to another organ is told here too: nobody gets rid of it."""
    found = given_when_late(organ)
    return {
        "given_late": duty_rows(found[:LATEST], on, days),
        "given_late_total": found.count(),
    }


def _joint(organ: Organ) -> list[Duty]:
    """What it owes together with another organ that leads; shared duties are public ones."""
    return list(joint_duties([organ.pk])[:LATEST])


def _crumbs(organ: Organ) -> list[Crumb]:
    here = [Crumb(_("机关"), reverse("website:organs"))]
    if organ.parent:
        here.append(
            Crumb(organ.parent.name, reverse("website:organ", args=[organ.parent.object_id]))
        )
    return here


def _below(organ: Organ) -> list[Entry]:
    return [
        Entry(reverse("website:organ", args=[child.object_id]), child.name)
        for child in public.children(organ)[:BELOW_MOST]
    ]


def _contact(organ: Organ) -> list[Fact]:
    return [
        Fact(label, text)
        for label, text in (
            (_("电话"), organ.phone),
            (_("地址"), organ.address),
            (_("办公时间"), organ.office_hours),
        )
        if text
    ]
