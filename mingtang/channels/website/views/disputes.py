"""这里有错, 这个应当公开: said on a page without an account, followed by a receipt number."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.cases.choices import DisputeKind
from mingtang.cases.queries import by_receipt_number, disputes_of
from mingtang.channels.shared.paging import newest_first
from mingtang.channels.shared.public_pages import public_page
from mingtang.channels.shared.requests import PublicRequest
from mingtang.channels.shared.sent_once import new_key
from mingtang.channels.shared.told import told
from mingtang.channels.website.disputed import dispute_rows, receipt_shown
from mingtang.channels.website.forms import DisputeForm, ReceiptForm
from mingtang.channels.website.organ import organ_entries
from mingtang.channels.website.pages import page, today
from mingtang.channels.website.recorded import as_recorded, misfits_of_disputes
from mingtang.channels.website.subjects import Subject, subject
from mingtang.foundation import clock
from mingtang.foundation.errors import RuleBroken
from mingtang.journeys.disputes import raise_dispute
from mingtang.organs.queries import public


@public_page("page")
def wrong(request: PublicRequest) -> HttpResponse:
    """How to say that something is wrong, and all that has been said so far with its answers."""
    on = today()
    paged = newest_first(disputes_of(request.county), request)
    shown = {
        "groups": organ_entries(request.county, public.directory(request.county)),
        "paged": paged,
        "rows": dispute_rows(paged.rows, request.county, on),
        "dispute_misfits": misfits_of_disputes(request.county, paged.rows),
        "days": request.county.dispute_answer_working_days,
    }
    return as_recorded(page(request, "wrong.html", section="receipt", shown=shown), shown)


@csrf_exempt  # nobody is signed in here, and a public page hands out no cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: PublicRequest, subject_kind: str, object_id: UUID) -> HttpResponse:
    about = subject(request.county, subject_kind, object_id)
    if request.method != "POST":
        kind = request.GET.get("kind", "")
        initial = {"kind": kind if kind in DisputeKind.values else "", "key": new_key()}
        return _form(request, about, DisputeForm(initial=initial))
    form = DisputeForm(request.POST)
    if not form.is_valid():
        if "key" in form.errors:
            form.give_new_key()
        return _form(request, about, form, status=422)
    try:
        dispute = raise_dispute(
            county=request.county,
            subject_kind=about.kind,
            subject_id=about.object_id,
            kind=DisputeKind(form.cleaned_data["kind"]),
            text=form.cleaned_data["text"],
            contact=form.cleaned_data["contact"],
            idempotency_key=form.cleaned_data["key"],
            at=clock.now(),
        )
    except RuleBroken as refused:
        form.add_error("text", told(refused))
        return _form(request, about, form, status=422)
    asked = urlencode({"number": dispute.receipt_number, "new": "1"})
    return HttpResponseRedirect(f"{reverse('website:receipt')}?{asked}")


def _form(
    request: PublicRequest, about: Subject, form: DisputeForm, status: int = 200
) -> HttpResponse:
    count = len(form.errors)
    errors = ngettext("有%(count)s处要改", "有%(count)s处要改", count) % {"count": count}
    return page(
        request,
        "dispute.html",
        section="receipt",
        shown={
            "form": form,
            "about": about,
            "errors_title": errors if count else "",
            "days": request.county.dispute_answer_working_days,
        },
        status=status,
    )


@never_cache
@require_safe
def receipt(request: PublicRequest) -> HttpResponse:
    """Shows no more than the page itself does: trying numbers gains nothing."""
    form = ReceiptForm(request.GET if "number" in request.GET else None)
    shown: dict[str, object] = {"form": form, "is_new": "new" in request.GET}
    if form.is_bound and form.is_valid():
        try:
            dispute = by_receipt_number(request.county, form.cleaned_data["number"])
        except RuleBroken as refused:
            form.add_error("number", told(refused))
        else:
            if dispute is None:
                form.add_error("number", _("没有这个回执号。请对照提交时给出的号码。"))
            else:
                shown |= receipt_shown(dispute, today())
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "receipt.html", section="receipt", shown=shown, status=status)
