"""What a dispute can be about: a page of ours, by the kind and the id in the address."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from mingtang.cases.choices import SubjectKind
from mingtang.catalogue.queries.pages import find_duty, find_item
from mingtang.channels.shared.missing import Missing
from mingtang.disclosure.queries import public as disclosures
from mingtang.organs.models import County
from mingtang.organs.queries import public as organs


@dataclass(frozen=True)
class Subject:
    kind: SubjectKind
    object_id: UUID
    title: str
    address: str


def subject(county: County, kind: str, object_id: UUID) -> Subject:
    """Raises Missing where there is no such page."""
    if kind not in SubjectKind.values:
        raise Missing(_("没有这样的页面可以纠错。请从要指出的那一页进入。"))
    found = TITLES[SubjectKind(kind)](county, object_id)
    if found is None:
        raise Missing(_("没有找到要指出的那一页。请从那一页的“这里有错”进入。"))
    address = reverse(f"website:{kind}", args=[object_id])
    return Subject(SubjectKind(kind), object_id, found, address)


def _disclosure(county: County, object_id: UUID) -> str | None:
    found = disclosures.find(county, object_id)
    return found.title if found else None


def _duty(county: County, object_id: UUID) -> str | None:
    found = find_duty(county, object_id)
    return found.title if found else None


def _item(county: County, object_id: UUID) -> str | None:
    found = find_item(county, object_id)
    return found.level2 if found else None


def _organ(county: County, object_id: UUID) -> str | None:
    found = organs.find(county, object_id)
    return found.name if found else None


TITLES: dict[SubjectKind, Callable[[County, UUID], str | None]] = {
    SubjectKind.DISCLOSURE: _disclosure,
    SubjectKind.DUTY: _duty,
    SubjectKind.ITEM: _item,
    SubjectKind.ORGAN: _organ,
}
