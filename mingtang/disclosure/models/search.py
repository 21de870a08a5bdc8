from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from mingtang.disclosure.models.disclosures import Disclosure

ENTRIES = 10_000  # at most, of one disclosure

if TYPE_CHECKING:
    _TextField = models.TextField[str, str]
else:
    _TextField = models.TextField


class TokensField(_TextField):
    """Tokens with spaces between: a `tsvector` in PostgreSQL, text that FTS5 reads in SQLite."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        return "tsvector" if connection.vendor == "postgresql" else super().db_type(connection)

    def get_db_prep_value(
        self,
        value: Any,
        connection: BaseDatabaseWrapper,
        prepared: bool = False,  # noqa: FBT001, FBT002 - as Django calls it
    ) -> Any:
        if connection.vendor == "postgresql" and value is not None:
            return " ".join(f"'{token}':{n}" for n, token in enumerate(value.split(), start=1))
        return super().get_db_prep_value(value, connection, prepared)


class SearchEntry(models.Model):
    """A stretch of what a disclosure says, as search reads it (检索索引).

    `id` is that of the disclosure × ENTRIES + the entry's place: 0 is the title, then come the
    text and what belongs to it. So a hit tells its disclosure without a look at this table.
    """

    id = models.BigIntegerField(primary_key=True)
    disclosure = models.ForeignKey(Disclosure, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    tokens = TokensField()

    def __str__(self) -> str:
        return f"{self.disclosure_id}.{self.id % ENTRIES}"
