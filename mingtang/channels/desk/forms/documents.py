"""Issued documents: registering one, correcting it, and reading in a table."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from mingtang.catalogue.models import Item
from mingtang.channels.desk.forms.base import DeskForm, by_tier, lines, mark_needed
from mingtang.channels.shared.dates import DayField
from mingtang.foundation.text import gettext_noop
from mingtang.issued.choices import Attribute, Ground
from mingtang.issued.rules.doubts import JUMP, SERIES, YEAR
from mingtang.issued.rules.partners import Names, named
from mingtang.issued.rules.registering import Particulars
from mingtang.organs.models import Organ

CHOOSE = ("", _("选一项"))
# What is asked about a number, and what is said beside it.
ASKED = {
    JUMP: (
        gettext_noop("确认跳号：文号没有写错"),
        gettext_noop("跳过的号在公开的登记里显示为空着。"),
    ),
    SERIES: (
        gettext_noop("确认机关代字：这个机关就用这个代字"),
        gettext_noop("以后不再问。原来用这个代字的机关的登记不变。"),
    ),
    YEAR: (
        gettext_noop("确认年份：文号和印发日期都没有写错"),
        gettext_noop("例如上年度编的号，年初才印发。"),
    ),
}


class ParticularsForm(DeskForm):
    """What the register says of a document beside its number."""

    title = forms.CharField(
        label=_("标题"),
        required=False,
        max_length=200,
        help_text=_("照文件写全。主动公开的，公众会看到；涉及国家秘密的空着。"),
    )
    issued_on = DayField(
        label=_("印发日期"), help_text=_("公开期限和解读期限从这一天算起。例如：2026-09-18。")
    )
    attribute = forms.ChoiceField(
        label=_("公开属性"),
        choices=Attribute.choices,
        widget=forms.RadioSelect,
        help_text=_("拟稿时定的，照文件上写的填。"),
    )
    ground = forms.ChoiceField(
        label=_("不公开的依据"),
        required=False,
        choices=[CHOOSE, *Ground.choices],
        help_text=_(
            "依申请公开、不予公开的，要选定《政府信息公开条例》第十四条至第十六条、第二十七条里的一条。"
        ),
    )
    reason = forms.CharField(
        label=_("不公开的理由"),
        required=False,
        max_length=200,
        help_text=_(
            "依申请公开、不予公开的要写，只有本机关和监督部门能看到；主动公开的、涉及国家秘密的空着。"
        ),
        widget=lines(2),
    )
    is_normative = forms.BooleanField(label=_("是行政规范性文件"), required=False)
    needs_reading = forms.BooleanField(
        label=_("要解读"),
        required=False,
        help_text=_("涉及面广、群众关心的政策文件，解读和文件同步准备；期限是本县设定。"),
    )
    partners = forms.CharField(
        label=_("联合发文的机关"),
        required=False,
        max_length=1000,
        help_text=_("由牵头机关登记，这里写本县其他盖章的机关，照印发那天的名称，用顿号隔开。"),
    )
    outside = forms.CharField(
        label=_("县外联合发文的机关"),
        required=False,
        max_length=1000,
        help_text=_("上级机关、外县的机关写在这里，写全称；没有的空着。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark_needed(self, {"title", "ground", "reason"})

    def ask_which_item(self, items: Sequence[Item]) -> None:
        """The second step: under which item it has to be published."""
        self.items = {str(item.pk): item for item in items}
        self.fields["item"] = forms.ChoiceField(
            label=_("属于哪一项公开事项"),
            choices=[(key, f"{item.level1} · {item.level2}") for key, item in self.items.items()],
            widget=forms.RadioSelect,
            help_text=translated("选定以后产生公开任务，期限按这一项算。"),
        )

    def ask_about(self, doubt: str) -> None:
        """What is odd about its number: typed wrong, or to be confirmed."""
        label, helped = ASKED[doubt]
        self.fields[f"is_{doubt}"] = forms.BooleanField(
            label=translated(label), required=False, help_text=translated(helped)
        )

    def ask_again(self, sent: Mapping[str, str]) -> None:
        """What was asked the last time, as it was answered."""
        for doubt in ASKED:
            if f"is_{doubt}" in sent:
                self.ask_about(doubt)

    @property
    def confirmed(self) -> list[str]:
        """What was asked, and ticked."""
        return [doubt for doubt in ASKED if self.cleaned_data.get(f"is_{doubt}")]

    @property
    def item(self) -> Item | None:
        """The one chosen, where that was asked."""
        chosen = self.cleaned_data.get("item")
        return self.items[chosen] if chosen else None

    def particulars(self, organ: Organ, names: Names) -> Particulars:
        """Raises RuleBroken where it names an organ that is not known."""
        typed = self.cleaned_data
        partners, wrong = named(
            typed["partners"],
            typed["outside"],
            organ=organ.name,
            names=names,
            day=typed["issued_on"],
        )
        if wrong:
            raise wrong[0].refused
        return Particulars(
            title=typed["title"],
            issued_on=typed["issued_on"],
            attribute=typed["attribute"],
            ground=typed["ground"],
            reason=typed["reason"],
            is_normative=typed["is_normative"],
            needs_reading=typed["needs_reading"],
            partners=partners,
        )


def initial_of(said: Particulars) -> dict[str, object]:
    """What a form shows that is to put it right."""
    return {
        **vars(said),
        "partners": "、".join(partner.name for partner in said.partners if partner.code),
        "outside": "、".join(partner.name for partner in said.partners if not partner.code),
    }


class DocumentForm(ParticularsForm):
    organ = forms.ChoiceField(label=_("发文机关"))
    number = forms.CharField(
        label=_("发文字号"), max_length=64, help_text=_("例如：示政发〔2026〕5号。")
    )
    field_order = ("organ", "number")

    def __init__(self, *args: Any, organs: Sequence[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organs = {str(organ.object_id): organ for organ in organs}
        offer_organs(self, self.organs)

    def chosen_organ(self) -> Organ:
        return self.organs[self.cleaned_data["organ"]]


class CorrectDocumentForm(ParticularsForm):
    because = forms.CharField(
        label=_("为什么更正"), max_length=200, help_text=_("公众会看到，例如：印发日期抄错。")
    )


class RefileDocumentForm(DeskForm):
    item = forms.ChoiceField(label=_("应当归哪一项公开事项"), widget=forms.RadioSelect)
    because = forms.CharField(
        label=_("为什么改归"), max_length=200, help_text=_("公众会看到，例如：登记时选错事项。")
    )

    def __init__(self, *args: Any, items: Sequence[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = {str(item.pk): item for item in items}
        field = self.fields["item"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [
            (key, f"{item.level1} · {item.level2}") for key, item in self.items.items()
        ]

    def clean_item(self) -> Item:
        return self.items[self.cleaned_data["item"]]


class WithdrawDocumentForm(DeskForm):
    because = forms.CharField(
        label=_("为什么撤销登记"),
        max_length=200,
        help_text=_("公众会看到，例如：文号写错，已另行登记；文件没有印发。"),
    )


class DocumentTableForm(DeskForm):
    organ = forms.ChoiceField(label=_("发文机关"))
    file = forms.FileField(
        label=_("发文登记表"),
        help_text=_("Excel（.xlsx）或者 CSV，列名照模板。先显示每一行会怎样，确认以后才登记。"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def __init__(self, *args: Any, organs: Sequence[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organs = {str(organ.object_id): organ for organ in organs}
        offer_organs(self, self.organs)

    def chosen_organ(self) -> Organ:
        return self.organs[self.cleaned_data["organ"]]


def offer_organs(form: forms.Form, organs: Mapping[str, Organ]) -> None:
    """Where there is but one, it is chosen already."""
    field = form.fields["organ"]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared by the form
    first = [] if len(organs) == 1 else [CHOOSE]
    field.choices = [*first, *by_tier(organs)]
