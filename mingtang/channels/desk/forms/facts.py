from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from mingtang.catalogue.models import Duty
from mingtang.catalogue.queries.recording import Uses
from mingtang.catalogue.rules import facts as rules
from mingtang.channels.desk.forms.base import DeskForm, by_tier, lines
from mingtang.channels.shared.dates import DayField
from mingtang.foundation.text import gettext_noop
from mingtang.organs.models import Organ

NOT_TAKEN_ON = gettext_noop(
    "%(names)s已经撤销，没有登记由哪个机关承继，所以不能选。它撤销以前发生的事，"
    "由县政务公开办确定哪个机关负责，登记在那个机关名下；请把情况告诉他们。"
)
ITEM, DUTY = "item:", "duty:"


class FactForm(DeskForm):
    """Something that happened. What it is for is asked in a second step, where it is not clear."""

    organ = forms.ChoiceField(label=_("哪个机关的事"))
    kind = forms.ChoiceField(label=_("发生了什么"))
    title = forms.CharField(
        label=_("名称"),
        max_length=200,
        help_text=_("会议、文件、合同或者项目的名称，公众会看到。"),
    )
    happened_on = DayField(
        label=_("哪一天"),
        help_text=_(
            "发生的日期，公开期限从这一天算起；计划停供的，填计划停供的日期。例如：2026-09-18。"
        ),
    )
    number = forms.CharField(
        label=_("文号"), required=False, max_length=64, help_text=_("例如：示财〔2026〕41号。")
    )
    evidence = forms.CharField(
        label=_("证据"),
        required=False,
        help_text=_(
            "例如：第三次会议决议、会议纪要文号。人大批准、集体决定、预公开和听证，必须写。"
        ),
        widget=lines(),
    )

    def __init__(
        self,
        *args: Any,
        organs: Sequence[Organ],
        kinds: Sequence[tuple[str, str]],
        left: Sequence[Organ] = (),
        **kwargs: Any,
    ) -> None:
        """`left`: organs that have ended, and whose matters no organ has taken on."""
        super().__init__(*args, **kwargs)
        if left:
            names = translated("、").join(organ.name for organ in left)
            self.fields["organ"].help_text = translated(NOT_TAKEN_ON) % {"names": names}
        self.organs = {str(organ.object_id): organ for organ in organs}
        self._offer("organ", by_tier(self.organs))
        self._offer("kind", kinds)

    def clean(self) -> dict[str, Any]:
        kind, evidence = self.cleaned_data.get("kind", ""), self.cleaned_data.get("evidence")
        if rules.needs_evidence(kind) and not evidence:
            self.add_error("evidence", translated(rules.NO_EVIDENCE))
        return self.cleaned_data

    def ask_what_for(self, uses: Uses) -> None:
        """The second step: which item it opens or is evidence for, or which duty."""
        opens = [(f"{ITEM}{item.pk}", self._opens(item.level2)) for item in uses.opens]
        proves = [(f"{DUTY}{duty.pk}", self._proves(duty.title)) for duty in uses.proves]
        ahead = [(f"{ITEM}{item.pk}", self._proves(item.level2)) for item in uses.proves_ahead]
        nothing = [] if uses.opens else [("none", translated("都不是，只登记下来"))]
        self.fields["use"] = forms.ChoiceField(
            label=_("这件事和哪一项公开任务有关"),
            choices=[*opens, *proves, *ahead, *nothing],
            widget=forms.RadioSelect,
        )

    def ask_whether_another(self) -> None:
        self.fields["is_another"] = forms.BooleanField(
            label=_("重复登记"),
            required=False,
            help_text=_("核对以后确实是另一件事，才勾选。"),
            widget=forms.CheckboxInput,
        )

    def ask_whether_number(self) -> None:
        """Its number is not written as a document's is."""
        self.fields["is_number"] = forms.BooleanField(
            label=_("文号没有写错"),
            required=False,
            help_text=_("核对以后确实这样编号，才勾选。"),
            widget=forms.CheckboxInput,
        )

    def ask_whether_told(self) -> None:
        """Of a plan that comes too late: what it opens is overdue at once."""
        self.fields["is_told"] = forms.BooleanField(
            label=_("照实登记"),
            required=False,
            help_text=_("日期核对过，没有写错。公开任务一登记就是逾期，公众能看到。"),
            widget=forms.CheckboxInput,
        )

    def chosen_organ(self) -> Organ:
        return self.organs[self.cleaned_data["organ"]]

    def _offer(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        first = [] if len(choices) == 1 else [("", _("选一项"))]
        field.choices = [*first, *choices]

    @staticmethod
    def _opens(name: str) -> str:
        return translated("产生公开任务：%(name)s") % {"name": name}

    @staticmethod
    def _proves(name: str) -> str:
        return translated("作为公开前的依据：%(name)s") % {"name": name}


class ProveForm(DeskForm):
    duty = forms.ChoiceField(label=_("为哪一项公开任务作证"), widget=forms.RadioSelect)
    because = forms.CharField(
        label=_("理由"), max_length=200, help_text=_("公众会看到，例如：就是这件事的听证会。")
    )

    def __init__(self, *args: Any, duties: Sequence[Duty], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.duties = {str(duty.object_id): duty for duty in duties}
        field = self.fields["duty"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(key, duty.title) for key, duty in self.duties.items()]

    def clean_duty(self) -> Duty:
        return self.duties[self.cleaned_data["duty"]]


class CorrectFactForm(DeskForm):
    title = forms.CharField(label=_("名称"), max_length=200)
    happened_on = DayField(label=_("哪一天"))
    evidence = forms.CharField(label=_("证据"), required=False, widget=lines())
    because = forms.CharField(
        label=_("为什么更正"), max_length=200, help_text=_("公众会看到，例如：会议日期写错。")
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evidence"].required = rules.needs_evidence(kind)


class WithdrawFactForm(DeskForm):
    because = forms.CharField(
        label=_("为什么撤销登记"), max_length=200, help_text=_("公众会看到，例如：项目没有批准。")
    )
