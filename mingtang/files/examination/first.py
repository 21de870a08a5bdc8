"""Around an action: the file is looked at before its transaction begins.

A file may take seconds. Inside the transaction it would hold the database up for everyone, as
SQLite lets one write at a time.
"""

import datetime
import functools
from collections.abc import Callable
from typing import Protocol

from django.conf import settings

from mingtang.files.examination import Content, examined
from mingtang.files.models import StoredFile
from mingtang.files.rules.limits import Limits
from mingtang.files.rules.readings import PhotographFacts
from mingtang.people.models import User


class StoresFile(Protocol):
    def __call__(
        self, *, content: Content, name: str, by: User | None, at: datetime.datetime
    ) -> StoredFile: ...


class StoresPhotograph(Protocol):
    def __call__(
        self, *, content: Content, by: User | None, at: datetime.datetime
    ) -> tuple[StoredFile, PhotographFacts]: ...


def file_examined_first(action: Callable[..., StoredFile]) -> StoresFile:
    @functools.wraps(action)
    def with_examined(
        *, content: Content, name: str, by: User | None, at: datetime.datetime
    ) -> StoredFile:
        with examined(content, name=name, limits=_limits()) as file:
            return action(content=file, name=name, by=by, at=at)

    return with_examined


def photograph_examined_first(
    action: Callable[..., tuple[StoredFile, PhotographFacts]],
) -> StoresPhotograph:
    @functools.wraps(action)
    def with_examined(
        *, content: Content, by: User | None, at: datetime.datetime
    ) -> tuple[StoredFile, PhotographFacts]:
        with examined(content, name="", limits=_limits(), is_photograph=True) as file:
            return action(content=file, by=by, at=at)

    return with_examined


def _limits() -> Limits:
    return Limits(**settings.FILE_LIMITS)
