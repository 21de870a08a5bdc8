from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mingtang.organs.choices import MemberRank
from mingtang.organs.models.organs import Organ


class LeadingGroup(models.Model):
    """The leading group for open government (政务公开领导小组) of an organ, S6.1."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="leading_groups")
    document = models.CharField(max_length=200, help_text=_("成立文件"))
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organ"], condition=Q(to_on__isnull=True), name="organs_one_group_now"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="organs_group_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"LeadingGroup of {self.organ}"


class GroupMember(models.Model):
    """A member of a leading group by name and duty; needs no account."""

    group = models.ForeignKey(LeadingGroup, on_delete=models.PROTECT, related_name="members")
    name = models.CharField(max_length=64)
    title = models.CharField(max_length=100, blank=True)
    rank = models.CharField(max_length=16, choices=MemberRank.choices)

    def __str__(self) -> str:
        return self.name


class OpennessOffice(models.Model):
    """The office named for the daily work (政务公开工作机构), S6.3; 条例 art. 4, 12."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="openness_offices")
    name = models.CharField(max_length=100)
    phone = models.CharField(max_length=32, blank=True)
    address = models.CharField(max_length=200, blank=True)
    office_hours = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organ"], condition=Q(to_on__isnull=True), name="organs_one_office_now"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="organs_office_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name
