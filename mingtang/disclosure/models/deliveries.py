from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mingtang.catalogue.choices import Channel, NoticeUnit
from mingtang.disclosure.choices import DeliveryState, ReceiptKind
from mingtang.disclosure.models.editions import Edition
from mingtang.files.models import StoredFile
from mingtang.foundation.terms import Term, Unit
from mingtang.organs.models import Matter, Place


class Delivery(Matter):
    """An edition on its way to one place through one channel (送达). `organ` keeps the place.

    A board must show it for `notice_term`; then, or when the edition is withdrawn or replaced, it
    must come down.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="deliveries")
    channel = models.CharField(max_length=16, choices=Channel.choices)
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="deliveries"
    )
    state = models.CharField(
        max_length=16, choices=DeliveryState.choices, default=DeliveryState.WAITING
    )
    created_at = models.DateTimeField()
    post_by = models.DateField(null=True, blank=True, help_text=_("应在哪天前张贴"))
    notice_days = models.PositiveSmallIntegerField(null=True, blank=True)
    notice_unit = models.CharField(
        max_length=2, choices=NoticeUnit.choices, default=NoticeUnit.DAYS
    )
    objection_address = models.CharField(max_length=450, blank=True, help_text=_("异议受理"))
    posted_at = models.DateTimeField(null=True, blank=True)
    remove_from = models.DateField(null=True, blank=True, help_text=_("公示期满，应撤下"))
    remove_because = models.CharField(max_length=200, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "channel", "place"],
                condition=Q(place__isnull=False),
                name="disclosure_one_delivery_a_place",
            ),
            models.UniqueConstraint(
                fields=["edition", "channel"],
                condition=Q(place__isnull=True),
                name="disclosure_one_delivery_a_channel",
            ),
            models.CheckConstraint(
                condition=~Q(state=DeliveryState.POSTED) | Q(posted_at__isnull=False),
                name="disclosure_posted_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=DeliveryState.REMOVED) | Q(removed_at__isnull=False),
                name="disclosure_removed_has_time",
            ),
        ]
        indexes = [
            models.Index(fields=["organ", "state", "id"], name="disclosure_deliveries"),
            models.Index(fields=["state", "remove_from"], name="disclosure_to_come_down"),
        ]

    def __str__(self) -> str:
        return f"{self.edition} @ {self.place or self.channel}"

    @property
    def notice_term(self) -> Term | None:
        """How long it must hang (公示期)."""
        return Term(self.notice_days, Unit(self.notice_unit)) if self.notice_days else None

    @property
    def is_waiting(self) -> bool:
        return self.state == DeliveryState.WAITING

    @property
    def must_come_down(self) -> bool:
        return self.state == DeliveryState.TO_REMOVE

    @property
    def hangs(self) -> bool:
        return self.state in (DeliveryState.POSTED, DeliveryState.TO_REMOVE)


class Receipt(models.Model):
    """Proof that it hangs, or no longer hangs, where it should (回执): a photograph, place, time.

    The photograph is stored without its metadata; what it told of place and time is kept here.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="receipts")
    kind = models.CharField(max_length=16, choices=ReceiptKind.choices)
    by = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    photograph = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    where = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["delivery", "kind"], name="disclosure_one_receipt_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.delivery}"
