from django.db import models
from django.db.models import F, Q

from mingtang.organs.choices import SOLE_ROLES, Role
from mingtang.organs.models.organs import Organ


class Post(models.Model):
    """A role in an organ, and who holds it from which day to which, both included (任职).

    A stand-in (AB岗) holds the same role in place of another for a time, and is shown as such.
    """

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=32, choices=Role.choices)
    holder = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=64, blank=True)
    stands_in_for = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="stand_ins"
    )
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="organs_post_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(stands_in_for__isnull=True) | Q(to_on__isnull=False),
                name="organs_stand_in_has_an_end",
            ),
            models.UniqueConstraint(
                fields=["organ", "role"],
                condition=Q(to_on__isnull=True, stands_in_for__isnull=True, role__in=SOLE_ROLES),
                name="organs_one_holder_of_sole_role",
            ),
        ]
        indexes = [
            models.Index(fields=["organ", "role"], name="organs_posts_of_organ"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.organ}"
