"""What Django's own check of passwords says in English only, said in our words."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST = 8


class LongEnough:
    """A password of eight signs or more."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        if len(password) < SHORTEST:
            raise ValidationError(_("密码太短，至少要8位。"), code="password_too_short")

    def get_help_text(self) -> str:
        return _("至少8位。")
