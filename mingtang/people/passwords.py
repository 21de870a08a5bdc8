"""How passwords are kept, and what is asked of them, said in our words."""

import threading

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST = 8
one_at_a_time = threading.Lock()


class ModestArgon2PasswordHasher(Argon2PasswordHasher):
    """As Django's and as hard, but one password at a time in each process.

    Each takes 100 MiB while it is worked out. When all clerks sign in at nine, a small machine
    has not as many times that, and gains nothing by it: the work is the same.
    """

    def encode(self, password: str, salt: str) -> str:
        with one_at_a_time:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with one_at_a_time:
            return super().verify(password, encoded)


class LongEnough:
    """A password of eight signs or more."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        if len(password) < SHORTEST:
            raise ValidationError(_("密码太短，至少要8位。"), code="password_too_short")

    def get_help_text(self) -> str:
        return _("至少8位。")
