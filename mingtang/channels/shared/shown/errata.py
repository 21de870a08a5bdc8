"""Rows adopted by mistake (目录勘误), as everybody reads of them: in which matter, why, since when.

Who did it is for the desk alone: in public it is the county's openness office, by two persons.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mingtang.catalogue.choices import Audience
from mingtang.catalogue.models import Erratum
from mingtang.channels.shared.shown.dates import full_day
from mingtang.foundation.clock import day_of


@dataclass(frozen=True)
class ShownErratum:
    """`object` names it in addresses; `names` is what is too many, where not the whole item is;
    `state` says what became of it, `why_back` why it was taken back."""

    object: str
    name: str
    is_named: bool
    matter: str
    names: str
    because: str
    basis: str
    who: str
    state: str
    why_back: str


def shown_errata(errata: Iterable[Erratum], *, with_people: bool = False) -> list[ShownErratum]:
    """Of what is inside an organ the public reads no name, as its duties are not public either."""
    return [_shown(one, with_people=with_people) for one in errata]


def errata_lines(
    errata: Iterable[Erratum], *, with_people: bool = False
) -> Iterator[Sequence[str]]:
    """The same among the changes of an edition, as a table to take along: see `planned`."""
    for one in shown_errata(errata, with_people=with_people):
        said = _("；").join(filter(None, (one.matter, one.names, one.because, one.basis, one.who)))
        yield _("更正"), "", "", one.name, said, "", "", ""


def names_words(names: Iterable[str]) -> str:
    return _("、").join(names)


def _shown(one: Erratum, *, with_people: bool) -> ShownErratum:
    is_named = with_people or one.item.audience == Audience.PUBLIC
    inside = _("只在机关内部公开的一项（%(code)s）") % {"code": one.item.code}
    return ShownErratum(
        object=str(one.object_id),
        name=one.item.level2 if is_named else inside,
        is_named=is_named,
        matter=str(one.get_matter_display()),
        names=names_words(one.names),
        because=one.because,
        basis=one.basis,
        who=_who(one, with_people=with_people),
        state=_state(one),
        why_back=one.withdrawn_because,
    )


def _who(one: Erratum, *, with_people: bool) -> str:
    proposal = one.proposal
    days = {
        "proposed": full_day(day_of(proposal.proposed_at)),
        "confirmed": full_day(day_of(one.confirmed_at)),
    }
    if not with_people:
        return _("县政务公开办一人%(proposed)s提出，另一人%(confirmed)s确认") % days
    people = {"first": proposal.proposed_by, "second": proposal.answered_by}
    return _("%(first)s%(proposed)s提出，%(second)s%(confirmed)s确认") % {**days, **people}


def _state(one: Erratum) -> str:
    if one.withdrawn_at is not None:
        return _("已收回，%(day)s") % {"day": full_day(day_of(one.withdrawn_at))}
    if one.used_in is not None:
        return _("已用在%(edition)s") % {"edition": one.used_in.edition}
    if one.item.standard.to_on is not None:
        return _("没有用过，目录已经有新版接替，不再有效")
    return _("等下一版目录使用")
