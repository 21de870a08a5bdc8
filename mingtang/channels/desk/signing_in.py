"""How officials sign in: django-allauth does it; here is what is ours: no sign-up, and a record."""

import datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from segno import make_qr

from mingtang.audit import actions as audit
from mingtang.audit.choices import AuditKind
from mingtang.channels.shared import carried
from mingtang.foundation import clock
from mingtang.organs.actions import change_own_password
from mingtang.people.models import User
from mingtang.people.second_factor import opened, sealed

# Who has signed in so lately need not give the password again for what is delicate.
LATELY = datetime.timedelta(minutes=5)
# What django-allauth would write a letter about, and the word the audit keeps of it.
TOLD = {
    "mfa/email/totp_activated": "second-factor-on",
    "mfa/email/totp_deactivated": "second-factor-off",
    "mfa/email/recovery_codes_generated": "recovery-codes",
}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the system administrator; signing in and failing to are recorded."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("用户名或者密码不对。忘记密码请找系统管理员重设。"),
        "too_many_login_attempts": _(
            "连续输错的次数太多，这个账号先锁住5分钟。请稍后再试，或者找系统管理员。"
        ),
        "rate_limited": _("试的次数太多，请过5分钟再试。"),
        "enter_current_password": _("现在的密码不对，请再输一次。"),
        "incorrect_password": _("密码不对，请再输一次。"),
        "incorrect_code": _("口令不对，或者已经过期。请输手机上现在显示的6位数字。"),
        "account_inactive": _("这个账号已经停用，请找系统管理员。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only addresses of the very site one signs in to; other counties' are not."""
        request = context.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("desk:today")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("website:home")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("desk:me")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        signed_in_at = self.request.user.last_login if self.request else None
        if signed_in_at and clock.now() - signed_in_at < LATELY:
            return False
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        return required

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Name and password were right; a second factor may still be asked for."""
        refused: HttpResponse | None = super().pre_login(request, user, **kwargs)
        if refused is None:
            carried.keep(request)
        return refused

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        _record(AuditKind.SIGNED_IN, user, request)
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        return answer

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            _record(AuditKind.SIGN_IN_FAILED, _named(credentials), request, "locked")
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Kept without the password, and with the name only where it is an account's."""
        _record(AuditKind.SIGN_IN_FAILED, _named(credentials), request)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        _record(AuditKind.SIGN_IN_FAILED, user, request, "inactive")
        answer: HttpResponse = super().respond_user_inactive(request, user)
        return answer

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            _record(AuditKind.SIGNED_OUT, request.user, request)
        super().logout(request)

    def set_password(self, user: User, password: str) -> None:
        """The session goes on with the new password; all others end."""
        changed = change_own_password(account=user, password=password, at=clock.now())
        user.password = changed.password
        user.must_change_password = changed.must_change_password

    def send_notification_mail(self, template_prefix: str, user: User, **kwargs: Any) -> None:
        """Changes of the second factor go on record; no mail leaves from here."""
        if template_prefix in TOLD:
            said = f"{TOLD[template_prefix]} {user.username}"
            _record(AuditKind.CHANGED_ACCOUNT, user, self.request, said)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Pages say themselves what was done; there are no messages between pages."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of the second factor are kept encrypted; its picture is drawn here."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("口令不对，或者已经过期。请输手机上现在显示的6位数字。"),
        "cannot_generate_recovery_codes": _("先启用动态口令，才有备用口令。"),
        "cannot_delete_authenticator": _("您的岗位必须使用动态口令，不能停用。"),
    }

    def encrypt(self, text: str) -> str:
        return sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        return opened(encrypted_text)

    def get_totp_label(self, user: User) -> str:
        return user.username

    def get_totp_issuer(self) -> str:
        """What the telephone shows beside the code."""
        county = getattr(context.request, "county", None)
        return gettext("%(county)s政务公开") % {"county": county.name} if county else "Mingtang"

    def build_totp_svg(self, url: str) -> str:
        """Without styles, which the policy on content forbids; black on white in every theme."""
        drawn: str = make_qr(url, error="m").svg_inline(
            scale=5, border=4, dark="#000", light="#fff", svgclass=None, lineclass=None
        )
        return drawn


def second_factor_failed(user: User) -> None:
    _record(AuditKind.SIGN_IN_FAILED, user, context.request, "second-factor")


def recovery_code_used(user: User) -> None:
    said = f"recovery-code-used {user.username}"
    _record(AuditKind.CHANGED_ACCOUNT, user, context.request, said)


def _named(credentials: dict[str, Any]) -> User | None:
    return User.objects.filter(username=credentials.get("username") or "").first()


def _record(
    kind: AuditKind, user: User | None, request: HttpRequest | None, detail: str = ""
) -> None:
    """On record in the account's county; where it has none, in the county it was tried at."""
    county = getattr(request, "county", None)
    own = user.county_code if user else ""
    audit.record(
        kind=kind,
        by=user,
        at=clock.now(),
        county_code=own or (county.code if county else ""),
        detail=detail,
    )
