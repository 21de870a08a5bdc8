"""The ways on which a notice travels beyond the desk. Each is a Carrier; e-mail is the first."""

import contextlib
import re
import smtplib
from collections.abc import Callable
from email.utils import parseaddr
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from mingtang.foundation.kept_words import in_chinese
from mingtang.foundation.text import gettext_noop as _
from mingtang.notices.choices import NoticeKind, Way
from mingtang.notices.models import Notice
from mingtang.notices.rules import House, letter

SERVICE_CLOSING = 421  # RFC 5321: the server ends the connection with this answer
ADDRESS = re.compile(r"[^\s<>@]+@[^\s<>]+")


class NotCarried(Exception):  # noqa: N818 - reads as a sentence where it is raised
    """`is_way_down` when nothing would arrive on this way now, whoever it is for."""

    def __init__(self, reason: str, *, is_way_down: bool = False) -> None:
        super().__init__(reason)
        self.is_way_down = is_way_down


class Carrier(Protocol):
    way: Way

    def carry(self, notice: Notice) -> None:
        """Returns when whoever is next on the way has taken it; raises NotCarried."""

    def close(self) -> None:
        """Ends what `carry` keeps open between two notices."""


class EmailCarrier:
    """Through the mail server of the settings; one connection for as long as it holds."""

    way = Way.EMAIL

    def __init__(self, house_of: Callable[[str], House]) -> None:
        self._house_of = house_of
        self._connection: BaseEmailBackend | None = None

    def carry(self, notice: Notice) -> None:
        if not notice.recipient.email or not notice.recipient.is_active:
            raise NotCarried(_("收件人没有邮箱，或者账号已停用"))
        try:
            self._opened().send_messages([self._letter(notice)])
        except (
            smtplib.SMTPRecipientsRefused,
            smtplib.SMTPSenderRefused,
            smtplib.SMTPDataError,
        ) as refused:
            raise self._refused(refused) from refused
        except OSError as broken:  # among them every other smtplib.SMTPException
            self.close()
            what = f"{type(broken).__name__}: {broken}"
            raise NotCarried(what, is_way_down=True) from broken
        except ValueError as unfit:  # an address or a header that no letter can have
            raise NotCarried(_("邮箱地址不能用于发信")) from unfit

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(OSError):
                connection.close()

    def _refused(self, refused: smtplib.SMTPException) -> NotCarried:
        code, said = _answer(refused)
        if code == SERVICE_CLOSING:
            self.close()
        return NotCarried(f"{code} {said}", is_way_down=code == SERVICE_CLOSING)

    def _opened(self) -> BaseEmailBackend:
        if self._connection is None:
            connection = get_connection()
            connection.open()
            self._connection = connection
        return self._connection

    def _letter(self, notice: Notice) -> EmailMessage:
        subject, text = letter(
            house=self._house_of(notice.county_code),
            kind=notice.kind,
            label=in_chinese(NoticeKind(notice.kind).label),
            subject=notice.subject,
            path=notice.path,
        )
        sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
        return EmailMessage(
            subject=subject,
            body=text,
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[notice.recipient.email],
            headers={
                # The same each time it is tried: a mail program shows it once.
                "Message-ID": f"<notice-{notice.pk}@{sender.rpartition('@')[2]}>",
                "Auto-Submitted": "auto-generated",  # RFC 3834: nobody's absence answers it
            },
        )


def _answer(refused: smtplib.SMTPException) -> tuple[int, str]:
    """What the server said, without the address, which it likes to repeat."""
    if isinstance(refused, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(refused.recipients.values()))
    else:
        code, said = refused.args[:2]
    return code, ADDRESS.sub("…", said.decode(errors="replace"))
