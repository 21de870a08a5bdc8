"""One row of an official table: as printed, as understood, and the small forms to settle it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mingtang.catalogue.choices import Aspect
from mingtang.catalogue.models import Doubt, ImportedRow, ImportedTable, Settlement
from mingtang.catalogue.queries import tables as queries
from mingtang.catalogue.queries.editions import elements_so_far
from mingtang.catalogue.queries.known import organ_codes
from mingtang.catalogue.rules.official.blanks import says_nothing
from mingtang.catalogue.rules.official.parts import parts_of
from mingtang.catalogue.rules.official.settling import TEXTS, may_hold_everywhere
from mingtang.catalogue.rules.official.wordings import wordings_of
from mingtang.channels.desk.forms.settling import WAYS
from mingtang.channels.desk.forms.settling_beyond import KindsOfElementsForm
from mingtang.channels.desk.forms.settling_subjects import OrgansForm
from mingtang.channels.desk.forms.settling_times import SettlingForm
from mingtang.channels.desk.pages.frame import desk_frame
from mingtang.channels.desk.pages.table_place import Place
from mingtang.channels.desk.pages.table_words import titled_words, value_words
from mingtang.channels.desk.pages.tables import aspect_label, why
from mingtang.channels.shared.access import Seat
from mingtang.foundation.cells import tight
from mingtang.foundation.clock import day_of
from mingtang.organs.models import Organ

# In the order of the columns; a doubt about one channel stands with the channels.
ORDER = list(Aspect)
EACH = ("各", "所有")


@dataclass(frozen=True)
class Question:
    """One thing to settle in a row: the words, and in how many rows the same words wait."""

    aspect: Aspect
    wording: str
    why: str = ""
    alike: int = 1

    @property
    def label(self) -> str:
        return str(self.aspect.label)

    @property
    def may_hold_everywhere(self) -> bool:
        return self.alike > 1 and may_hold_everywhere(self.aspect, self.wording)

    @property
    def holds_everywhere(self) -> bool:
        """Whether that is offered as chosen: rows that say nothing are rows of all sorts."""
        return self.may_hold_everywhere and not says_nothing(self.wording)


@dataclass(frozen=True)
class Asking:
    """The question on the page, the ways to answer it, and the form of the one that is chosen."""

    question: Question
    ways: list[dict[str, Any]]
    way: str
    form: SettlingForm


@dataclass(frozen=True)
class Cell:
    """A column of the row: as printed, and what that is to us, if it is anything yet."""

    label: str
    printed: str
    means: str
    settlement: Settlement | None
    change: str
    is_waiting: bool


def question_of(
    place: Place, row: ImportedRow, aspect: str, wording: str | None
) -> Question | None:
    """What the address asks about; else the first thing that waits, of what the list was asked for
    if that waits; None where nothing does."""
    table = place.table
    known = sorted(
        (one for one in row.doubts.all() if aspect in {"", one.aspect}),
        key=lambda one: (one.settled_id is not None, ORDER.index(Aspect(one.aspect))),
    )
    if not aspect:
        known = [one for one in known if one.settled_id is None]
        known.sort(key=lambda one: one.aspect != place.wanted.aspect)
    if wording is not None:
        known = [one for one in known if one.wording == wording]
    if known:
        return _question(table, known[0])
    if aspect not in Aspect.values:
        return None
    words = wordings_of(queries.official(row), row.channels_text, aspect)
    wanted = [one for one in words if wording in {None, one}]
    return Question(Aspect(aspect), wanted[0]) if wanted else None


def _question(table: ImportedTable, doubt: Doubt) -> Question:
    alike = queries.alike(table, doubt.aspect, doubt.wording).filter(settled__isnull=True).count()
    return Question(Aspect(doubt.aspect), doubt.wording, why(doubt), alike)


def asking_of(
    seat: Seat,
    place: Place,
    row: ImportedRow,
    question: Question,
    way: str,
    typed: Any = None,
) -> Asking:
    ways = WAYS[question.aspect]
    words: dict[str, Any] = {"initial": {"everywhere": question.holds_everywhere}}
    is_subject = question.aspect == Aspect.SUBJECT
    codes = organ_codes(seat.county) if is_subject else {}
    names = {code: word for word, code in sorted(codes.items(), key=lambda one: len(one[0]))}
    named = [part for part in parts_of(question.wording) if tight(part) in codes]
    usual = _usual_subject(named, question.wording) if is_subject else ways[0][0]
    filled = _filled(question, row, names)
    usual = next((name for name, _label, form in ways if form in filled), usual)
    chosen = next((one for one in ways if one[0] == (way or usual)), ways[0])
    form_class = chosen[2]
    if issubclass(form_class, OrgansForm):
        words["codes"] = codes
        words["initial"] |= {"organs": "\n".join(named)}
    if form_class is KindsOfElementsForm:
        words["elements"] = elements_so_far(seat.county, day_of(seat.at), row)
    words["initial"] |= filled.get(form_class, {})
    asked = _asking(question.aspect, question.wording)
    form = form_class(typed, auto_id="id_%s", **words)
    return Asking(
        question=question,
        ways=[
            {
                "label": label,
                "address": f"{place.row(row.number, **asked, way=name)}#settle",
                "is_current": name == chosen[0],
            }
            for name, label, _form in ways
        ],
        way=chosen[0],
        form=form,
    )


def _usual_subject(named: Sequence[str], wording: str) -> str:
    """How such words are settled most often: 各乡镇人民政府 is the name of no organ."""
    if 0 < len(named) < len(parts_of(wording)):
        return "together"
    return "kinds" if tight(wording).startswith(EACH) else "organs"


def _filled(
    question: Question, row: ImportedRow, names: Mapping[str, str]
) -> dict[type[SettlingForm], dict[str, Any]]:
    """The forms that can say what the words mean so far, each with what to choose there; none while
    nobody knows what they mean. Of a text that waits, the text itself, to be mended; of a term that
    was read, the term, but for the year that it is about: that is what is asked."""
    aspect = question.aspect
    if aspect == Aspect.CHANNEL:
        doubts = [one for one in row.doubts.all() if one.wording == question.wording]
        said = [one.settled.value for one in doubts if one.settled]
        value = said[0] if said else None
    else:
        value = queries.values_of(row).get(aspect, question.wording if aspect in TEXTS else None)
    asked: dict[str, Any] = {}
    if value is None and aspect == Aspect.TIME:
        value, asked = row.term, {"of": None}
    if value is None:
        return {}
    forms = [form for _name, _label, form in WAYS[aspect]]
    found = {form: form.filled(value, names) for form in forms}
    return {form: {**initial, **asked} for form, initial in found.items() if initial is not None}


def _asking(aspect: str, wording: str) -> dict[str, str]:
    """What an address asks about an aspect; of channels, about one by its name."""
    asked = {"aspect": str(aspect)}
    return asked | {"wording": wording} if aspect == Aspect.CHANNEL else asked


def row_page(
    seat: Seat,
    place: Place,
    row: ImportedRow,
    asking: Asking | None,
    *,
    was: Settlement | None = None,
    problem: str = "",
) -> dict[str, Any]:
    names = dict(Organ.objects.filter(county=seat.county).values_list("code", "name"))
    table = place.table
    return {
        **desk_frame(seat, "standard"),
        "table": table,
        "row": row,
        "cells": _cells(place, row, names),
        "extra": row.extra.items(),
        "asking": asking,
        "problem": problem,
        "progress": queries.progress(table),
        "next": place.next(row.number),
        "anywhere": place.anywhere(row.number),
        "was": was,
        "was_words": value_words(was.aspect, was.value, names) if was else "",
        "was_rows": was.doubts.count() if was else 0,
        "undo_address": place.settlements,
        "was_followed": was.followers.count() if was else 0,
        "rows_address": place.list_at(row.number),
    }


def _cells(place: Place, row: ImportedRow, names: dict[str, str]) -> list[Cell]:
    printed = queries.official(row)
    found = []
    for aspect in ORDER:
        doubts = [doubt for doubt in row.doubts.all() if doubt.aspect == aspect]
        if aspect == Aspect.CHANNEL:
            found += [_cell(place, row, aspect, doubt.wording, [doubt], names) for doubt in doubts]
        else:
            (words,) = wordings_of(printed, row.channels_text, aspect)
            found.append(_cell(place, row, aspect, words, doubts, names))
    return found


def _cell(
    place: Place,
    row: ImportedRow,
    aspect: Aspect,
    words: str,
    doubts: list[Doubt],
    names: dict[str, str],
) -> Cell:
    is_waiting = any(doubt.settled is None for doubt in doubts)
    settlement = next((doubt.settled for doubt in doubts if doubt.settled), None)
    value = settlement.value if settlement else row.understood.get(aspect)
    is_known = settlement is not None or aspect in row.understood
    means = value_words(aspect, value, names) if is_known and not is_waiting else ""
    if aspect == Aspect.FIELDS and not doubts:
        means = means or titled_words(row)
    label = aspect_label(doubts[0]) if doubts else str(aspect.label)
    return Cell(
        label=label,
        printed=words,
        means="" if means == words else means,
        settlement=settlement,
        change=f"{place.row(row.number, **_asking(aspect, words))}#settle",
        is_waiting=is_waiting,
    )
