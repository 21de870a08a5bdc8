"""The catalogue: what must be disclosed, by which law, by when and by whom."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from mingtang.catalogue.queries import in_force, items_of
from mingtang.catalogue.queries.pages import find_item, find_standard
from mingtang.catalogue.queries.printed import printed_edition
from mingtang.channels.shared.choosing import choose
from mingtang.channels.shared.known import only_known
from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.official_tables import EXCEL, table_response
from mingtang.channels.shared.paging import in_order
from mingtang.channels.shared.public_pages import public_page
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.shared.tables import csv_response
from mingtang.channels.website import filters
from mingtang.channels.website.cited_law import asked_law
from mingtang.channels.website.coming import coming_lines, edition_page, public_change_lines
from mingtang.channels.website.item import PARTS, item_groups, item_page
from mingtang.channels.website.pages import page, today
from mingtang.channels.website.recorded import as_recorded

IN_A_PAGE = 200


@public_page("page", "part", "emphasis", "law")
def items(request: PublicRequest) -> HttpResponse:
    rows = items_of(request.county, today())
    parts = [(clause, gettext(words)) for clause, words in PARTS.items()]
    part = choose(request, "part", _("主体"), [("", _("全部")), *parts])
    emphasis = filters.emphasis(request)
    if part.value:
        rows = rows.filter(clause__startswith=part.value)
    if emphasis.value:
        rows = rows.filter(emphasis=emphasis.value)
    law = asked_law(request, today())
    if law:
        rows = rows.filter(pk__in=[one.pk for one in law.law.items])
    paged = in_order(rows, request, IN_A_PAGE)
    return page(
        request,
        "items.html",
        section="items",
        shown={
            "filters": [part, emphasis, *([law.chosen] if law else [])],
            "paged": paged,
            "groups": item_groups(request.county, paged.rows),
            "editions": list(in_force(request.county, today())),
            "coming": coming_lines(request.county, today()),
        },
    )


@public_page()
def edition(request: PublicRequest, object_id: UUID) -> HttpResponse:
    """One edition of a catalogue: from when it is in force, and what it changes."""
    standard = find_standard(request.county, object_id)
    if standard is None:
        raise Missing(_("没有这一版目录。请从目录的页面重新找。"))
    return page(request, "edition.html", section="items", shown=edition_page(standard, today()))


@only_known()
def changes_csv(request: PublicRequest, object_id: UUID) -> HttpResponseBase:
    """All that it changes of what is public, not only what its page has room for."""
    standard = find_standard(request.county, object_id)
    if standard is None:
        raise Missing(_("没有这一版目录。请从目录的页面重新下载。"))
    return csv_response(_("目录的改动"), today(), public_change_lines(standard, today()))


@public_page()
def table(request: PublicRequest, object_id: UUID, form: str) -> HttpResponseBase:
    """An edition in the layout of official tables, or as one plain table; what is public of it."""
    standard = find_standard(request.county, object_id)
    if standard is None:
        raise Missing(_("没有这一版目录。请从目录的页面重新下载。"))
    return table_response(str(standard), printed_edition(standard, with_form=form == EXCEL), form)


@public_page()
def item(request: PublicRequest, object_id: UUID) -> HttpResponse:
    shown = find_item(request.county, object_id)
    if shown is None:
        raise Missing(_("目录里没有这个事项。可能目录已经更新，请从目录里重新找。"))
    told = item_page(request.county, shown, today())
    return as_recorded(page(request, "item.html", section="items", shown=told), told)
