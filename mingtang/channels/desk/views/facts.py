from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mingtang.catalogue import permissions
from mingtang.catalogue.actions import correct_fact, record_fact
from mingtang.catalogue.models import Duty, Fact, Item
from mingtang.catalogue.queries.demanded import why_not_on
from mingtang.catalogue.queries.recording import duties_it_may_prove, uses_of
from mingtang.catalogue.rules import facts as rules
from mingtang.channels.desk.asking import Asked, ask, asking, sent
from mingtang.channels.desk.forms.facts import (
    DUTY,
    ITEM,
    CorrectFactForm,
    FactForm,
    ProveForm,
    WithdrawFactForm,
)
from mingtang.channels.desk.pages import facts as pages
from mingtang.channels.shared.access import Seat, StaffRequest, only_if, seated
from mingtang.channels.shared.missing import Missing
from mingtang.channels.shared.told import told
from mingtang.foundation.errors import RuleBroken
from mingtang.issued.queries.register import document_of
from mingtang.journeys.withdrawn_facts import withdraw_fact
from mingtang.organs.queries.register import ended_without_successor
from mingtang.organs.rules.roles import Power

COMES_LATE = (rules.PLANNED_PAST, rules.LATE_ALREADY)
LOOKS_REPEATED = (rules.SAME_NUMBER, rules.SAME_AGAIN)


@require_safe
@seated(*pages.POWERS)
def facts(request: StaffRequest, seat: Seat) -> HttpResponse:
    return render(request, "desk/facts/list.html", pages.facts_page(request, seat))


@require_safe
@only_if(permissions.may_read_fact, Fact, "item", "duty", "recorder", "recorded_for", "corrects")
def fact(request: StaffRequest, seat: Seat, fact: Fact) -> HttpResponse:
    return render(request, "desk/facts/detail.html", pages.fact_page(seat, fact))


@require_http_methods(["GET", "HEAD", "POST"])
@seated(*pages.POWERS)
def new(request: StaffRequest, seat: Seat) -> HttpResponse:
    """Puts a fact on record; asks a second time where it could be for several things."""
    asked = _asked(request, seat)
    form = asked.form
    if request.method != "POST":
        return asking(request, seat, asked)
    if not form.is_valid():
        return asking(request, seat, asked, status=422)
    if refused := _of_the_register(form) or _wrong_day(form, seat):
        return asking(request, seat, asked, problem=refused, status=409)
    uses = uses_of(
        form.chosen_organ(),
        form.cleaned_data["kind"],
        form.cleaned_data["happened_on"],
        on=seat.on,
    )
    if not uses.is_clear:
        form.ask_what_for(uses)
        form.full_clean()
    if not form.is_valid():
        said = _("这件事可能和下面几项公开任务有关，请在最下面选定。")
        return asking(request, seat, asked, problem=said, status=422)
    try:
        recorded = _record(seat, form)
    except RuleBroken as broken:
        _ask_to_confirm(form, broken)
        return asking(request, seat, asked, problem=told(broken), status=409)
    return redirect("desk:fact", recorded.object_id)


def _ask_to_confirm(form: FactForm, refused: RuleBroken) -> None:
    """What was confirmed once stays so while something else is put right."""
    if refused.template in LOOKS_REPEATED or "is_another" in form.data:
        form.ask_whether_another()
    if refused.template == rules.NO_DOCUMENT_NUMBER or "is_number" in form.data:
        form.ask_whether_number()
    if refused.template in COMES_LATE or "is_told" in form.data:
        form.ask_whether_told()


def _of_the_register(form: FactForm) -> str:
    """Told before it is asked what it is for: it goes another way."""
    try:
        rules.refuse_document(form.cleaned_data["kind"], is_on_register=False)
    except RuleBroken as broken:
        return told(broken)
    return ""


def _wrong_day(form: FactForm, seat: Seat) -> str:
    """Told before anything else is asked about that day."""
    typed = form.cleaned_data
    refused = why_not_on(form.chosen_organ(), typed["kind"], typed["happened_on"], on=seat.on)
    return told(RuleBroken(refused[0], **refused[1])) if refused else ""


def _asked(request: StaffRequest, seat: Seat) -> Asked[FactForm]:
    form = FactForm(
        sent(request),
        organs=pages.organs_to_record_for(seat),
        kinds=pages.kinds_to_record(seat),
        left=ended_without_successor(seat.county),
        initial={"happened_on": seat.on, "organ": request.GET.get("organ", "")},
    )
    return Asked(
        menu="facts",
        title=_("登记事实"),
        lede=_("发生了要公开的事，当天就登记。公开期限从发生那天算起，晚登记不会推迟期限。"),
        form=form,
        verb=_("登记"),
        back=reverse("desk:facts"),
        beyond=[(_("印发的文件：到发文登记"), reverse("desk:document-new"))]
        if seat.may(Power.RECORD_FACT)
        else [],
        happens=[
            _("目录里对应的公开任务马上产生，到期日按发生的日期计算。"),
            _("事实、登记人所在机关和登记时间记入公开日志，只能更正或者撤销登记，不能删除。"),
        ],
    )


