from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class HeldBack(models.Model):
    """Words that were public and are held back since (隐去): when, on which ground, why, by whom.

    Of the last time, where it was done more than once. What stood there is deleted, and these four
    stay public. `held_back_by` is the organ, by what it was called then.
    """

    held_back_at = models.DateTimeField(null=True, blank=True, help_text=_("隐去以前的文字的时间"))
    held_back_ground = models.CharField(max_length=8, blank=True, help_text=_("不予公开的依据"))
    held_back_because = models.CharField(max_length=200, blank=True, help_text=_("公众能看到"))
    held_back_by = models.CharField(max_length=100, blank=True)

    class Meta:
        abstract = True

    @property
    def is_held_back(self) -> bool:
        return self.held_back_at is not None


def held_back_whole(name: str) -> models.CheckConstraint:
    """All four, or none of them."""
    return models.CheckConstraint(
        condition=Q(
            held_back_at__isnull=True,
            held_back_ground="",
            held_back_because="",
            held_back_by="",
        )
        | (
            Q(held_back_at__isnull=False)
            & ~Q(held_back_ground="")
            & ~Q(held_back_because="")
            & ~Q(held_back_by="")
        ),
        name=name,
    )
