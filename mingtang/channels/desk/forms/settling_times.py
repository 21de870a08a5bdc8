"""The forms of a term, one by one; each gives the due rule that a person settled."""

from calendar import monthrange
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.catalogue.choices import FactKind
from mingtang.catalogue.rules.facts import PLANS
from mingtang.catalogue.rules.terms_of_items import AT_ONCE_MOST, FORMED, Every, Json
from mingtang.channels.desk.forms.base import DeskForm, mark_needed
from mingtang.foundation.terms import MOST, Unit

UNITS = [
    (Unit.WORKING_DAYS.value, _("个工作日")),
    (Unit.DAYS.value, _("天（自然日）")),
    (Unit.MONTHS.value, _("个月")),
]
PERIODS = [
    (Every.MONTH.value, _("每月")),
    (Every.QUARTER.value, _("每季度")),
    (Every.HALF_YEAR.value, _("每半年")),
    (Every.YEAR.value, _("每年")),
]
OF_EDITION, ON_THE_DAY = "edition", "same_day"
UNITS_OF_ONCE = (Unit.WORKING_DAYS.value, Unit.DAYS.value)
ONCE_WITHIN = [
    (OF_EDITION, _("按本县全县统一的天数（采用目录时设定）")),
    (ON_THE_DAY, _("当日，休息日也一样（单独设定）")),
    (Unit.WORKING_DAYS.value, _("几个工作日内（单独设定）")),
    (Unit.DAYS.value, _("几天内，休息日也算（单独设定）")),
]
PLANNED = set(PLANS.values())
LEAP_YEAR = 2000  # its 29 February stands for the last day of the month
AHEAD = [FactKind(fact) for fact in (*PLANS, FactKind.SUPPLY_CUT_PLANNED)]


def _number(most: int, **words: Any) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"class": "short", "inputmode": "numeric"})
    return forms.IntegerField(min_value=1, max_value=most, widget=widget, **words)


def _fact(**words: Any) -> forms.ChoiceField:
    kinds = [(kind.value, kind.label) for kind in FactKind if kind.value not in PLANNED]
    return forms.ChoiceField(choices=kinds, **words)


def _unit() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("按什么算"), choices=UNITS, widget=forms.RadioSelect)


class SettlingForm(DeskForm):
    """`everywhere`: the same words mean the same in every row. Offered where several have them."""

    everywhere = forms.BooleanField(required=False, widget=forms.CheckboxInput)

    @property
    def asked(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name != "everywhere"]

    @property
    def value(self) -> object:
        """Of a form with a single field, what was chosen there."""
        (name,) = self.cleaned_data.keys() - {"everywhere"}
        return self.cleaned_data[name]

    @classmethod
    def filled(cls, value: Any, names: Mapping[str, str]) -> dict[str, Any] | None:
        """What to choose for that value; None where this form cannot say it. `names` of organs by
        their codes."""
        (name,) = cls.base_fields.keys() - {"everywhere"}
        return {name: value}


class TermForm(SettlingForm):
    """One form of a term: it says a due rule that has all that it asks, and nothing else."""

    @classmethod
    def filled(cls, value: Any, names: Mapping[str, str]) -> dict[str, Any] | None:
        found = cls.chosen(value)
        asked = cls.base_fields.keys() - {"everywhere"}
        return found if found is not None and found.keys() == asked else None

    @classmethod
    def chosen(cls, rule: Json) -> dict[str, Any] | None:
        """What to choose for that due rule, if it is of this form."""
        return dict(rule)


class AfterForm(TermForm):
    after = _fact(label=_("从什么时候算起"))
    n = _number(MOST, label=_("多少"))
    unit = _unit()

    @property
    def value(self) -> object:
        return {key: self.cleaned_data[key] for key in ("after", "n", "unit")}


class BeforeForm(TermForm):
    before = forms.ChoiceField(
        label=_("在什么以前"),
        choices=[(kind.value, kind.label) for kind in AHEAD],
        help_text=_("计划定了就登记，任务按计划的日子倒着算。"),
    )
    n = _number(MOST, label=_("提前多少"))
    unit = _unit()

    @property
    def value(self) -> object:
        return {key: self.cleaned_data[key] for key in ("before", "n", "unit")}


