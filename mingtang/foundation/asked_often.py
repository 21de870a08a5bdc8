"""Queries that are asked at every act: the ORM writes their SQL once, and only values change.

To write a query takes Django several times as long as the database takes to answer it. This is for
a few rows found by a key, thousands of times; elsewhere a plain query is plainer.
"""

import threading
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

from django.db import models
from django.db.models.query import ModelIterable
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError

M = TypeVar("M", bound=models.Model)


class _Slot(models.Value):
    """Where a value goes, by its name."""

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:
        return "%s", [self]


class _Kept(SQLCompiler):
    """Writes the SQL of its query at the first asking, and repeats it at every other."""

    written: tuple[str, tuple[Any, ...]] | None = None
    converters: Any = None
    values: Mapping[str, Any]

    def as_sql(self, *args: Any, **kwargs: Any) -> tuple[str, tuple[Any, ...]]:
        if self.query.select_for_update and self.connection.get_autocommit():
            raise TransactionManagementError("A lock ends with its transaction: begin one.")
        if self.written is None:
            self.written = super().as_sql(*args, **kwargs)
        sql, params = self.written
        return sql, tuple(map(self._told, params))

    def _told(self, param: Any) -> Any:
        if not isinstance(param, _Slot):
            return param
        return param.output_field.get_db_prep_value(self.values[param.value], self.connection)

    def get_converters(self, expressions: Any) -> Any:
        if self.converters is None:
            self.converters = super().get_converters(expressions)
        return self.converters


class AskedOften(Generic[M]):
    """`ask` makes the query from a place for each value; `fields` says what kind each value is.

    Called with the values, it gives the rows. The shape of the query must not hang on the values:
    no lists of any length, no None.
    """

    def __init__(self, ask: Callable[..., models.QuerySet[M]], **fields: "models.Field[Any, Any]"):
        self.ask, self.fields = ask, fields
        self.here = threading.local()  # connections are of one thread

    def __call__(self, **values: Any) -> list[M]:
        compiler = self._compiler()
        compiler.values = values
        asked = SimpleNamespace(get_compiler=lambda using: compiler)
        rows: Any = SimpleNamespace(db=compiler.using, query=asked, _known_related_objects={})
        return list(ModelIterable(rows))

    def one(self, **values: Any) -> M | None:
        """The first row, if there is any."""
        return next(iter(self(**values)), None)

    def get(self, **values: Any) -> M:
        """The first row. Raises DoesNotExist where there is none."""
        for row in self(**values):
            return row
        model: Any = self._compiler().query.model
        raise model.DoesNotExist

    def _compiler(self) -> _Kept:
        kept: _Kept | None = getattr(self.here, "compiler", None)
        if kept is None:
            slots = {name: _Slot(name, output_field=field) for name, field in self.fields.items()}
            asked = self.ask(**slots)
            plain = asked.query.get_compiler(using=asked.db)
            kept = self.here.compiler = _Kept(asked.query, plain.connection, asked.db)
        return kept
