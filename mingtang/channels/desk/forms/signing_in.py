"""The forms of signing in, in our words; django-allauth does the work behind them."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second
from allauth.mfa.totp import forms as totp
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingtang.channels.desk.signing_in import recovery_code_used, second_factor_failed


def _say(form: forms.Form, **labels: Any) -> None:
    """Our label on each field, and none of the words in grey that vanish when one types."""
    for name, label in labels.items():
        field = form.fields[name]
        field.label = label
        field.help_text = ""
        field.widget.attrs.pop("placeholder", None)
        field.error_messages["required"] = _("请填写这一栏。")


class LoginForm(account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, login=_("用户名"), password=_("密码"))
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class ChangePasswordForm(account.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self, oldpassword=_("现在的密码"), password1=_("新密码"), password2=_("再输一次新密码")
        )
        self.fields["password1"].help_text = _("至少8位，不能全是数字，不要用姓名和常见的密码。")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        old, new = cleaned.get("oldpassword"), cleaned.get("password1")
        if old and old == new:
            self.add_error("password1", gettext("新密码要和现在的不一样。"))
        if self.has_error("password2") and self.data.get("password2"):
            said = gettext("两次输的新密码不一样，请重输。")
            self.errors["password2"] = self.error_class([said])
        return cleaned


class ReauthenticateForm(account.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password=_("密码"))


class ActivateForm(totp.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_code(self, _("手机上显示的6位数字"))


class CodeForm(second.AuthenticateForm):
    """The code at sign-in; wrong ones, and recovery codes used, are on record."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_code(self, _("动态口令或者备用口令"))

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()
        except ValidationError:
            second_factor_failed(self.user)
            raise
        return code

    def save(self) -> None:
        super().save()
        if self.authenticator.type == self.authenticator.Type.RECOVERY_CODES:
            recovery_code_used(self.user)


class CodeAgainForm(second.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_code(self, _("动态口令或者备用口令"))


def _say_code(form: forms.Form, label: Any) -> None:
    _say(form, code=label)
    form.fields["code"].widget.attrs |= {"inputmode": "numeric", "class": "short"}
