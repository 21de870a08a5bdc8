"""What an organ was called, and what became of it (机构沿革)."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.channels.shared.shown.dates import Day, full_day
from mingtang.organs.choices import SuccessionKind
from mingtang.organs.models import Organ, Succession
from mingtang.organs.queries import public
from mingtang.organs.queries.register import successors


@dataclass(frozen=True)
class PastStep:
    """A step of `.course`."""

    title: str
    when: Day
    proof: str
    address: str = ""
    link: str = ""
    css: str = ""


@dataclass(frozen=True)
class Ended:
    title: str
    text: str
    address: str = ""
    link: str = ""


def ended(organ: Organ) -> Ended | None:
    """Of an organ that is no more: since when, and who answers for it now."""
    if organ.dissolved_on is None:
        return None
    title = _("这个机关从%(day)s起不再存在") % {"day": full_day(organ.dissolved_on)}
    successor = successors(organ)
    if successor is None:
        return Ended(title, _("没有承继它的机关。它公开过的信息都还在这里。"))
    return Ended(
        title,
        _("现在由承继它的机关负责；它公开过的信息都还在这里。"),
        reverse("website:organ", args=[successor.object_id]),
        successor.name,
    )


def history(organ: Organ) -> list[PastStep]:
    """Names it had and organs that went into it, oldest first; nothing where nothing happened."""
    steps = [_step(row, organ) for row in public.history(organ)]
    if not steps:
        return []
    names = [name for name in public.names(organ) if name.to_on is not None]
    was = [
        PastStep(
            title=_("曾用名：%(name)s") % {"name": name.name},
            when=full_day(name.from_on or name.to_on),
            proof=_("用到%(day)s") % {"day": full_day(name.to_on)},
        )
        for name in names
        if name.to_on is not None
    ]
    return sorted([*was, *steps], key=lambda step: step.when.iso)


def _step(row: Succession, organ: Organ) -> PastStep:
    other = row.organ if row.organ_id != organ.pk else row.successor
    if row.organ_id != organ.pk and row.kind == SuccessionKind.DISSOLVED:
        title = _("%(name)s撤销，由本机关接着负责") % {"name": row.organ.name}
    elif row.organ_id != organ.pk:
        title = _("%(name)s并入本机关") % {"name": row.organ.name}
    elif row.kind == SuccessionKind.MERGED and row.successor:
        title = _("并入%(name)s") % {"name": row.successor.name}
    else:
        title = str(SuccessionKind(row.kind).label)
    is_other = other is not None and other.pk != organ.pk
    return PastStep(
        title=title,
        when=full_day(row.on),
        proof=_("依据：%(basis)s") % {"basis": row.basis},
        address=reverse("website:organ", args=[other.object_id]) if other and is_other else "",
        link=other.name if other and is_other else "",
        css="said",
    )
