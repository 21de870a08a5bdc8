"""A roll that is uploaded, and its rows on their way from the first page to the next."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from mingtang.channels.desk.forms.base import DeskForm
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.tables import Row
from mingtang.foundation.text import gettext_noop

A_DAY = 24 * 60 * 60  # seconds
LARGEST = 2_000_000  # characters; a form may have half a million more
TOO_LARGE = gettext_noop("这份名册的文字太多，一次办不完。请拆成几份。")
TOO_OLD = gettext_noop("这份名册读进来已经超过一天，或者不是在这里读的。请重新选择文件。")


class RollForm(DeskForm):
    file = forms.FileField(
        label=_("名册"),
        help_text=_("Excel（.xlsx）或者 CSV，列名照模板。先显示每一行会怎样，确认以后才登记。"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )


@dataclass(frozen=True)
class Parcel:
    """Rows that were read and shown to somebody, sealed so that nothing else is registered."""

    name: str
    rows: Sequence[Row]

    def sealed(self, salt: str) -> str:
        """Raises RuleBroken where it would be too much for a form."""
        rows = [[row.row, dict(row.words)] for row in self.rows]
        sealed = signing.dumps([self.name, rows], salt=salt, compress=True)
        if len(sealed) > LARGEST:
            raise RuleBroken(TOO_LARGE)
        return sealed

    @staticmethod
    def opened(sealed: str, salt: str) -> "Parcel":
        """Raises RuleBroken where it is not ours or too old."""
        try:
            name, rows = signing.loads(sealed, salt=salt, max_age=A_DAY)
        except signing.BadSignature as broken:
            raise RuleBroken(TOO_OLD) from broken
        return Parcel(name, [Row(*row) for row in rows])
