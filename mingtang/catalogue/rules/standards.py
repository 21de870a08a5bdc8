"""A standard (公开标准目录) read from its written form, TOML; see `catalogue/standards/`."""

import datetime
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mingtang.catalogue.rules.bodies import Bodies, Group
from mingtang.catalogue.rules.items import (
    Citation,
    Element,
    ElementKind,
    ItemText,
    Mark,
    Retention,
    StandardText,
)
from mingtang.catalogue.rules.reading import Problem, Table
from mingtang.catalogue.rules.reading_due import read_due
from mingtang.catalogue.rules.terms_of_items import AT_ONCE_MOST, DueRule, Every, only_arises
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.terms import Unit
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import quoted

SCHEMA_KEY = "table_schema"
SCHEMA = re.compile(r"[a-z][a-z0-9_.]{0,63}")
KEY = re.compile(r"[a-z][a-z0-9_]{0,31}")
CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,31}")
CLAUSE = re.compile(r"S3\.[0-4][a-h]?")
SHOWN_AT_MOST = 5
# Signs, at most; a duty is called by its period and its second level.
LEVEL1, LEVEL2, LABEL, LAW = 50, 90, 100, 100

NOT_TOML = _("不是 TOML 格式：%(why)s。请用文本编辑器改好这一行。")
NOT_A_CODE = _("编码“%(read)s”只能用大写字母、数字和短横线，不超过32个。")
NOT_A_CLAUSE = _("条款“%(read)s”应写成 S3.1b 这样，指实施意见第三部分的一项。")
NOT_A_KEY = _("要素的键“%(read)s”只能用小写字母、数字和下划线，以字母开头。")
SAME_CODE = _("编码“%(read)s”和前面的事项重复，请换一个。")
SAME_KEY = _("要素的键“%(read)s”重复，请换一个。")
INSIDE_ONLY = _("对内公开的事项不送任何渠道，请把 channels 写成空的。")
NO_WEBSITE = _("向社会公开的事项都要上政府网站，请在 channels 里加上 website。")
NO_BOARD = _("写了张贴天数，但 channels 里没有 board。请加上公开栏，或者删掉天数。")
NO_PRE_DISCLOSURE = _("写了预公开天数，但 gates 里没有 pre_disclosure。请补上关口，或者删掉天数。")
TWO_TERMS = _("只能有一条依据注明 term = true，即规定时限的那一条。")
NOT_A_SCHEMA = _("数据表的名称“%(read)s”只能用小写字母、数字、下划线和点，以字母开头。")
NOT_ARISING = _("最低频次（at_least_every）只用于由事实产生、主动公开的事项，请删掉。")
EVERYBODY_AND_MORE = _("有一组没有写明是谁，那就是所有机关，不必再列别的。请写明，或者删掉。")
NEVER_ANSWERED = _(
    "必有内容（never_nil）只用于按期、长期或者写明最低频次的主动公开的事项，请删掉。"
)
NOT_A_DATE = _("“%(key)s”应是日期，写成 2025-01-01，不加引号。")


@dataclass(frozen=True)
class Vocabulary:
    """The words a standard may use, by what they are; the database's own lists."""

    facts: frozenset[str]
    kinds: frozenset[str]
    tiers: frozenset[str]
    fields: frozenset[str]
    sectors: frozenset[str]
    channels: frozenset[str]
    gates: frozenset[str]
    emphases: frozenset[str]
    audiences: frozenset[str]
    modes: frozenset[str]


class StandardNotUnderstood(RuleBroken):
    """Some of a standard cannot be read; nothing of it is taken. Tells the first problems."""

    def __init__(self, problems: list[Problem]) -> None:
        told = "\n".join(map(str, problems[:SHOWN_AT_MOST]))
        rest = len(problems) - SHOWN_AT_MOST
        super().__init__(f"{told}\n……另有{rest}处。" if rest > 0 else told)
        self.problems = tuple(problems)


def read_standard(text: str, words: Vocabulary) -> StandardText:
    """Raises StandardNotUnderstood with every problem, each by its place."""
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        raise StandardNotUnderstood([Problem("", NOT_TOML, {"why": broken})]) from broken
    return checked_standard(written, words)


