"""Around an action: a table of documents is read and stored before its transaction begins."""

import datetime
import functools
from collections.abc import Callable
from typing import Protocol

from django.conf import settings

from mingtang.files.actions import store
from mingtang.files.examination import Content
from mingtang.files.rules.limits import Limits
from mingtang.files.tables import read_table
from mingtang.issued.models import DocumentTable
from mingtang.organs.models import Organ
from mingtang.people.models import User

READER = "mingtang.issued.apart.reader"


class ReadsTable(Protocol):
    def __call__(
        self, *, organ: Organ, content: Content, name: str, by: User, at: datetime.datetime
    ) -> DocumentTable: ...


def file_read_first(action: Callable[..., DocumentTable]) -> ReadsTable:
    @functools.wraps(action)
    def with_read(
        *, organ: Organ, content: Content, name: str, by: User, at: datetime.datetime
    ) -> DocumentTable:
        limits = Limits(**settings.FILE_LIMITS)
        written = content if isinstance(content, bytes) else content.read(limits.size + 1)
        found = read_table(written, name=name, limits=limits, worker=READER)
        file = store(content=written, name=name, by=by, at=at)
        return action(organ=organ, found=found, file=file, name=name, by=by, at=at)

    return with_read
