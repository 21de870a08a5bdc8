"""Changes of boards and of what hangs there, past all actions."""

import datetime
import uuid

from mingtang.disclosure.models import Delivery, Receipt
from mingtang.organs.models import Organ, Place

DAY = datetime.timedelta(days=1)


def change_posting(place, dice):
    """It hung longer than it did, in another place, or never."""
    sheets = Delivery.objects.filter(organ__county=place.county, channel="board")
    sheet = dice.choice(list(sheets.filter(posted_at__isnull=False).order_by("pk")))
    elsewhere = Place.objects.filter(organ__county=place.county).exclude(pk=sheet.place_id)
    changes = (
        {"posted_at": sheet.posted_at - DAY * dice.randint(1, 9)},
        {"place": dice.choice(list(elsewhere.order_by("pk")))},
        {"posted_at": None, "state": "waiting"},
    )
    Delivery.objects.filter(pk=sheet.pk).update(**dice.choice(changes))


def change_waiting_sheet(place, dice):
    """It need not hang yet, not for long, or at all: it waits no more, or never did."""
    sheet = Delivery.objects.get(organ__county=place.county, channel="board", state="waiting")
    changes = (
        {"post_by": sheet.post_by + DAY * dice.randint(1, 90)},
        {"notice_days": 1},
        {"state": "cancelled"},
        None,
    )
    _change_or_delete(Delivery.objects.filter(pk=sheet.pk), dice.choice(changes))


def change_what_hangs(place, dice):
    """It may come down earlier, or its photograph was taken elsewhere, at another time."""
    sheet = Delivery.objects.get(organ__county=place.county, channel="board", state="posted")
    receipts = Receipt.objects.filter(delivery=sheet)
    at = receipts.get().at - DAY * dice.randint(1, 9)
    seen = {"where": "别处"}, {"latitude": "30.5"}, {"taken_at": at}, {"at": at}
    change = dice.choice([None, *seen])
    if change is None:
        Delivery.objects.filter(pk=sheet.pk).update(remove_from=sheet.remove_from - DAY)
    else:
        receipts.update(**change)


def call_board_otherwise(place, dice):
    boards = Place.objects.filter(organ__county=place.county).order_by("pk")
    chosen = dice.choice(list(boards))
    changes = {"name": "另一处"}, {"address": "别处"}, {"opened_on": chosen.opened_on - DAY}
    Place.objects.filter(pk=chosen.pk).update(**dice.choice(changes))


def _change_or_delete(rows, change):
    if change is None:
        rows._raw_delete("default")
    else:
        rows.update(**change)


def keep_a_sheet_elsewhere(place, dice):
    """Another organ is to put it up, or has put it up."""
    sheets = Delivery.objects.filter(organ__county=place.county, channel="board").order_by("pk")
    sheet = dice.choice(list(sheets))
    others = [one.organ for one in place.there if one.organ.pk != sheet.organ_id]
    Delivery.objects.filter(pk=sheet.pk).update(organ=dice.choice(others))


def say_why_it_came_down(place, dice):
    """For a reason that there was not."""
    sheets = Delivery.objects.filter(organ__county=place.county, channel="board").order_by("pk")
    reasons = ["公示期满", "已有更正后的新版", "内容不再有效", "另一个原因"]
    chosen = dice.choice(list(sheets))
    Delivery.objects.filter(pk=chosen.pk).update(remove_because=dice.choice(reasons))


def invent_or_close_a_board(place, dice):
    """A board that nobody opened, one that nobody closed, one that nobody handed over."""
    boards = Place.objects.filter(organ__county=place.county).order_by("pk")
    chosen, kind = dice.choice(list(boards)), dice.randrange(3)
    if kind == 0:
        chosen.pk, chosen.object_id, chosen.name = None, uuid.uuid4(), f"另一处{dice.random()}"
        chosen.save()
        return
    without = Organ.objects.get(county=place.county, code__startswith="ZB-99")
    closed = {"closed_on": chosen.opened_on + DAY * dice.randint(0, 90)}
    boards.filter(pk=chosen.pk).update(**closed if kind == 1 else {"organ": without})


KINDS = (
    change_posting,
    change_waiting_sheet,
    change_what_hangs,
    call_board_otherwise,
    keep_a_sheet_elsewhere,
    say_why_it_came_down,
    invent_or_close_a_board,
)