def checked_standard(written: Mapping[str, object], words: Vocabulary) -> StandardText:
    """The same of one that is no text any more: what was made of an official table."""
    problems: list[Problem] = []
    whole = Table("", written, problems)
    standard = StandardText(
        title=whole.text("title", most=200),
        edition=whole.text("edition", most=32),
        basis=whole.text("basis", most=200, default=""),
        from_on=_date(whole, "from_on"),
        at_once_days=whole.number("at_once_days", least=1, most=AT_ONCE_MOST) or 3,
        pre_disclosure_days=whole.number("pre_disclosure_days", least=1, most=365) or 7,
        items=_items(whole, words),
    )
    whole.done()
    if problems:
        raise StandardNotUnderstood(problems)
    return standard


def read_item(written: Mapping[str, object], words: Vocabulary) -> ItemText | None:
    """One item as a standard writes it; None where any of it cannot be read."""
    problems: list[Problem] = []
    item = _item(Table("", written, problems), words)
    return None if problems else item


def kept_due(written: Mapping[str, object], facts: frozenset[str]) -> DueRule:
    """A due rule as the database keeps it; raises StandardNotUnderstood."""
    problems: list[Problem] = []
    rule = read_due(Table("", written, problems), facts)
    if problems:
        raise StandardNotUnderstood(problems)
    return rule


def kept_basis(written: Iterable[Mapping[str, object]]) -> tuple[Citation, ...]:
    """The legal basis, as the database keeps it."""
    return tuple(
        Citation(
            law=str(row["law"]),
            article=str(row["article"]),
            is_local=bool(row.get("local")),
            mark=Mark(str(row.get("mark", Mark.READ))),
            sets_term=bool(row.get("term")),
            sets_notice=bool(row.get("notice")),
            is_bare=bool(row.get("bare")),
        )
        for row in written
    )


def _items(whole: Table, words: Vocabulary) -> tuple[ItemText, ...]:
    found: dict[str, ItemText] = {}
    for table in whole.tables("item", called="项"):
        table.place = f"{table.place}（{quoted(str(table.values.get('code', '')))}）"
        item = _item(table, words)
        if item.code in found:
            table.problem(SAME_CODE, read=item.code)
        found[item.code] = item
    return tuple(found.values())


def _item(table: Table, words: Vocabulary) -> ItemText:
    item = ItemText(
        code=_matching(table, "code", CODE, NOT_A_CODE),
        clause=_matching(table, "clause", CLAUSE, NOT_A_CLAUSE),
        level1=table.text("level1", most=LEVEL1),
        level2=table.text("level2", most=LEVEL2),
        elements=_elements(table),
        basis=_basis(table),
        due=read_due(table.table("due"), words.facts),
        bodies=read_bodies(table.table("bodies"), words),
        channels=table.words("channels", words.channels, ["website"]),
        gates=table.words("gates", words.gates, []),
        notice_days=table.number("notice_days", least=1, most=365),
        notice_unit=Unit(table.word("notice_unit", [*Unit], Unit.DAYS) or Unit.DAYS),
        pre_disclosure_days=table.number("pre_disclosure_days", least=1, most=365),
        emphasis=table.word("emphasis", words.emphases, "general"),
        audience=table.word("audience", words.audiences, "public"),
        mode=table.word("mode", words.modes, "active"),
        at_least_every=table.word("at_least_every", [*Every], ""),
        table_schema=_schema(table),
        retention=table.word("retention", [*Retention], ""),
        fields=table.words("fields", words.fields, []),
        never_nil=table.flag("never_nil", default=False),
        printed=dict(table.table("printed").values) if table.has("printed") else {},
    )
    _check_channels(table, item)
    _check_frequency(table, item)
    _check_nil(table, item)
    table.done()
    return item


def _schema(table: Table) -> str:
    return _matching(table, SCHEMA_KEY, SCHEMA, NOT_A_SCHEMA) if table.has(SCHEMA_KEY) else ""


