"""What citizens write. A rejected form keeps what was typed and says how to mend it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.cases.choices import DisputeKind
from mingtang.channels.shared.plain_form import PlainForm
from mingtang.channels.shared.sent_once import new_key

TEXT_LONGEST = 2000
CONTACT_LONGEST = 200
STALE = _("页面放得太久，或者没有打开完整。填的内容还在，请再提交一次。")


class DisputeForm(PlainForm):
    """这里有错，这个应当公开. The key makes a form that is sent twice one and the same."""

    kind = forms.ChoiceField(
        label=_("您要说的是"),
        choices=DisputeKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("选一项：是这里有错，还是有应当公开的没有公开。")},
    )
    text = forms.CharField(
        label=_("哪里不对，或者应当公开什么"),
        help_text=_(
            "写清楚是哪一处、应当是怎样。会原样公布在那一页上，请不要写自己和别人的身份证号、电话、住址。"
        ),
        max_length=TEXT_LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("写一句话说明：哪里不对，或者应当公开什么。"),
            "max_length": _("最多2000个字，现在是%(show_value)s个字。请缩短，或者分两次提交。"),
        },
    )
    contact = forms.CharField(
        label=_("联系方式"),
        help_text=_("手机号或者邮箱。只有答复您的人能看，每次查看都有记录，不公开。"),
        max_length=CONTACT_LONGEST,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
        error_messages={"max_length": _("联系方式太长，只写一个手机号或者邮箱。")},
    )
    key = forms.CharField(
        max_length=64,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "max_length", "null_characters_not_allowed"), STALE
        ),
    )

    def give_new_key(self) -> None:
        """In place of one that cannot be used, so that sending again is all there is to mend."""
        typed = {name: self.data[name] for name in self.data}
        self.data = typed | {"key": new_key()}


class ReceiptForm(PlainForm):
    number = forms.CharField(
        label=_("回执号"),
        help_text=_("提交时页面上给出的号码。"),
        max_length=32,
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
        error_messages={
            "required": _("写上回执号。"),
            "max_length": _("回执号没有这么长，请核对。"),
        },
    )
