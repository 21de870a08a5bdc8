from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from mingtang.catalogue.actions import adopt_shipped
from mingtang.catalogue.queries import shipped_standard
from mingtang.catalogue.queries.editions import Planned, planned_standard
from mingtang.catalogue.rules.items import StandardText
from mingtang.channels.desk.forms.standard import AdoptForm
from mingtang.channels.desk.pages.standard import first_day, standard_page
from mingtang.channels.shared.access import Seat, StaffRequest, seated
from mingtang.channels.shared.told import told
from mingtang.foundation.errors import RuleBroken
from mingtang.organs.rules.roles import Power

PAGE = "desk/standard.html"


@require_http_methods(["GET", "HEAD", "POST"])
@seated(Power.ADOPT_STANDARD)
def standard(request: StaffRequest, seat: Seat) -> HttpResponse:
    """The catalogues the county goes by; and what the one that comes with the software would
    change, as often as one likes, before it is adopted."""
    shipped = shipped_standard()
    if request.method != "POST":
        form = AdoptForm(initial={"from_on": first_day(seat, shipped)})
        page = standard_page(seat, shipped, form, _planned(seat, shipped, None))
        return render(request, PAGE, page)
    form = AdoptForm(request.POST)
    if not form.is_valid():
        page = standard_page(seat, shipped, form, None)
        return render(request, PAGE, page, status=422)
    planned = _planned(seat, shipped, form)
    if request.POST.get("do") == "preview":
        return render(request, PAGE, standard_page(seat, shipped, form, planned))
    try:
        adopt_shipped(
            county=seat.county,
            standard=shipped,
            from_on=form.cleaned_data["from_on"],
            by=seat.person,
            at=seat.at,
        )
    except RuleBroken as broken:
        page = standard_page(seat, shipped, form, planned, problem=told(broken))
        return render(request, PAGE, page, status=409)
    return redirect("desk:standard")


def _planned(seat: Seat, shipped: StandardText, form: AdoptForm | None) -> Planned | None:
    """Nothing where the county has this edition already."""
    of_name = seat.county.standards.filter(title=shipped.title, edition=shipped.edition)
    if of_name.exists():
        return None
    typed = form.cleaned_data["from_on"] if form else None
    return planned_standard(seat.county, shipped, typed or first_day(seat, shipped))
