from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Schedule(models.Model):
    """A job that is done again and again (定时任务), and how it went. Shared by all counties.

    Whoever does it holds a claim until `claimed_until`; a claim that has run out, as of a process
    that died, is taken over. What is due inside a job is found in the database each time, so that
    nothing is lost with a process and doing it twice is the same as doing it once.
    """

    name = models.CharField(max_length=64, unique=True)
    next_at = models.DateTimeField()
    claimed_by = models.CharField(max_length=64, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0, help_text=_("连续失败次数"))
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(claimed_by="", claimed_at__isnull=True, claimed_until__isnull=True)
                | (~Q(claimed_by="") & Q(claimed_at__isnull=False, claimed_until__isnull=False)),
                name="jobs_claimed_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(failures=0, error="") | (Q(failures__gt=0) & ~Q(error="")),
                name="jobs_failure_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Run(models.Model):
    """One doing of a job (执行记录): kept for a while, so that lateness and failure are seen."""

    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="runs")
    wanted_at = models.DateTimeField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    succeeded = models.BooleanField()
    done = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    said = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["schedule", "-started_at"], name="jobs_latest_runs"),
            models.Index(fields=["succeeded", "started_at"], name="jobs_runs_to_prune"),
        ]

    def __str__(self) -> str:
        return f"{self.schedule} {self.started_at}"
