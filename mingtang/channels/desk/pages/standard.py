from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.catalogue.rules.items import StandardText
from mingtang.channels.shared.access import Seat
from mingtang.channels.shared.shown.dates import full_day

EDITIONS = 10


def lede(seat: Seat, shipped: StandardText) -> str:
    """Which catalogues the county has adopted, and since when each holds."""
    adopted = list(seat.county.standards.order_by("from_on", "id"))
    if not adopted:
        return _("本县还没有采用公开目录，所以不会产生公开任务。")
    named = [
        _("《%(title)s》%(edition)s从%(day)s起施行")
        % {"title": one.title, "edition": one.edition, "day": full_day(one.from_on)}
        for one in adopted
        if one.to_on is None or one.to_on >= seat.on
    ]
    is_current = any(
        (one.title, one.edition) == (shipped.title, shipped.edition) for one in adopted
    )
    news = "" if is_current else _("随软件提供的这一版还没有采用。")
    return _("；").join(named) + _("。") + news


def beyond(seat: Seat) -> list[tuple[str, str]]:
    """The county's own official tables in; each edition out, the newest first."""
    editions = seat.county.standards.order_by("-from_on", "-id")[:EDITIONS]
    return [
        (_("用本县的官方表格（Excel）编一版"), reverse("desk:tables")),
        *(
            (
                _("下载《%(standard)s》（%(form)s）") % {"standard": one, "form": label},
                reverse("desk:edition-table", args=[one.object_id, form]),
            )
            for one in editions
            for form, label in (("xlsx", "Excel"), ("csv", "CSV"))
        ),
    ]
