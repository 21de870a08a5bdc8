"""The directory of organs, and what each owes, has published, and who answers for it."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from mingtang.channels.shared.choosing import choose
from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.paging import in_order
from mingtang.channels.shared.public_pages import public_page
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.website.cited_law import asked_item, asked_law, organs_owing
from mingtang.channels.website.organ import organ_entries, organ_page
from mingtang.channels.website.pages import page, today
from mingtang.channels.website.recorded import as_recorded
from mingtang.organs.choices import Field, Tier
from mingtang.organs.queries import public

IN_A_PAGE = 100


@public_page("page", "tier", "field", "law", "item")
def organs(request: PublicRequest) -> HttpResponse:
    """By tier; narrowed to those in charge of a field, or to whom a law or an item asks for
    something."""
    on = today()
    rows = public.directory(request.county)
    tier = choose(request, "tier", _("层级"), [("", _("全部")), *Tier.choices])
    field = choose(request, "field", _("领域"), [("", _("全部")), *Field.choices])
    if tier.value:
        rows = rows.filter(tier=tier.value)
    if field.value:
        rows = public.in_charge(rows, field.value, on)
    law, item = asked_law(request, on), asked_item(request)
    if law:
        rows = rows.filter(pk__in=organs_owing(request.county, law.law.items, on))
    if item:
        rows = rows.filter(pk__in=organs_owing(request.county, [item.item], on))
    paged = in_order(rows, request, IN_A_PAGE)
    return page(
        request,
        "organs.html",
        section="organs",
        shown={
            "filters": [tier, field, *(one.chosen for one in (law, item) if one)],
            "paged": paged,
            "groups": organ_entries(request.county, paged.rows),
        },
    )


@public_page()
def organ(request: PublicRequest, object_id: UUID) -> HttpResponse:
    shown = public.find(request.county, object_id)
    if shown is None:
        raise Missing(_("没有这个机关。可以从机关名录里找。"))
    told = organ_page(shown, today())
    return as_recorded(page(request, "organ.html", section="organs", shown=told), told)
