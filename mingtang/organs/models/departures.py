from django.db import models
from django.db.models import Q

from mingtang.organs.models.handovers import Handover
from mingtang.organs.models.posts import Post


class Departure(models.Model):
    """That somebody leaves a post (离任), as it was registered; a mistake can be taken back.

    One more where it was put forward.
    `until`: to which day the post was to be held before. `follower`: the post that whoever goes on
    was given with it. Taken back, that never begins and is in the register no more; whose it was
    to be stays here.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="departures")
    last_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    follower = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    handover = models.ForeignKey(
        Handover, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)
    never_holder = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    never_title = models.CharField(max_length=64, blank=True)
    never_from_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True)
                | Q(follower__isnull=True, handover__isnull=True),
                name="organs_taken_back_leaves_nobody",
            ),
            models.CheckConstraint(
                condition=Q(never_holder__isnull=True, never_from_on__isnull=True, never_title="")
                | Q(
                    taken_back_at__isnull=False,
                    never_holder__isnull=False,
                    never_from_on__isnull=False,
                ),
                name="organs_never_began_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.last_on}"
