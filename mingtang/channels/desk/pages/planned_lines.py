"""All that an edition would change, line by line, as a table to take along before it is adopted."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from mingtang.catalogue.queries.editions import Planned
from mingtang.channels.desk.pages.planned import place_words, places_told
from mingtang.channels.shared.access import Seat
from mingtang.channels.shared.shown.errata import errata_lines
from mingtang.channels.shared.shown.planned import change_lines as planned_changes
from mingtang.channels.shared.shown.planned import skipped_lines
from mingtang.organs.models import Organ


def change_lines(seat: Seat, planned: Planned) -> Iterator[Sequence[str]]:
    """Its head first; a line for each part that changes, and one for each reason to refuse it, each
    thing to look at, each mistake that it mends and each period for which it comes too late. One
    query."""
    names = dict(Organ.objects.filter(county=seat.county).values_list("code", "name"))
    yield (
        *(_("改动"), _("表里的位置"), _("一级事项"), _("二级事项")),
        *(_("改的是"), _("原来"), _("改成"), _("公开任务")),
    )
    asked = ((_("不能采用"), planned.refused), (_("请核对"), planned.within.two))
    for kind, found in asked:
        for place, words in places_told(planned, found):
            yield kind, place, "", "", words, "", "", ""
    yield from errata_lines(planned.used, with_people=True)
    for kind, code, *rest in (*skipped_lines(planned, seat.on), *planned_changes(planned, names)):
        yield kind, place_words(planned, code), *rest