def _record(seat: Seat, form: FactForm) -> Fact:
    typed = form.cleaned_data
    organ, kind = form.chosen_organ(), typed["kind"]
    item, duty = _use(typed.get("use", ""))
    return record_fact(
        organ=organ,
        kind=kind,
        title=typed["title"],
        happened_on=typed["happened_on"],
        recorded_for=pages.recorder_organ(seat, kind, organ),
        item=item,
        duty=duty,
        number=typed["number"],
        evidence=typed["evidence"],
        is_number="is_number" in form.data,
        is_another="is_another" in form.data,
        is_told="is_told" in form.data,
        by=seat.person,
        at=seat.at,
    )


def _use(chosen: str) -> tuple[Item | None, Duty | None]:
    """The form has checked that it is among those offered."""
    if chosen.startswith(ITEM):
        return Item.objects.select_related("standard").get(pk=chosen.removeprefix(ITEM)), None
    if chosen.startswith(DUTY):
        return None, Duty.objects.select_related("item").get(pk=chosen.removeprefix(DUTY))
    return None, None


@require_http_methods(["GET", "HEAD", "POST"])
@only_if(permissions.may_change_fact, Fact, "item")
def correct(request: StaffRequest, seat: Seat, fact: Fact) -> HttpResponse:
    if document := document_of(fact):
        return redirect("desk:document-correct", document.object_id)
    initial = {
        "title": fact.title,
        "happened_on": fact.happened_on,
        "evidence": fact.evidence,
    }
    asked: Asked[Any] = Asked(
        menu="facts",
        title=_("更正事实"),
        above=f"{fact.organ.name} · {fact.get_kind_display()}",
        form=CorrectFactForm(sent(request), kind=fact.kind, initial=initial),
        verb=_("更正"),
        back=reverse("desk:fact", args=[fact.object_id]),
        happens=[
            _("原来的登记保留，旁边注明由这一件更正和更正的理由，公众都能看到。"),
            _("改了日期的，还没有办结的公开任务重新计算到期日，改期的前后和理由都留下。"),
            _("由它产生的任务已经逾期的，只有县政务公开办可以把日期改晚。"),
            _("日期不能改到目录还没有这个事项的时候，也不能改到登记以后；这样的，请撤销登记。"),
        ],
    )

    def act(form: CorrectFactForm) -> HttpResponse:
        corrected = correct_fact(fact=fact, by=seat.person, at=seat.at, **form.cleaned_data)
        return redirect("desk:fact", corrected.object_id)

    return ask(request, seat, asked, act)


@require_http_methods(["GET", "HEAD", "POST"])
@only_if(permissions.may_change_fact, Fact, "item", "duty")
def prove(request: StaffRequest, seat: Seat, fact: Fact) -> HttpResponse:
    """A fact recorded before the duty arose becomes its evidence."""
    duties = duties_it_may_prove(fact)
    if not duties:
        raise Missing(_("没有在等这件事实的公开任务。"))
    asked: Asked[Any] = Asked(
        menu="facts",
        title=_("用作公开前的依据"),
        above=f"{fact.organ.name} · {fact.get_kind_display()} · {fact.title}",
        form=ProveForm(sent(request), duties=duties),
        verb=_("用作依据"),
        back=reverse("desk:fact", args=[fact.object_id]),
        happens=[_("这件事实写进那项任务的关口；公开时和公开的信息一起显示。")],
    )

    def act(form: ProveForm) -> HttpResponse:
        proved = correct_fact(fact=fact, by=seat.person, at=seat.at, **form.cleaned_data)
        return redirect("desk:fact", proved.object_id)

    return ask(request, seat, asked, act)


@require_http_methods(["GET", "HEAD", "POST"])
@only_if(permissions.may_change_fact, Fact, "item")
def withdraw(request: StaffRequest, seat: Seat, fact: Fact) -> HttpResponse:
    if document := document_of(fact):
        return redirect("desk:document-withdraw", document.object_id)
    asked: Asked[Any] = Asked(
        menu="facts",
        title=_("撤销事实登记"),
        above=f"{fact.organ.name} · {fact.get_kind_display()} · {fact.title}",
        form=WithdrawFactForm(sent(request)),
        verb=_("撤销登记"),
        is_final=True,
        back=reverse("desk:fact", args=[fact.object_id]),
        happens=[
            _("登记保留，注明已经撤销和理由，公众能看到；不能恢复，只能另行登记。"),
            _("由它产生的公开任务不再成立，办结了的也不再计入按期率；凭它通过的关口重新关上。"),
            _("还没有公开的草稿不再办理；已经公开的信息不会自动撤回，由公开它的机关核对。"),
            _("由它产生的任务已经逾期，或者逾期后才办结的，只有县政务公开办可以撤销。"),
        ],
    )

    def act(form: WithdrawFactForm) -> HttpResponse:
        because = form.cleaned_data["because"]
        withdraw_fact(fact=fact, because=because, by=seat.person, at=seat.at)
        return redirect("desk:fact", fact.object_id)

    return ask(request, seat, asked, act)