def _check_frequency(table: Table, item: ItemText) -> None:
    """Of what falls due by the calendar, and of what is always on show, nobody has to be asked."""
    if not item.at_least_every:
        return
    if not only_arises(item.due) or item.mode != "active":
        table.problem(NOT_ARISING)


def _check_nil(table: Table, item: ItemText) -> None:
    """What has happened is never answered with nothing: it needs no such word, unless it is asked
    for where nothing was recorded."""
    is_asked = bool(item.at_least_every) or not only_arises(item.due)
    if item.never_nil and (not is_asked or item.mode != "active"):
        table.problem(NEVER_ANSWERED)


def _check_channels(table: Table, item: ItemText) -> None:
    if item.audience == "internal" and item.channels:
        table.problem(INSIDE_ONLY)
    if item.audience == "public" and "website" not in item.channels:
        table.problem(NO_WEBSITE)
    if item.notice_days and "board" not in item.channels:
        table.problem(NO_BOARD)
    if item.pre_disclosure_days and "pre_disclosure" not in item.gates:
        table.problem(NO_PRE_DISCLOSURE)


def _elements(table: Table) -> tuple[Element, ...]:
    found: dict[str, Element] = {}
    for row in table.tables("elements", called="个要素"):
        key = _matching(row, "key", KEY, NOT_A_KEY)
        if key in found:
            row.problem(SAME_KEY, read=key)
        kind = row.word("kind", [*ElementKind], ElementKind.TEXT)
        found[key] = Element(
            key=key,
            label=row.text("label", most=LABEL),
            hint=row.text("hint", most=200, default=""),
            unit=row.text("unit", most=10, default=""),
            kind=ElementKind(kind or ElementKind.TEXT),
            required=row.flag("required", default=True),
        )
        row.done()
    return tuple(found.values())


def _basis(table: Table) -> tuple[Citation, ...]:
    found = []
    for row in table.tables("basis", called="条依据"):
        # Of a document that was only seen, the article may not be known: then none is named.
        unread = "" if row.values.get("mark") == Mark.SEEN else None
        found.append(
            Citation(
                law=row.text("law", most=LAW),
                article=row.text("article", most=60, default=unread),
                is_local=row.flag("local"),
                mark=Mark(row.word("mark", [*Mark], Mark.READ) or Mark.READ),
                sets_term=row.flag("term"),
                sets_notice=row.flag("notice"),
                is_bare=row.flag("bare"),
            )
        )
        row.done()
    if sum(cited.sets_term for cited in found) > 1:
        table.problem(TWO_TERMS)
    return tuple(found)


def read_bodies(table: Table, words: Vocabulary) -> Bodies:
    """Who owes, as a standard names them."""
    also = []
    for row in table.tables("also", called="组") if table.has("also") else ():
        also.append(Group(**_named(row, words)))
        row.done()
    bodies = Bodies(**_named(table, words), also=tuple(also))
    if also and Group() in bodies.groups:
        table.problem(EVERYBODY_AND_MORE)
    table.done()
    return bodies


def _named(table: Table, words: Vocabulary) -> dict[str, frozenset[str]]:
    return {
        "kinds": frozenset(table.words("kinds", words.kinds, [])),
        "tiers": frozenset(table.words("tiers", words.tiers, [])),
        "fields": frozenset(table.words("fields", words.fields, [])),
        "sectors": frozenset(table.words("sectors", words.sectors, [])),
        "codes": frozenset(_codes(table)),
    }


def _codes(table: Table) -> tuple[str, ...]:
    """Organs by their own code; which there are, no standard can know."""
    listed = table.values.get("codes", [])
    known = [code for code in listed if isinstance(code, str)] if isinstance(listed, list) else []
    return table.words("codes", known, [])


def _matching(table: Table, key: str, form: re.Pattern[str], refusal: str) -> str:
    value = table.text(key, most=64)
    if value and not form.fullmatch(value):
        table.problem(refusal, read=quoted(value))
    return value


def _date(table: Table, key: str) -> datetime.date:
    value = table.values.get(key) if table.has(key) else None
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    table.problem(NOT_A_DATE, key=key)
    return datetime.date.min
