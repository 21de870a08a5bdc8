import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mingtang.catalogue.choices import Aspect, TableState
from mingtang.catalogue.models.items import Standard
from mingtang.files.models import StoredFile
from mingtang.organs.models import County


class ImportedTable(models.Model):
    """An official table (基层政务公开标准目录) as it was read: a draft, and no law yet.

    Nobody signed in where a command read it in: then `imported_by` is empty. `around` holds what
    stands above and below the table of each sheet, `problems` what could not be read of the table
    as a whole, as it was found then (`queries.tables.problems_of` says what stands now): see
    `rules/official/found.py`. `reread_at`: when its bodies were last read again by the register.
    """

    object_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="imported_tables")
    name = models.CharField(max_length=200, help_text=_("文件名"))
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=16, choices=TableState.choices, default=TableState.DRAFT)
    around = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    adopted_as = models.OneToOneField(
        Standard, null=True, blank=True, on_delete=models.PROTECT, related_name="table"
    )
    reread_at = models.DateTimeField(null=True, blank=True, help_text=_("按机关名册重读的时间"))
    reread_by = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=TableState.ADOPTED, adopted_as__isnull=False)
                | (~Q(state=TableState.ADOPTED) & Q(adopted_as__isnull=True)),
                name="catalogue_table_adopted_as_an_edition",
            ),
        ]
        indexes = [models.Index(fields=["county", "-id"], name="catalogue_tables_of_county")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_draft(self) -> bool:
        return self.state == TableState.DRAFT


class ImportedRow(models.Model):
    """One matter of such a table (公开事项): each column as printed, and what was understood.

    `row` is Excel's, from 1. `understood` holds by aspect what needs no person any more, as
    `rules/official/understanding.py` says; what is in doubt is a `Doubt`.
    """

    table = models.ForeignKey(ImportedTable, on_delete=models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField(help_text=_("在文件里的次序"))
    sheet = models.CharField(max_length=100)
    row = models.PositiveIntegerField()
    level1 = models.TextField(blank=True)
    level2 = models.TextField(blank=True)
    elements = models.TextField(blank=True)
    basis = models.TextField(blank=True)
    time_text = models.TextField(blank=True)
    term = models.JSONField(null=True, blank=True)
    subject = models.TextField(blank=True)
    channels = models.JSONField(default=list)
    channels_text = models.TextField(blank=True)
    audience = models.TextField(blank=True)
    mode = models.TextField(blank=True)
    levels = models.JSONField(default=list)
    extra = models.JSONField(default=dict, help_text=_("没有读的列"))
    understood = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table", "number"], name="catalogue_row_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.row}: {self.level2}"


class Settlement(models.Model):
    """What a person settled that a wording means (核定): for one row, or wherever it stands.

    Undone, it stays on record and holds no longer. `follows`: the one after which all bodies of
    this wording were known (县民政局、各乡镇人民政府 after 各乡镇人民政府). `is_by_register`: the
    register of organs says so by now; that person asked for it to be read again.
    """

    table = models.ForeignKey(ImportedTable, on_delete=models.PROTECT, related_name="settlements")
    aspect = models.CharField(max_length=16, choices=Aspect.choices)
    wording = models.TextField(blank=True)
    value = models.JSONField()
    is_everywhere = models.BooleanField()
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="followers"
    )
    is_by_register = models.BooleanField(default=False)
    settled_at = models.DateTimeField()
    settled_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="catalogue_undone_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["table", "-id"], name="catalogue_settlements_of_table")]

    def __str__(self) -> str:
        return f"{self.get_aspect_display()}: {self.wording}"


class Doubt(models.Model):
    """One thing of a row that a person has to settle (待核定), or wanted to settle otherwise.

    Doubts about the same words are found by `wording_hash`: words can be longer than any index.
    `template` and `params` say why, fit to be translated; both are empty where what had been
    understood was settled anew: undoing that takes the doubt away again.
    """

    table = models.ForeignKey(ImportedTable, on_delete=models.PROTECT, related_name="doubts")
    row = models.ForeignKey(ImportedRow, on_delete=models.CASCADE, related_name="doubts")
    aspect = models.CharField(max_length=16, choices=Aspect.choices)
    wording = models.TextField(blank=True)
    wording_hash = models.CharField(max_length=64, help_text=_("原文摘要（SHA-256）"))
    template = models.TextField(blank=True)
    params = models.JSONField(default=dict, blank=True)
    settled = models.ForeignKey(
        Settlement, null=True, blank=True, on_delete=models.PROTECT, related_name="doubts"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["row", "aspect", "wording_hash"], name="catalogue_doubt_once"
            ),
        ]
        indexes = [
            models.Index(fields=["table", "aspect", "wording_hash"], name="catalogue_doubts_alike"),
            models.Index(
                fields=["table"],
                condition=Q(settled__isnull=True),
                name="catalogue_doubts_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_aspect_display()}: {self.wording}"
