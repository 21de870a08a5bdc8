"""How officials sign in: django-allauth does it; here is what is ours: no sign-up, and a record."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mingtang.audit import actions as audit
from mingtang.audit.choices import AuditKind
from mingtang.foundation import clock
from mingtang.people.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the system administrator; signing in and failing to are recorded."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("用户名或者密码不对。忘记密码请找系统管理员重设。"),
        "too_many_login_attempts": _(
            "连续输错的次数太多，这个账号先锁住5分钟。请稍后再试，或者找系统管理员。"
        ),
        "enter_current_password": _("现在的密码不对，请再输一次。"),
        "incorrect_password": _("密码不对，请再输一次。"),
        "account_inactive": _("这个账号已经停用，请找系统管理员。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("desk:today")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("website:home")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("desk:me")

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        audit.record(
            kind=AuditKind.SIGNED_IN, by=user, at=clock.now(), county_code=user.county_code
        )
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        return answer

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Kept without the password, and with the name only where it is an account's."""
        user = User.objects.filter(username=credentials.get("username") or "").first()
        audit.record(
            kind=AuditKind.SIGN_IN_FAILED,
            by=user,
            at=clock.now(),
            county_code=user.county_code if user else "",
        )

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            audit.record(
                kind=AuditKind.SIGNED_OUT,
                by=request.user,
                at=clock.now(),
                county_code=request.user.county_code,
            )
        super().logout(request)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Pages say themselves what was done; there are no messages between pages."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of the second factor are kept encrypted."""

    def encrypt(self, text: str) -> str:
        return _sealer().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _sealer().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return "Mingtang"

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Changes are on record in `audit`; no mail leaves from here."""


def _sealer() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.SEALING_KEYS])
