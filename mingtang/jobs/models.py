from django.db import models
from django.db.models import Q


class Schedule(models.Model):
    """A job that is done again and again (定时任务), and how it went. Shared by all counties."""

    name = models.CharField(max_length=64, unique=True)
    next_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=64, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0, help_text="in a row")
    error = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(claimed_at__isnull=True, claimed_by="")
                | (Q(claimed_at__isnull=False) & ~Q(claimed_by="")),
                name="jobs_claimed_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Run(models.Model):
    """One doing of a job (执行记录): kept so that lateness and failure are seen."""

    schedule = models.ForeignKey(Schedule, on_delete=models.PROTECT, related_name="runs")
    wanted_at = models.DateTimeField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    succeeded = models.BooleanField()
    said = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["schedule", "-started_at"], name="jobs_latest_runs")]

    def __str__(self) -> str:
        return f"{self.schedule} {self.started_at}"
