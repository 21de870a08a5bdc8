"""Signing in. Only these pages of django-allauth exist here; there is no sign-up."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path
from django.views.generic import RedirectView

from mingtang.channels.shared.access import personal

TO_SIGN_IN = RedirectView.as_view(pattern_name="account_login")
urlpatterns = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", personal(account.password_change), name="account_change_password"),
    path("second/", mfa.authenticate, name="mfa_authenticate"),
    path("second/confirm/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second/manage/", personal(mfa.index), name="mfa_index"),
    path("second/set-up/", personal(totp.activate_totp), name="mfa_activate_totp"),
    path("second/remove/", personal(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("second/codes/", personal(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "second/codes/new/",
        personal(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    # Names that django-allauth asks for; what they would do does not exist here.
    path("none/", TO_SIGN_IN, name="account_signup"),
    path("none/email/", TO_SIGN_IN, name="account_email"),
    path("none/reset/", TO_SIGN_IN, name="account_reset_password"),
]
