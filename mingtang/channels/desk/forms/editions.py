from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingtang.channels.desk.forms.base import mark_needed
from mingtang.channels.shared.dates import DayField, MomentField
from mingtang.channels.shared.plain_form import PlainForm
from mingtang.disclosure.choices import ExemptionGround, PersonalDataDecision, ThirdParty
from mingtang.disclosure.models import Edition

VALUE = "value_"
OF_WITHHOLDING = ("exemption", "third_party", "third_party_on")
ROWS = {"long": 4, "table": 8}
TEXT_DECISIONS = [
    (PersonalDataDecision.NONE, _("没有处理")),
    (PersonalDataDecision.LAWFUL, PersonalDataDecision.LAWFUL.label),
    (PersonalDataDecision.FALSE_ALARM, PersonalDataDecision.FALSE_ALARM.label),
]


def _hint(element: Mapping[str, Any]) -> str:
    """What to write, and in which unit."""
    unit = element.get("unit", "")
    words = [element.get("hint", ""), gettext("单位：%(unit)s。") % {"unit": unit} if unit else ""]
    return "".join(filter(None, words))


def _widget(element: Mapping[str, Any]) -> forms.Widget:
    kind = element.get("kind", "text")
    if kind in ROWS:
        return forms.Textarea(attrs={"rows": ROWS[kind]})
    modes = {"number": "decimal", "phone": "tel"}
    attributes = {"inputmode": modes[kind]} if kind in modes else {}
    return forms.TextInput(attrs=attributes | ({"class": "short"} if kind != "text" else {}))


class EditionForm(PlainForm):
    """The form an item prescribes: a heading, its elements one by one, and the text.

    It checks shape alone; what is missing is said by the check list, and never stops a saving.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("标题"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "class": "title-box"}),
    )
    document_number = forms.CharField(
        label=_("文号"), required=False, max_length=64, help_text=_("例如：示财〔2026〕41号。")
    )
    formed_on = DayField(
        label=_("成文日期"), required=False, help_text=_("例如：2026-09-18，或者2026年9月18日。")
    )
    summary = forms.CharField(
        label=_("一句话"),
        required=False,
        max_length=200,
        help_text=_("用一句话说出最要紧的数字或者结果，显示在正文前面。"),
    )
    body = forms.CharField(
        label=_("正文"),
        required=False,
        help_text=_(
            "可以从Word或者Excel粘贴，格式会自动清理。"
            "空一行分段；行首写“## ”是小标题，写“- ”是列表。"
        ),
        widget=forms.Textarea(attrs={"rows": 14, "data-paste": "clean"}),
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.elements = edition.disclosure.item.elements
        for element in self.elements:
            self.fields[VALUE + element["key"]] = forms.CharField(
                label=element["label"],
                help_text=_hint(element),
                required=False,
                widget=_widget(element),
            )
        if edition.disclosure.outcome == "withheld":
            self.fields["exemption"] = forms.ChoiceField(
                label=_("不予公开的依据"),
                required=False,
                choices=[("", _("选一条")), *ExemptionGround.choices],
                widget=forms.Select,
            )
            self._ask_of_others()
        if edition.number > 1:
            self.fields["correction_reason"] = forms.CharField(
                label=_("更正说明"),
                required=False,
                max_length=300,
                help_text=_("更正了什么、为什么更正。公众会看到。"),
            )
        self._decide_personal_data(edition)
        self.order_fields(self._order())
        self._mark_needed(edition)

    def _ask_of_others(self) -> None:
        """Of what would harm others: how they were asked."""
        self.fields["third_party"] = forms.ChoiceField(
            label=_("第三方的意见"),
            required=False,
            choices=[("", _("选一条")), *ThirdParty.choices],
            help_text=_("依据是商业秘密、个人隐私等第三方权益的才选，公众会看到。"),
            widget=forms.Select,
        )
        self.fields["third_party_on"] = DayField(
            label=_("哪一天征求的"),
            required=False,
            help_text=_("联系不上的，写最后一次联系的日期。"),
        )

    def _decide_personal_data(self, edition: Edition) -> None:
        found = any(row["code"] == "personal_data" for row in edition.checks)
        if not found and edition.decision == PersonalDataDecision.NONE:
            return
        self.fields["decision"] = forms.ChoiceField(
            label=_("文字里的个人信息怎样处理"),
            required=False,
            choices=TEXT_DECISIONS,
            help_text=_("最好直接在文字里遮盖或者删去，例如“11*************021”。"),
            widget=forms.Select,
        )
        self.fields["decision_note"] = forms.CharField(
            label=_("条款或者说明"), required=False, max_length=200
        )

    def _mark_needed(self, edition: Edition) -> None:
        """What the check list asks for is not marked as optional; it never stops a saving."""
        needed = {"title", "exemption", "correction_reason"}
        needed |= {VALUE + row["key"] for row in self.elements if row.get("required")}
        if edition.disclosure.outcome != "content":
            needed.add("body")
        mark_needed(self, needed)

    def _order(self) -> list[str]:
        values = [VALUE + element["key"] for element in self.elements]
        return [
            *("version", "title", "document_number", "formed_on", "summary"),
            *OF_WITHHOLDING,
            *values,
            *("body", "correction_reason", "decision", "decision_note"),
        ]

    @property
    def names_version(self) -> bool:
        """Whether it says which saving it goes on from: nothing can be kept without."""
        return "version" in self.cleaned_data

    def wrong(self) -> list[str]:
        """Each field that cannot be kept as typed, with the mend."""
        colon = gettext("：")
        return [
            f"{self[name].label}{colon}{said}"
            for name, rows in self.errors.items()
            for said in rows
        ]

    def changes(self) -> dict[str, object]:
        """What was typed well, as `disclosure.actions.save_draft` takes it.

        A field that did not come is not one that was emptied: what is kept of it stays.
        """
        typed = {name: given for name, given in self.cleaned_data.items() if name in self.data}
        typed.pop("version")
        keys = [element["key"] for element in self.elements if VALUE + element["key"] in typed]
        values = {key: typed.pop(VALUE + key) for key in keys}
        return {**typed, "values": values}

    @staticmethod
    def typed_in(edition: Edition) -> dict[str, object]:
        """The initial values of a form for this edition."""
        names = ("version", "title", "document_number", "formed_on", "summary", "body", "exemption")
        more = (*OF_WITHHOLDING[1:], "correction_reason", "decision", "decision_note")
        values = {VALUE + key: value for key, value in edition.values.items()}
        return {**{name: getattr(edition, name) for name in (*names, *more)}, **values}


class SignForm(PlainForm):
    """Consent: with a note, and for the last step a time."""

    note = forms.CharField(
        label=_("审核意见"),
        required=False,
        max_length=300,
        help_text=_("例如：不涉密，可以公开。"),
    )


class ApproveForm(SignForm):
    publish_at = MomentField(
        label=_("定时公开"),
        required=False,
        help_text=_("不填就是签发后马上公开。公开时间以服务器为准，到时会再检查一遍审批和关口。"),
    )


class ReturnForm(PlainForm):
    text = forms.CharField(
        label=_("退回理由"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("写明要改什么，起草人会看到。"),
    )


class EmergencyForm(PlainForm):
    emergency_reason = forms.CharField(
        label=_("紧急公开的理由"),
        required=False,
        max_length=300,
        help_text=_(
            "只有自然灾害、事故等来不及签发的紧急情况才填。保密审查不能省，签发在下一个工作日补办。"
        ),
    )