class OnceForm(TermForm):
    after = _fact(label=_("什么以后"))
    within = forms.ChoiceField(
        label=_("多久算及时"),
        help_text=_("法律没有规定多少天，由本县设定。单独设定的只管这一行。"),
        choices=ONCE_WITHIN,
        initial=OF_EDITION,
        required=False,
        widget=forms.RadioSelect,
    )
    n = _number(
        AT_ONCE_MOST,
        label=_("多少"),
        required=False,
        help_text=_("选了几个工作日内、几天内才填，最多60。"),
    )

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        mark_needed(self, {"within"})

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        is_counted = given.get("within") in UNITS_OF_ONCE
        if is_counted and not given.get("n") and "n" not in self.errors:
            self.add_error("n", _("请填写这一栏。"))
        elif not is_counted and given.get("n"):
            self.add_error("n", _("选了这一种，不用写多少。请删去，或者改选几个工作日内、几天内。"))
        return given

    @property
    def value(self) -> object:
        fact, within = self.cleaned_data["after"], self.cleaned_data["within"]
        once = {"at": "once"} | ({} if fact == FORMED else {"after": fact})
        if within == ON_THE_DAY:
            return once | {"n": 0, "unit": Unit.DAYS.value}
        own = {"n": self.cleaned_data["n"], "unit": within}
        return once | (own if within in UNITS_OF_ONCE else {})

    @classmethod
    def chosen(cls, rule: Json) -> dict[str, Any] | None:
        if rule.get("at") != "once":
            return None
        n, within = rule.get("n"), rule.get("unit", OF_EDITION)
        within = ON_THE_DAY if n == 0 else within
        return {"after": rule.get("after", FORMED), "within": within, "n": n or None}


class WithinForm(TermForm):
    every = forms.ChoiceField(label=_("多久一期"), choices=PERIODS, widget=forms.RadioSelect)
    n = _number(MOST, label=_("期满以后多少"))
    unit = _unit()

    @property
    def value(self) -> object:
        within = {key: self.cleaned_data[key] for key in ("n", "unit")}
        return {"every": self.cleaned_data["every"], "within": within}

    @classmethod
    def chosen(cls, rule: Json) -> dict[str, Any] | None:
        within = rule.get("within")
        return {"every": rule.get("every"), **within} if isinstance(within, dict) else None


class ByDayForm(TermForm):
    every = forms.ChoiceField(label=_("多久一期"), choices=PERIODS, widget=forms.RadioSelect)
    by_day = _number(31, label=_("期满后的那个月几日前"))

    @property
    def value(self) -> object:
        return {key: self.cleaned_data[key] for key in ("every", "by_day")}


class YearlyForm(TermForm):
    month = _number(12, label=_("几月"))
    day = _number(31, label=_("几日前"), required=False)
    is_end = forms.BooleanField(
        label=_("到这个月的最后一天"), required=False, help_text=_("例如2月末；选了就不写几日。")
    )
    of = forms.ChoiceField(
        label=_("公开哪一年的"),
        choices=[("year_before", _("上一年度的")), ("same_year", _("当年的"))],
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        """29 February is not in every year: which day instead, no law says, so it is asked."""
        given = super().clean() or self.cleaned_data
        month, day, is_end = (given.get(name) for name in ("month", "day", "is_end"))
        if is_end and day:
            self.add_error("day", _("写几日和最后一天只选一样。请删去一样。"))
        elif is_end and month:
            given["day"] = monthrange(LEAP_YEAR, month)[1]
        elif (month, day) == (2, 29):
            said = _("2月29日不是每年都有。请写28日，或者选“到这个月的最后一天”。")
            self.add_error("day", said)
        elif not day and "day" not in self.errors:
            self.add_error("day", _("请填写这一栏。"))
        return given

    @property
    def value(self) -> object:
        given = self.cleaned_data
        when = {"yearly_by": f"{given['month']:02}-{given['day']:02}"}
        return when | ({"of": "same_year"} if given["of"] == "same_year" else {})

    @classmethod
    def chosen(cls, rule: Json) -> dict[str, Any] | None:
        month, _dash, day = str(rule.get("yearly_by", "")).partition("-")
        if not day:
            return None
        of = rule.get("of", "year_before")
        if (month, day) == ("02", "29"):
            return {"month": 2, "day": None, "is_end": True, "of": of}
        return {"month": int(month), "day": int(day), "is_end": False, "of": of}


class StandingForm(TermForm):
    @property
    def value(self) -> object:
        return {"standing": True}

    @classmethod
    def chosen(cls, rule: Json) -> dict[str, Any] | None:
        return {} if rule == {"standing": True} else None


class ShownForm(TermForm):
    n = _number(MOST, label=_("公示不少于多少"))
    unit = _unit()

    @property
    def value(self) -> object:
        return {"display_at_least": {key: self.cleaned_data[key] for key in ("n", "unit")}}

    @classmethod
    def chosen(cls, rule: Json) -> dict[str, Any] | None:
        shown = rule.get("display_at_least")
        return dict(shown) if isinstance(shown, dict) else None
