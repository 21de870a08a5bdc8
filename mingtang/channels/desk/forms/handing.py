"""Duties and drafts between organs; work between people."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from mingtang.channels.desk.forms.base import DeskForm, lines
from mingtang.channels.desk.forms.finding import FoundField, People, offer_people
from mingtang.channels.desk.forms.organs import OrganSelect
from mingtang.channels.desk.forms.posts import LeaveForm
from mingtang.disclosure.choices import Decision
from mingtang.organs.models import Organ
from mingtang.people.models import User


class TransferForm(DeskForm):
    """To whom a duty goes, and why."""

    taker = OrganSelect(label=_("移交给哪个机关"))
    because = forms.CharField(
        label=_("理由"),
        max_length=200,
        widget=lines(2),
        help_text=_("例如：按三定方案，这项职责已划给县城市管理局。公众会看到。"),
    )
    with_later = forms.BooleanField(
        label=_("同一事项以后各期也由对方负责"),
        required=False,
        help_text=_("以后产生的任务每天凌晨自动转过去；要改回来，再移交一次。"),
    )

    def __init__(self, *args: Any, organs: Iterable[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taker = self.fields["taker"]
        assert isinstance(taker, OrganSelect)  # noqa: S101 - declared above
        taker.offer(organs)


class WhyNotForm(DeskForm):
    because = forms.CharField(
        label=_("理由"), max_length=200, widget=lines(2), help_text=_("对方和公众都会看到。")
    )


class JointForm(DeskForm):
    """The organs that owe a duty together with the one that leads: a name on each line."""

    organs = forms.CharField(
        label=_("共同负责的机关"),
        required=False,
        widget=lines(4),
        help_text=_("机关名册里的名称，一行一个。留空表示由牵头机关单独负责。"),
    )

    because = forms.CharField(
        label=_("去掉的，为什么去掉"),
        required=False,
        max_length=200,
        widget=lines(2),
        help_text=_("只增加的不用填。公众会看到，去掉的机关也会收到。"),
    )

    def __init__(self, *args: Any, known: Iterable[Organ], lead: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lead = lead
        self.known = {organ.name: organ for organ in known}

    def clean_organs(self) -> list[Organ]:
        names = [line.strip() for line in self.cleaned_data["organs"].splitlines()]
        wanted = list(dict.fromkeys(name for name in names if name))
        if self.lead.name in wanted:
            raise ValidationError(
                translated("“%(name)s”是这项任务的牵头机关，已经负责，不用再写。请删去这一行。")
                % {"name": self.lead.name}
            )
        missing = [name for name in wanted if name not in self.known]
        if missing:
            raise ValidationError(
                translated("机关名册里没有“%(name)s”。请照“机关”页面上的名称写，一行一个。")
                % {"name": missing[0]}
            )
        return [self.known[name] for name in wanted]


class AskForm(DeskForm):
    """Whom a draft is sent to, and what is to be confirmed."""

    organ = OrganSelect(label=_("送哪个机关"))
    question = forms.CharField(
        label=_("请对方确认什么"),
        max_length=500,
        widget=lines(3),
        help_text=_("例如：第二部分的拨款金额、拨款日期是否与你局的账一致。"),
    )

    def __init__(
        self, *args: Any, organs: Iterable[Organ], named: Sequence[Organ], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organ"]
        assert isinstance(field, OrganSelect)  # noqa: S101 - declared above
        field.offer([*named, *(organ for organ in organs if organ not in named)])
        if named:
            names = translated("、").join(organ.name for organ in named)
            field.help_text = translated("草稿里提到：%(names)s。") % {"names": names}


class ConsultedForm(DeskForm):
    """What the organ that was asked says of the text it has read."""

    agrees = forms.ChoiceField(
        label=_("答复"),
        choices=[("yes", _("确认一致，可以公开")), ("no", _("有不同意见"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("意见"),
        required=False,
        max_length=500,
        widget=lines(4),
        help_text=_("有不同意见的必须写明：哪里不一致、应当怎样写、依据是什么。"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class DecisionForm(DeskForm):
    decision = forms.ChoiceField(
        label=_("决定"), choices=Decision.choices[1:], widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("理由"), max_length=500, widget=lines(3), help_text=_("两个机关都会看到。")
    )


class KnowingForm(DeskForm):
    """A warning can be let pass; the box to do so is shown once it was given."""

    anyway = forms.BooleanField(
        label=_("知道了，仍由他接手"), required=False, widget=forms.HiddenInput
    )

    def warn(self) -> None:
        self.fields["anyway"].widget = forms.CheckboxInput()


class SuccessorForm(KnowingForm):
    """Who goes on with what somebody left."""

    successor = FoundField(label=_("接手人"), help_text=_("还没有这个岗位的，会一并登记任职。"))
    field_order = ["successor", "anyway"]

    def __init__(
        self, *args: Any, people: People, find: str = "", first: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = offer_people(self, "successor", people, find=find, first=first)

    def clean_successor(self) -> User | None:
        return self.people[self.cleaned_data["successor"]]


class DepartureForm(LeaveForm, KnowingForm):
    """The last day, and who goes on with what is not finished."""

    successor = FoundField(label=_("接手人"), required=False)
    field_order = ["on", "successor", "anyway"]

    def __init__(
        self,
        *args: Any,
        people: People,
        count: int,
        find: str = "",
        first: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = offer_people(self, "successor", people, find=find, first=first)
        field = self.fields["successor"]
        field.help_text = _("没有要移交的事，可以不选。")
        if count:
            field.help_text = _("还没有这个岗位的，会从离任的第二天起一并任职。")
        setattr(field, "is_needed", bool(count))  # noqa: B010 - read by the component

    def clean_successor(self) -> User | None:
        return self.people.get(self.cleaned_data["successor"])
