"""Around an action: an official table is read and stored before its transaction begins."""

import datetime
import functools
from collections.abc import Callable
from typing import Protocol

from django.conf import settings

from mingtang.catalogue.models import ImportedTable
from mingtang.catalogue.rules.official.found import Read
from mingtang.catalogue.tables import read_table
from mingtang.files.actions import store
from mingtang.files.examination import Content
from mingtang.files.models import StoredFile
from mingtang.files.rules.limits import Limits
from mingtang.organs.models import County
from mingtang.people.models import User


class ImportsTable(Protocol):
    def __call__(
        self,
        *,
        county: County,
        content: Content,
        name: str,
        by: User | None,
        at: datetime.datetime,
    ) -> ImportedTable: ...


def table_read_first(action: Callable[..., ImportedTable]) -> ImportsTable:
    @functools.wraps(action)
    def with_read(
        *,
        county: County,
        content: Content,
        name: str,
        by: User | None,
        at: datetime.datetime,
    ) -> ImportedTable:
        limits = Limits(**settings.FILE_LIMITS)
        written = content if isinstance(content, bytes) else content.read(limits.size + 1)
        found: Read = read_table(written, name=name, limits=limits)
        file: StoredFile = store(content=written, name=name, by=by, at=at)
        return action(county=county, found=found, file=file, name=name, by=by, at=at)

    return with_read
