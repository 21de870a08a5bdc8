from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingtang.catalogue.models import Fact
from mingtang.catalogue.models.held_back import HeldBack, held_back_whole
from mingtang.issued.choices import Attribute, Ground, Way
from mingtang.issued.rules.doubts import LABELS
from mingtang.issued.rules.numbers import Number
from mingtang.issued.rules.registering import Particulars, Partner
from mingtang.organs.models import Matter, Organ


class IssuedDocument(Matter, HeldBack):
    """One document by its number (发文), whatever was said of it since. `organ` is the lead.

    Number and organ never change: who mistyped them withdraws the registration, and registers
    anew. `current` is the latest of its registrations; empty only while the first is written.
    """

    series = models.CharField(max_length=20, help_text=_("机关代字"))
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    current = models.OneToOneField(
        "issued.Registration", null=True, on_delete=models.PROTECT, related_name="+"
    )
    registered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "series", "year", "serial"],
                condition=Q(withdrawn_at__isnull=True),
                name="issued_number_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
                name="issued_withdrawn_with_reason",
            ),
            held_back_whole("issued_held_back_whole"),
        ]
        indexes = [
            models.Index(fields=["organ", "year", "series", "serial"], name="issued_of_organ"),
            models.Index(fields=["series", "year", "serial"], name="issued_by_number"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return str(Number(self.series, self.year, self.serial))

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None

    @property
    def is_for_all(self) -> bool:
        """It stands, and everybody may read what it is called."""
        return self.stands and self.now.attribute == Attribute.ACTIVE

    @property
    def now(self) -> "Registration":
        """What is said of it now."""
        if self.current is None:
            raise Registration.DoesNotExist(self.number)
        return self.current


class Registration(models.Model):
    """What was said of a document at one time; a correction is a new row, the old one stays.

    `fact` is the fact that a document for everyone is, as it stood then. `partners` are those of
    `rules.registering.Partner`: organs that issued it together with the lead. `confirmed` is what
    was asked about its number and its day, and said to be right: see `rules.doubts`.
    """

    document = models.ForeignKey(
        IssuedDocument, on_delete=models.PROTECT, related_name="registrations"
    )
    number = models.PositiveSmallIntegerField(help_text=_("第几次登记"))
    title = models.CharField(max_length=200, blank=True)
    issued_on = models.DateField(help_text=_("印发日期"))
    attribute = models.CharField(max_length=16, choices=Attribute.choices)
    ground = models.CharField(max_length=8, choices=Ground.choices, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    is_normative = models.BooleanField(default=False)
    needs_reading = models.BooleanField(default=False)
    partners = models.JSONField(default=list, blank=True)
    confirmed = models.JSONField(
        default=list, blank=True, help_text=_("登记的人确认没有写错的：跳号、机关代字、年份")
    )
    fact = models.ForeignKey(
        Fact, null=True, blank=True, on_delete=models.PROTECT, related_name="registrations"
    )
    because = models.CharField(max_length=200, blank=True, help_text=_("更正原因"))
    way = models.CharField(max_length=8, choices=Way.choices)
    recorded_at = models.DateTimeField()
    recorder = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    recorded_for = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"], name="issued_registration_in_order"
            ),
            models.CheckConstraint(
                condition=Q(attribute=Attribute.ACTIVE, ground="", reason="")
                | (~Q(attribute=Attribute.ACTIVE) & ~Q(ground="")),
                name="issued_hidden_on_a_ground",
            ),
            models.CheckConstraint(
                condition=Q(attribute=Attribute.ACTIVE)
                | Q(fact__isnull=True, is_normative=False, needs_reading=False),
                name="issued_hidden_opens_nothing",
            ),
            models.CheckConstraint(
                condition=~Q(ground=Ground.E14A) | Q(title="", reason=""),
                name="issued_secret_without_words",
            ),
            models.CheckConstraint(
                condition=Q(number=1, because="") | (Q(number__gt=1) & ~Q(because="")),
                name="issued_corrected_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.get_ground_display())

    @property
    def doubts(self) -> list[str]:
        """What was confirmed, in words."""
        return [gettext(LABELS[doubt]) for doubt in self.confirmed]

    @property
    def particulars(self) -> Particulars:
        return Particulars(
            title=self.title,
            issued_on=self.issued_on,
            attribute=self.attribute,
            ground=self.ground,
            reason=self.reason,
            is_normative=self.is_normative,
            needs_reading=self.needs_reading,
            partners=tuple(Partner(one["name"], one["code"]) for one in self.partners),
        )
