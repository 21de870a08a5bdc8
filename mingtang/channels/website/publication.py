"""What a page shows of one publication: its words, its proof, and what remains when it is gone."""

import datetime

from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from mingtang.cases.choices import SubjectKind
from mingtang.channels.shared.shown.dates import Day, full_day, full_moment
from mingtang.channels.shared.shown.elements import sections, short_values
from mingtang.channels.website import evidence, recorded
from mingtang.channels.website.attached import attached
from mingtang.channels.website.citations import cited
from mingtang.channels.website.disputed import disputes_block
from mingtang.channels.website.gone import why_unowed
from mingtang.channels.website.rows import Fact, disclosure_mark
from mingtang.channels.website.withheld import looks_shown
from mingtang.disclosure.choices import (
    ExemptionGround,
    Outcome,
    ThirdParty,
    Validity,
    WithdrawalGround,
)
from mingtang.disclosure.models import Disclosure, Edition
from mingtang.disclosure.queries import public
from mingtang.foundation import clock


def reading(disclosure: Disclosure, edition: Edition, on: datetime.date) -> dict[str, object]:
    """One edition, current or earlier, with all that stands beside it."""
    editions = list(public.editions(disclosure))
    return {
        "disclosure": disclosure,
        "edition": edition,
        "mark": disclosure_mark(disclosure),
        "gone": why_unowed(disclosure.duty),
        "tags": _tags(disclosure),
        "outcome": _outcome(disclosure, edition),
        "published": _day(disclosure.first_published_at),
        "corrected": _day(edition.published_at) if edition.pk != editions[-1].pk else None,
        "pub_date": _pub_date(edition.published_at),
        "facts": _facts(disclosure, edition),
        "body": mark_safe(edition.body_html),  # noqa: S308 - made by prose when it was published
        "sections": sections(edition),
        "files": attached(disclosure, edition),
        "versions": _versions(disclosure, editions, edition),
        "version_count": len(editions),
        "is_current": edition.pk == disclosure.current_id,
        "course": evidence.course_steps(disclosure, on),
        "gates": evidence.gate_answers(disclosure, edition, on),
        "looks": looks_shown(disclosure) if disclosure.outcome == Outcome.WITHHELD else [],
        "hung": evidence.hung(disclosure, on),
        **recorded.record(disclosure),
        **disputes_block(disclosure.county, SubjectKind.DISCLOSURE, disclosure.object_id, on),
    }


def tombstone(disclosure: Disclosure, on: datetime.date) -> dict[str, object]:
    """What stays of a withdrawn publication: never its words, never its files."""
    published_at, withdrawn_at = disclosure.first_published_at, disclosure.withdrawn_at
    return {
        "disclosure": disclosure,
        "published": full_day(clock.day_of(published_at)) if published_at else None,
        "withdrawn": full_day(clock.day_of(withdrawn_at)) if withdrawn_at else None,
        "erased": full_day(clock.day_of(disclosure.erased_at)) if disclosure.erased_at else None,
        "ground": WithdrawalGround(disclosure.withdrawal_ground).label,
        "replacement": _replacement(disclosure),
        "gone": why_unowed(disclosure.duty),
        "cleared": evidence.cleared(disclosure, on),
        "course": evidence.course_steps(disclosure, on),
        **recorded.record(disclosure),
        **disputes_block(disclosure.county, SubjectKind.DISCLOSURE, disclosure.object_id, on),
    }


def _pub_date(at: datetime.datetime | None) -> str:
    """As the page tags want it (`PubDate`, 《政府网站标签规范》): 2026-05-18 10:19."""
    return full_moment(at).iso[:16].replace("T", " ") if at else ""


def _tags(disclosure: Disclosure) -> list[str]:
    """Validity where the document can lose it, in the voice of the state."""
    if disclosure.validity == Validity.NOT_APPLICABLE:
        return []
    return [str(Validity(disclosure.validity).label)]


def _outcome(disclosure: Disclosure, edition: Edition) -> str:
    """In a sentence, where the answer to a duty is that nothing is published."""
    if disclosure.outcome == Outcome.NIL:
        return _("这一期没有需要公开的内容。理由写在下面，经审批确认。")
    if disclosure.outcome == Outcome.WITHHELD:
        ground = ExemptionGround(edition.exemption).label
        return _("依法不予公开：%(ground)s。理由写在下面，经审批确认。") % {"ground": ground}
    return ""


def _facts(disclosure: Disclosure, edition: Edition) -> list[Fact]:
    item = disclosure.item
    formed = [Fact(_("成文日期"), str(full_day(edition.formed_on)))] if edition.formed_on else []
    published = _day(disclosure.first_published_at)
    corrected = _day(edition.published_at)
    return [
        Fact(_("索引号"), disclosure.index_number or ""),
        Fact(_("公开事项"), item.level2, reverse("website:item", args=[item.object_id])),
        *formed,
        *([Fact(_("公开日期"), str(published))] if published else []),
        *([Fact(_("更正日期"), str(corrected))] if corrected != published else []),
        Fact(
            _("发布机构"),
            disclosure.organ.name,
            reverse("website:organ", args=[disclosure.organ.object_id]),
        ),
        Fact(_("公开方式"), _("主动公开")),
        *[Fact(_("公开依据"), "\n".join(c.words for c in cited(item.basis)))],
        *_asked_of_others(edition),
        *_validity(disclosure),
        *(Fact(label, value) for label, value in short_values(edition)),
    ]


def _asked_of_others(edition: Edition) -> list[Fact]:
    """How those were asked for whose sake it is withheld."""
    if not edition.asked_of_others or edition.third_party_on is None:
        return []
    asked = ThirdParty(edition.third_party).label
    return [Fact(_("第三方的意见"), f"{asked}，{full_day(edition.third_party_on)}")]


def _validity(disclosure: Disclosure) -> list[Fact]:
    if disclosure.validity == Validity.NOT_APPLICABLE:
        return []
    until = (
        [_("至%(day)s") % {"day": full_day(disclosure.valid_until)}]
        if disclosure.valid_until
        else []
    )
    words = [str(Validity(disclosure.validity).label), *until, disclosure.validity_note]
    return [Fact(_("效力"), "，".join(word for word in words if word))]


def _versions(
    disclosure: Disclosure, editions: list[Edition], shown: Edition
) -> list[dict[str, object]]:
    """Each edition with what changed; the newest first."""
    return [
        {
            "title": _("第%(number)s版（现行）") % {"number": edition.number}
            if edition.pk == disclosure.current_id
            else _("第%(number)s版") % {"number": edition.number},
            "text": _("更正：%(reason)s") % {"reason": edition.correction_reason}
            if edition.correction_reason
            else _("首次公开。"),
            "when": _day(edition.published_at),
            "address": reverse("website:edition", args=[disclosure.object_id, edition.number]),
            "difference": reverse("website:difference", args=[disclosure.object_id, edition.number])
            if edition.pk != editions[-1].pk
            else "",
            "number": edition.number,
            "is_shown": edition.pk == shown.pk,
        }
        for edition in editions
    ]


def _day(at: datetime.datetime | None) -> Day | None:
    return full_day(clock.day_of(at)) if at else None


def _replacement(disclosure: Disclosure) -> Fact | None:
    other = disclosure.replaced_by
    if other is None or not other.is_public:
        return None
    return Fact(_("替代"), other.title, reverse("website:disclosure", args=[other.object_id]))
