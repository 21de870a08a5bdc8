"""Choices among hundreds: by organ, and found by typing, with a script or without."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from mingtang.channels.desk.forms.base import FEW
from mingtang.people.models import User

MOST_WORDS = 5
# Each with the name of an organ he has a post in; empty where he has none.
People = Sequence[tuple[str, User]]


@dataclass(frozen=True)
class Option:
    """One of them. The same may stand under several organs."""

    organ: str
    key: str
    label: str

    def has(self, words: Sequence[str]) -> bool:
        """Each of the words stands in it, or in the name of its organ."""
        said = f"{self.organ} {self.label}".casefold()
        return all(word.casefold() in said for word in words)


class FoundField(forms.ChoiceField):
    """One of the options offered: all of them are taken, those that were looked for are shown.

    `found`: how many that were, None where nothing was looked for.
    """

    asked = ""
    found: int | None = None
    is_long = False

    def offer(self, options: Sequence[Option], *, find: str = "", chosen: str = "") -> None:
        """`find`: what was typed. What is `chosen` is shown whatever was looked for."""
        words = find.split()[:MOST_WORDS]
        first = ("", _("选一项"))
        self.is_long = len({one.key for one in options}) > FEW
        self.choices = [first, *_grouped(options, is_long=self.is_long)]
        if words:
            found = [one for one in options if one.has(words)]
            self.asked, self.found = find, len({one.key for one in found})
            shown = [one for one in options if one in found or one.key == chosen]
            narrowed = [first, *_grouped(shown if found else options, is_long=self.is_long)]
            self.widget.choices = narrowed


def offer_people(
    form: forms.BaseForm, name: str, people: People, *, find: str = "", first: str = ""
) -> dict[str, User]:
    """Offers them in that field, those of the organ `first` in front; gives them by their keys."""
    pairs = sorted(people, key=lambda pair: not first or pair[0] != first)
    options = [
        Option(organ or translated("没有岗位"), str(person.pk), f"{person}（{person.username}）")
        for organ, person in pairs
    ]
    offer(form, name, options, find=find)
    return {str(person.pk): person for _organ, person in pairs}


def offer(form: forms.BaseForm, name: str, options: Sequence[Option], *, find: str) -> None:
    """What was sent, or stands there from the start, stays whatever was looked for."""
    field = form.fields[name]
    assert isinstance(field, FoundField)  # noqa: S101 - declared so by the form
    field.offer(options, find=find, chosen=str(form[name].value() or ""))


def finding_of(form: forms.BaseForm) -> dict[str, Any] | None:
    """What a page shows to look for one of many: of the first field that is long."""
    for field in form:
        if isinstance(field.field, FoundField) and field.field.is_long:
            asked, found = field.field.asked, field.field.found
            return {"id": field.id_for_label, "words": asked, "found": found}
    return None


def _grouped(options: Iterable[Option], *, is_long: bool) -> list[tuple[Any, Any]]:
    if not is_long:
        return [*{one.key: one.label for one in options}.items()]
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in options:
        groups.setdefault(one.organ, []).append((one.key, one.label))
    return [*groups.items()]
