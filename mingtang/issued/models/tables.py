from django.db import models
from django.utils.translation import gettext_lazy as _

from mingtang.files.models import StoredFile
from mingtang.issued.choices import ImportState
from mingtang.organs.models import Matter


class DocumentTable(Matter):
    """A table from an office system as it was read, before anything of it is registered.

    `rows` and `problems` are those of `rules/tables.py`; `registered` and `known` say how many of
    the rows became documents, and how many were there already.
    """

    name = models.CharField(max_length=200, help_text=_("文件名"))
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, choices=ImportState.choices, default=ImportState.SHOWN)
    rows = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    done = models.PositiveIntegerField(default=0, help_text=_("办到第几行"))
    registered = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["organ", "-id"], name="issued_tables_of_organ")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_shown(self) -> bool:
        return self.state == ImportState.SHOWN

    @property
    def left(self) -> int:
        return len(self.rows) - self.done
