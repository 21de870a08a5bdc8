from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from mingtang.catalogue import permissions
from mingtang.catalogue.choices import FactKind
from mingtang.catalogue.models import Fact
from mingtang.catalogue.queries.corrected import latest_form
from mingtang.catalogue.queries.demanded import begins_after
from mingtang.catalogue.queries.recording import duties_it_may_prove, recorded_facts
from mingtang.catalogue.queries.standards import plans_asked_for
from mingtang.catalogue.rules.facts import PLANS, power_needed
from mingtang.catalogue.rules.recording import PASSES
from mingtang.channels.desk.pages import holding_back
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.desk.pages.today import duty_rows
from mingtang.channels.shared.access import WITHIN, Seat, StaffRequest
from mingtang.channels.shared.choosing import choose
from mingtang.channels.shared.paging import newest_first
from mingtang.channels.shared.shown.dates import full_day
from mingtang.issued.queries.register import document_of
from mingtang.organs.models import Organ
from mingtang.organs.queries.register import ended_into, organs_of, successors
from mingtang.organs.queries.rights import units_where
from mingtang.organs.rules.roles import Power, Scope, scope_of
from mingtang.terms.queries import calendar

POWERS = (Power.RECORD_FACT, Power.RECORD_CONGRESS_FACT, Power.RECORD_REPLY)


def county_wide(seat: Seat) -> set[Power]:
    """The powers to record that this person has for the whole county."""
    return {
        power
        for post in seat.posts
        for power in POWERS
        if scope_of(post.role, power) == Scope.COUNTY
    }


def kinds_with(powers: Iterable[Power]) -> list[tuple[str, str]]:
    wanted = set(powers)
    return [
        (kind.value, str(kind.label)) for kind in FactKind if Power(power_needed(kind)) in wanted
    ]


def organs_to_record_for(seat: Seat) -> list[Organ]:
    """Those of the county for a county's office, else one's own; each with those that ended and
    whose place it took: what happened before that is recorded still."""
    ended = ended_into(seat.county)
    return [
        one
        for organ in standing_to_record_for(seat)
        for one in (organ, *(gone for gone, heir in ended if heir == organ))
    ]


def standing_to_record_for(seat: Seat) -> list[Organ]:
    if county_wide(seat):
        return list(organs_of(seat.county))
    own = seat.organs(*POWERS)
    mine = [organ for organ in seat.own() if organ.pk in own and not organ.is_dissolved]
    return list(dict.fromkeys([*mine, *units_replied_to(seat)]))


def units_replied_to(seat: Seat) -> QuerySet[Organ]:
    """The units whose budgets the person's own departments reply to (预算法 art. 52)."""
    return units_where(seat.person, Power.RECORD_REPLY, seat.on).filter(county=seat.county)


def kinds_to_record(seat: Seat) -> list[tuple[str, str]]:
    """Plans only of what an item is due before; what the register of documents opens, not here."""
    replies = [Power.RECORD_REPLY] if units_replied_to(seat).exists() else []
    kinds = kinds_with([*(power for power in POWERS if seat.may(power)), *replies])
    left_out = {*PLANS.values(), FactKind.READING_OWED} - plans_asked_for(seat.county, seat.on)
    return [(kind, label) for kind, label in kinds if kind not in left_out]


def recorder_organ(seat: Seat, kind: str, organ: Organ) -> Organ:
    """Where the recorder works: in that organ, its department or the office with the power; of one
    that has ended, in its successor."""
    organ = successors(organ) or organ
    power = Power(power_needed(kind))
    scopes = [(scope_of(post.role, power), post.organ) for post in seat.posts]
    inside = [own for scope, own in scopes if scope in WITHIN and own.pk == organ.pk]
    over = [own for scope, own in scopes if scope == Scope.UNITS and own.pk == organ.parent_id]
    above = [own for scope, own in scopes if scope == Scope.COUNTY]
    return next(iter([*inside, *over, *above]), seat.posts[0].organ)


def facts_seen(seat: Seat) -> QuerySet[Fact]:
    kinds = [code for code, _label in kinds_with(county_wide(seat))]
    replies = [code for code, _label in kinds_with([Power.RECORD_REPLY])]
    return recorded_facts(
        seat.county,
        organs=seat.organs(Power.READ_DESK) | seat.answers_for(*POWERS),
        kinds=kinds,
        of_units=(units_replied_to(seat), replies),
    )


def facts_page(request: StaffRequest, seat: Seat) -> dict[str, Any]:
    """What is on record of one's own organs, or of what one records for the county."""
    kinds = [("", _("全部")), *((kind.value, str(kind.label)) for kind in FactKind)]
    kind = choose(request, "kind", _("类别"), kinds)
    found = facts_seen(seat)
    if kind.value:
        found = found.filter(kind=kind.value)
    return {
        **desk_frame(seat, "facts"),
        "filters": [kind],
        "paged": newest_first(found, request),
    }


def _why_nothing(fact: Fact) -> str:
    """Why it opened no duty, where it did not."""
    if fact.duty:
        return _("这件事实用来证明上面那项任务可以公开，不另外产生任务。")
    if fact.kind in PASSES:
        return _("这件事实是公开前的依据，不产生公开任务。")
    if item := begins_after(fact):
        return _(
            "这件事实没有产生公开任务：“%(item)s”自%(since)s起施行，这一天还没有这个事项。"
        ) % {"item": item.name, "since": full_day(item.from_on)}
    return _("这件事实没有产生公开任务：目录里没有由它产生的、由这个机关公开的事项。")


def fact_page(seat: Seat, fact: Fact) -> dict[str, Any]:
    """One fact: what it opened, what it replaced, and what may still be done with it.

    `went_on`: the duties of a fact that was corrected are those of the correction."""
    days = calendar(seat.county.code)
    duties = fact.duties.select_related("organ", "item").order_by("due_on", "id")
    replaced_by = Fact.objects.filter(corrects=fact).first()
    went_on = latest_form(replaced_by).duties.order_by("due_on", "id") if replaced_by else ()
    may_change = fact.stands and permissions.may_change_fact(seat.person, fact, seat.on)
    return {
        **desk_frame(seat, "facts"),
        "fact": fact,
        "duties": duty_rows([duty for duty in duties if duty.is_open], [], seat.on, days),
        "ended": [duty for duty in duties if not duty.is_open],
        "may_draft_in": seat.organs(Power.DRAFT),
        "may_change": may_change,
        "document": document_of(fact),
        "opened_nothing": _why_nothing(fact),
        "may_prove": may_change and bool(duties_it_may_prove(fact)),
        "replaced_by": replaced_by,
        "went_on": list(went_on),
        **holding_back.of_fact(seat, fact),
    }
