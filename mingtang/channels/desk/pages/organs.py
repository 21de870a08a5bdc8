from typing import Any

from django.utils.translation import gettext as _

from mingtang.channels.desk.pages.ends import is_own
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.shared.access import Seat, StaffRequest
from mingtang.channels.shared.choosing import choose
from mingtang.channels.shared.paging import in_order
from mingtang.disclosure.queries.hung import Boardless, boardless
from mingtang.organs.choices import Tier
from mingtang.organs.models import Organ, Place
from mingtang.organs.queries import public
from mingtang.organs.queries.leadership import gaps
from mingtang.organs.queries.proposals import proposed_ends
from mingtang.organs.queries.register import organs_named, organs_of
from mingtang.organs.queries.tenures import tenures_in
from mingtang.organs.rules.leadership import LABELS

ROWS = 50


def organs_page(request: StaffRequest, seat: Seat) -> dict[str, Any]:
    """The register of organs, by tier or by any name they ever had; what each still lacks."""
    tiers = [("", _("全部")), *((tier.value, str(tier.label)) for tier in Tier)]
    tier = choose(request, "tier", _("层级"), [*tiers, ("gone", _("已撤并"))])
    words = request.GET.get("q", "").strip()
    found = organs_named(seat.county, words) if words else organs_of(seat.county)
    if tier.value == "gone":
        found = organs_of(seat.county, with_dissolved=True).filter(dissolved_on__isnull=False)
    elif tier.value:
        found = found.filter(tier=tier.value)
    wanting = boardless(seat.county)
    lacking = {gap.organ.pk: [_(LABELS[need]) for need in gap.missing] for gap in _gaps(seat)}
    paged = in_order(found.select_related("parent"), request, ROWS)
    return {
        **desk_frame(seat, "organs"),
        "filters": [tier],
        "words": words,
        "paged": paged,
        "rows": [
            {
                "organ": organ,
                "missing": [*lacking.get(organ.pk, []), *_board(organ, wanting)],
            }
            for organ in paged.rows
        ],
        "gaps": len(lacking),
        "boardless": len(wanting),
    }


def _board(organ: Organ, wanting: list[Boardless]) -> list[str]:
    """In words, where it has none and something must hang on one."""
    return [
        _("公开栏（%(count)s件等着张贴）") % {"count": one.waiting}
        for one in wanting
        if one.organ_id == organ.pk
    ]


def _gaps(seat: Seat) -> list[Any]:
    return gaps(seat.county, seat.on)


def organ_page(seat: Seat, organ: Organ) -> dict[str, Any]:
    """Everything the register holds of one organ, and the ways to change it."""
    proposed = proposed_ends(organ)
    waiting = next((one for one in proposed if one.is_waiting), None)
    missing = next((gap.missing for gap in _gaps(seat) if gap.organ.pk == organ.pk), ())
    return {
        **desk_frame(seat, "organs"),
        "organ": organ,
        "fields": public.fields_of(organ, seat.on),
        "leadership": public.leadership(organ, seat.on),
        "tenures": tenures_in(organ, seat.on),
        "places": Place.objects.filter(organ=organ).order_by("closed_on", "id"),
        "names": public.names(organ),
        "history": public.history(organ),
        "children": public.children(organ),
        "waiting": waiting,
        "is_own": waiting is not None and is_own(seat, waiting),
        "answered": [one for one in proposed if not one.is_waiting],
        "missing": [
            *(_(LABELS[need]) for need in missing),
            *_board(organ, boardless(seat.county)),
        ],
    }
