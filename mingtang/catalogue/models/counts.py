from django.db import models
from django.db.models import Q

from mingtang.catalogue.choices import Emphasis
from mingtang.catalogue.models.items import Item
from mingtang.catalogue.rules.counting import COLUMNS
from mingtang.organs.choices import Tier
from mingtang.organs.models import Organ

NOTHING = Q(**dict.fromkeys(COLUMNS, 0))


class Counted(models.Model):
    """How many duties due on a day came to stand in each way, or left it, where negative.

    Lines are added with each act and never changed, so that no act waits for another: what stands
    is their sum. Once a day they are counted anew from the duties themselves. What is inside an
    organ is in none, nor what is void. `open` is late or not by the day on which someone looks.
    `nil_late` and `withheld_late` are parts of `nil` and `withheld`, answered after their day.
    """

    due_on = models.DateField()
    open = models.IntegerField(default=0)
    kept = models.IntegerField(default=0)
    late_done = models.IntegerField(default=0)
    nil = models.IntegerField(default=0)
    nil_late = models.IntegerField(default=0)
    withheld = models.IntegerField(default=0)
    withheld_late = models.IntegerField(default=0)

    class Meta:
        abstract = True


class OrganCount(Counted):
    """By organ, and whether the items are key ones (任务计数，按机关)."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+", db_index=False)
    emphasis = models.CharField(max_length=16, choices=Emphasis.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~NOTHING,
                name="catalogue_organ_count_says_something",
            ),
        ]
        indexes = [models.Index(fields=["organ", "due_on"], name="catalogue_counts_of_organ")]

    def __str__(self) -> str:
        return f"{self.organ_id} {self.due_on}"


class ItemCount(Counted):
    """By item, and the tier of those who owe it (任务计数，按事项)."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+", db_index=False)
    tier = models.CharField(max_length=16, choices=Tier.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~NOTHING,
                name="catalogue_item_count_says_something",
            ),
        ]
        indexes = [models.Index(fields=["item", "due_on"], name="catalogue_counts_of_item")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.due_on}"
