"""Every component on one page, with invented content: what there is, and how it looks."""

import datetime
from types import SimpleNamespace

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from mingtang.channels.shared.choosing import choose
from mingtang.channels.shared.paging import PageLink
from mingtang.channels.shared.public_pages import public_page
from mingtang.channels.shared.shown.bars import duties_bar
from mingtang.channels.shared.shown.dates import full_day
from mingtang.channels.shared.shown.states import (
    Mark,
    Shape,
    countdown,
    ended_mark,
    held_mark,
    nil_mark,
    open_mark,
)
from mingtang.channels.shared.shown.strips import why
from mingtang.foundation.explained import explain
from mingtang.foundation.terms import Term, Unit
from mingtang.terms.queries import calendar

# The day of the visual kit; the page shows invented content and does not age.
ON = datetime.date(2026, 11, 26)
START = datetime.date(2026, 9, 18)


class SampleForm(forms.Form):
    name = forms.CharField(label="姓名", required=False, initial="吴小满")
    number = forms.CharField(
        label="证件号码", help_text="18位。只用来核对身份，不公开。", initial="1101"
    )
    wanted = forms.CharField(label="所需信息", widget=forms.Textarea)
    way = forms.ChoiceField(
        label="获取方式", choices=[("a", "电子邮件"), ("b", "自取")], widget=forms.RadioSelect
    )


@public_page("tier")
def gallery(request: HttpRequest) -> HttpResponse:
    days = calendar()
    dues = [ON + datetime.timedelta(days=n) for n in (-8, 0, 5, 60)]
    form = SampleForm({"name": "吴小满", "number": "1101"})
    form.add_error("number", "现在是4位，请检查是否漏了。")
    shown = {
        "section": "",
        "marks": [
            ended_mark(-7),
            ended_mark(0),
            open_mark(dues[2], ON, days),
            open_mark(dues[0], ON, days),
            ended_mark(2),
            nil_mark(),
            held_mark(),
            Mark(Shape.TODO, _("未到期")),
        ],
        "countdowns": [countdown(due, ON, days) for due in dues],
        "tallies": [
            {"mark": ended_mark(0), "figure": "96.7", "unit": "%", "of": "4,093 ÷ 4,232件应公开"},
            {"mark": nil_mark(), "figure": "42", "unit": "件", "of": "经审批确认"},
        ],
        "bar": duties_bar("示范县", kept=4093, was_late=121, late=18, nil=42, held=12),
        "reason": why(explain(Term(20, Unit.WORKING_DAYS), START, days)),
        "filters": [choose(request, "tier", _("层级"), [("", _("全部")), ("a", "乡镇")])],
        "links": [PageLink("1", "", is_current=True), PageLink("2", request.path)],
        "crumbs": [SimpleNamespace(label="公开", address=request.path)],
        "rows": _rows(request),
        "entries": [SimpleNamespace(address=request.path, label="示范县教育局", count="1,431件")],
        "facts": [
            SimpleNamespace(label="索引号", text="SF0100/2026-00417", address=""),
            SimpleNamespace(label="发布机构", text="示范县财政局", address=request.path),
        ],
        "course": _course(),
        "gates": _gates(),
        "form": form,
    }
    return render(request, "shared/gallery.html", shown)


def _rows(request: HttpRequest) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            address=request.path,
            title="示范县2026年第三季度城乡居民最低生活保障资金发放情况",
            mark=ended_mark(-4),
            when=full_day(ON),
            words=("县民政局",),
            tags=("重点",),
        )
    ]


def _course() -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            title="任务产生", when=full_day(START), proof="应在10月22日前公开。", css="said"
        ),
        SimpleNamespace(
            title="保密审查通过", when=full_day(ON), proof="审查人不是起草人。", css=""
        ),
        SimpleNamespace(title="公开栏待张贴", when=full_day(ON), proof="2处没有回执。", css="wait"),
    ]


def _gates() -> list[SimpleNamespace]:
    return [
        SimpleNamespace(title="人大批准", state="已经通过", lines=("决议〔2026〕9号",), css=""),
        SimpleNamespace(title="听证", state="还没有通过", lines=("先举行听证会。",), css="shut"),
        SimpleNamespace(title="公开栏", state="逾期", lines=("还没有张贴回执。",), css="bad"),
    ]
