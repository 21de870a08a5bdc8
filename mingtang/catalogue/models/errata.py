"""Rows adopted by mistake (目录勘误): what one person proposed, and what another confirmed."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mingtang.catalogue.choices import ErratumMatter
from mingtang.catalogue.models.items import Item, Standard
from mingtang.people.proposals import Proposal, ProposalState, answered_by_another


class Mended(models.Model):
    """Of which item, in which matter; what the mistake is, and where that rests.

    `names`: which bodies, laws or elements are too many, as the item has them; none where the
    whole item is.
    """

    matter = models.CharField(max_length=16, choices=ErratumMatter.choices)
    names = models.JSONField(default=list, blank=True)
    because = models.CharField(max_length=400, help_text=_("错在哪里、怎么错的，公众会看到"))
    basis = models.CharField(max_length=200, help_text=_("根据什么勘误，公众会看到"))

    class Meta:
        abstract = True


class Erratum(Mended):
    """One that counts: the next edition may say less of the item in that matter, once.

    The edition in force stays as it is. `used_in`: the edition that made use of it; one that is
    withdrawn before its first day gives it back. The item's edition replaced without it, it is of
    no use any more, and stays on record.
    """

    object_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="errata")
    confirmed_at = models.DateTimeField()
    used_in = models.ForeignKey(
        Standard, null=True, blank=True, on_delete=models.PROTECT, related_name="errata_used"
    )
    withdrawn_by = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(
        max_length=200, blank=True, help_text=_("为什么收回，公众会看到")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "matter"],
                condition=Q(used_in__isnull=True, withdrawn_at__isnull=True),
                name="catalogue_erratum_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                & Q(withdrawn_because="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawn_because=""),
                name="catalogue_erratum_withdrawn_whole",
            ),
            models.CheckConstraint(
                condition=Q(used_in__isnull=True) | Q(withdrawn_at__isnull=True),
                name="catalogue_erratum_used_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.get_matter_display()}"

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def is_open(self) -> bool:
        """Neither used nor taken back; whether its edition still is the one to be replaced is not
        asked here."""
        return self.used_in_id is None and self.withdrawn_at is None


class ErratumProposal(Mended, Proposal):
    """The same as one person wrote it down, until another confirms it."""

    object_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="proposed_errata")
    recorded = models.OneToOneField(
        Erratum, null=True, blank=True, on_delete=models.PROTECT, related_name="proposal"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "matter"],
                condition=Q(state=ProposalState.WAITING),
                name="catalogue_one_proposed_erratum_at_a_time",
            ),
            *answered_by_another("catalogue_proposed_erratum"),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.get_matter_display()}"
