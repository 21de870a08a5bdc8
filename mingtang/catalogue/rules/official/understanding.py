"""What each column of a row means to the duty engine, and what only a person can say.

Values by aspect, as `ImportedRow.understood` and `Settlement.value` keep them:

    level1, level2, elements, basis   the text
    time       a due rule as `terms_of_items` writes it
    subject    who owes it, as `items.Bodies` writes it
    channels   our channels: ["website", "board"]
    audience   "public" or "internal"
    mode       "active" or "request"
    levels     the tiers: ["county", "township"]
    kinds      of elements by their label what to write: [{"label", "kind", "unit", "hint",
               "required"}]; of those that are not named, what was said of them before
    beyond     {"at_least_every", "retention", "table_schema", "never_nil"}: what is there, or was
               settled
    emphasis   "key" or "general"; empty where nothing says it
    fields     the key fields it is about; None where nothing says it

A doubt about `channel` is about one name among those that are ticked; its value is the channel of
ours that serves it, or empty where none does.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from mingtang.catalogue.rules.official import vocabulary
from mingtang.catalogue.rules.official.asked_terms import asked_of_term
from mingtang.catalogue.rules.official.found import Beside, OfficialRow, Problem
from mingtang.catalogue.rules.official.own_columns import read_columns
from mingtang.catalogue.rules.official.parts import joined, parts_of
from mingtang.catalogue.rules.official.rows import EMPTY
from mingtang.catalogue.rules.official.subjects import bodies_by_register
from mingtang.catalogue.rules.official.texts import citations_of, labels_of
from mingtang.catalogue.rules.official.unseen import STRUCK_THROUGH
from mingtang.catalogue.rules.official.wordings import wordings_of
from mingtang.catalogue.rules.reading import Table
from mingtang.catalogue.rules.reading_due import read_due
from mingtang.catalogue.rules.standards import LABEL, LAW, LEVEL1, LEVEL2
from mingtang.catalogue.rules.terms_of_items import Json
from mingtang.foundation.cells import tight
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import quoted

LEVEL_TOO_LONG = _("写了%(count)s个字，最多%(most)s个字。请写短一些。")
LABEL_TOO_LONG = _("要素“%(read)s”写了%(count)s个字，最多%(most)s个字。请分成几行，一行一个要素。")
LAW_TOO_LONG = _("依据“%(read)s”太长，最多%(most)s个字。请写成“《法律名称》第几条”，一行一条。")
NO_SUCH_BODY = _("机关名册里没有“%(read)s”。请选定是哪些机关，或者先登记机关、更名。")
NO_TERM = _("没有读出公开时限。请选定一种。")
NO_SUCH_CHANNEL = _("不认得“%(read)s”这种渠道。请选定由本系统的哪种渠道办理。")
NO_WEBSITE = _("没有勾选政府网站。向社会公开的都要上政府网站，请选定渠道。")
NO_SUCH_WEBSITE = _("认得出的渠道里没有政府网站。向社会公开的都要上政府网站，请选定渠道。")
NO_CHANNEL = _("没有读出公开渠道。请选定渠道。")
FOR_SOME = _("“%(read)s”不是全社会。请选定向社会公开，还是只在机关内部公开。")
FOR_OTHERS_TOO = _("“%(read)s”既有全社会，又有别的对象。请选定是向社会公开，还是限于机关内部。")
NO_AUDIENCE = _("没有读出公开对象。请选定。")
BOTH_MODES = _(
    "主动公开和依申请公开都选了。请选定一种：主动公开的，到期都要公开；依申请公开的，有人申请才提供。"
)
NO_SUCH_MODE = _("看不出是主动公开还是依申请公开。请选定。")
NO_SUCH_LEVEL = _("看不出公开层级“%(read)s”是县级、乡级还是村级。请选定。")
# A mark holds of these where the table has no such column.
SAID_IN_COLUMNS = frozenset({"emphasis", "fields"})

Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Known:
    """What words mean in this county: its organs by name, and what was settled before.

    Keys are `tight` words; words that meant two things are left out. `subjects` has bodies,
    `times` due rules, as JSON. By `key_of`: `marks`, what the file itself says was settled, and
    `own`, due rules that the edition in force has for that one matter, whatever else such words
    mean elsewhere.
    """

    facts: frozenset[str]
    county: str = ""
    subjects: Mapping[str, Json] = field(default_factory=dict)
    times: Mapping[str, Json] = field(default_factory=dict)
    marks: Mapping[Key, object] = field(default_factory=dict)
    own: Mapping[Key, Json] = field(default_factory=dict)


@dataclass(frozen=True)
class InDoubt:
    """What a person has to settle, and why; `wording` is what stands there."""

    aspect: str
    wording: str
    template: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Understanding:
    values: Json
    doubts: tuple[InDoubt, ...]


Found = tuple[object, InDoubt | None]


def key_of(row: OfficialRow, aspect: str, words: str) -> Key:
    """What a mark is found by: the matter, the column, the words."""
    return tight(row.level1), tight(row.level2), aspect, tight(words)


def understand(
    row: OfficialRow, beside: Beside, problems: Iterable[Problem], known: Known
) -> Understanding:
    """`problems` are those of this very row."""
    reader = _Reader(row, beside, {one.key: one for one in problems if one.key}, known)
    values: Json = {}
    doubts: list[InDoubt] = []
    served: set[str] = set()
    for aspect, value, doubt in reader.read():
        words = _words(row, beside, aspect, doubt)
        is_silent = aspect not in SAID_IN_COLUMNS or (doubt is None and value in ("", None))
        marked = known.marks.get(key_of(row, aspect, words)) if is_silent else None
        doubt = doubt or reader.struck(aspect, words)
        if marked is not None:
            served |= {str(marked)} if aspect == "channel" else set()
            values |= {} if aspect == "channel" else {aspect: marked}
        elif doubt is None:
            values[aspect] = value
        else:
            doubts.append(doubt)
    if isinstance(channels := values.get("channels"), list) and values.get("audience") == "public":
        values["channels"] = sorted({*channels, *filter(None, served)}, reverse=True)
    return Understanding(values, tuple(doubts))


def named_by_register(row: OfficialRow, beside: Beside, known: Known) -> OfficialRow:
    """With its bodies told apart by the county's register, where that knows their names."""
    return replace(row, subject=bodies_by_register(row.subject, beside.subject, known.subjects))


def _words(row: OfficialRow, beside: Beside, aspect: str, doubt: InDoubt | None) -> str:
    if aspect == "channel":
        return doubt.wording if doubt else ""
    return wordings_of(row, beside.channels, aspect)[0]


@dataclass(frozen=True)
class _Reader:
    row: OfficialRow
    beside: Beside
    problems: Mapping[str, Problem]
    known: Known

    def read(self) -> Iterator[tuple[str, object, InDoubt | None]]:
        row = self.row
        yield "level1", row.level1, self._line("level1", row.level1, LEVEL1)
        yield "level2", row.level2, self._line("level2", row.level2, LEVEL2)
        yield "elements", row.elements, self._elements()
        yield "basis", row.basis, self._basis()
        yield "time", *self._time()
        yield "subject", *self._subject()
        audience = self._audience_of(row)
        yield "audience", audience, self._audience(audience)
        yield from self._channels(audience)
        mode = vocabulary.mode_of(row.mode)
        is_clear = mode and "mode" not in self.problems
        why = BOTH_MODES if vocabulary.is_in_both_modes(row.mode) else NO_SUCH_MODE
        yield "mode", mode, None if is_clear else self._doubt("mode", row.mode, why)
        yield "levels", *self._levels()
        yield "kinds", [], None
        for aspect, value in read_columns(self.beside.extra).items():
            yield aspect, value, self._doubt(aspect, "", "") if aspect in self.problems else None

    def _doubt(self, aspect: str, wording: str, template: str, **params: object) -> InDoubt:
        """The reader's own reason, where it had one."""
        problem = self.problems.get(aspect)
        if problem is None:
            return InDoubt(aspect, wording, template, {"read": quoted(wording), **params})
        return InDoubt(aspect, wording or problem.read, problem.template, problem.told)

    def struck(self, aspect: str, wording: str) -> InDoubt | None:
        """Whatever is struck through was read, and waits for a person all the same."""
        problem = self.problems.get(aspect)
        if problem is None or problem.template not in STRUCK_THROUGH:
            return None
        return InDoubt(aspect, wording, problem.template, problem.told)

    def _line(self, aspect: str, said: str, most: int) -> InDoubt | None:
        if not said:
            return self._doubt(aspect, said, EMPTY[aspect])
        if len(said) > most:
            return InDoubt(aspect, said, LEVEL_TOO_LONG, {"count": len(said), "most": most})
        return None

    def _elements(self) -> InDoubt | None:
        said = self.row.elements
        labels = labels_of(said)
        if not labels:
            return self._doubt("elements", said, EMPTY["elements"])
        return _too_long("elements", said, labels, LABEL_TOO_LONG, LABEL)

    def _basis(self) -> InDoubt | None:
        said = self.row.basis
        laws = [cited.law for cited in citations_of(said)]
        if not laws:
            return self._doubt("basis", said, EMPTY["basis"])
        return _too_long("basis", said, laws, LAW_TOO_LONG, LAW)

    def _time(self) -> Found:
        """What was settled for these words before goes first, then what the words say; what they
        leave open a person says."""
        said = self.row.time_text
        own = self.known.own.get(key_of(self.row, "time", said))
        settled = own or self.known.times.get(tight(said))
        if settled is not None:
            return settled, None
        if self.row.term is None:
            return None, self._doubt("time", said, NO_TERM)
        rule = read_due(Table("", self.row.term, []), self.known.facts)
        asked = asked_of_term(rule, said, is_owed=self._is_owed())
        if asked is not None:
            return None, InDoubt("time", said, *asked)
        return rule.as_json(), None

    def _is_owed(self) -> bool:
        """As far as it is known: what is disclosed on request or inside alone has no such term."""
        row = self.row
        is_on_request = vocabulary.mode_of(row.mode) == "request"
        return not is_on_request and self._audience_of(row) != "internal"

    def _subject(self) -> Found:
        """The whole as settled before; else each organ by its name."""
        said = self.row.subject
        whole = self.known.subjects.get(tight(said)) if said else None
        if whole is not None:
            return whole, None
        parts = parts_of(said)
        if not parts:
            return None, self._doubt("subject", said, EMPTY["subject"])
        meant = joined(said, self.known.subjects)
        if meant is not None:
            return meant.as_json(), None
        unknown = next(part for part in parts if tight(part) not in self.known.subjects)
        return None, InDoubt("subject", said, NO_SUCH_BODY, {"read": quoted(unknown)})

    def _audience_of(self, row: OfficialRow) -> str | None:
        """What stands on the website is open to everybody, whomever it is meant for; where it does
        not, everybody and a certain group besides are two things, and one of them counts."""
        is_for_others = vocabulary.is_for_others_too(row.audience)
        is_shown = vocabulary.WEBSITE in map(vocabulary.channel_of, row.channels)
        if is_shown and (is_for_others or vocabulary.is_for_some(row.audience)):
            return "public"
        if is_for_others:
            return None
        return vocabulary.audience_of(row.audience)

    def _audience(self, audience: str | None) -> InDoubt | None:
        said, problem = self.row.audience, self.problems.get("audience")
        if audience and problem is None:
            return None
        why = FOR_OTHERS_TOO if vocabulary.is_for_others_too(said) else FOR_SOME
        return self._doubt("audience", said, why if said else NO_AUDIENCE)

    def _channels(self, audience: str | None) -> Iterator[tuple[str, object, InDoubt | None]]:
        served = {name: vocabulary.channel_of(name) for name in self.row.channels}
        for name in (name for name, code in served.items() if code is None):
            yield "channel", None, InDoubt("channel", name, NO_SUCH_CHANNEL, {"read": quoted(name)})
        codes = sorted({code for code in served.values() if code}, reverse=True)
        if audience == "internal":
            yield "channels", [], None
        elif vocabulary.WEBSITE in codes:
            yield "channels", codes, None
        else:
            said = self.beside.channels or vocabulary.BETWEEN.join(self.row.channels)
            may_be = any(code is None and "网" in name for name, code in served.items())
            why = NO_SUCH_WEBSITE if may_be else NO_WEBSITE if said else NO_CHANNEL
            yield "channels", None, self._doubt("channels", said, why)

    def _levels(self) -> Found:
        said = vocabulary.BETWEEN.join(self.row.levels)
        tiers = vocabulary.tiers_of(self.row.levels)
        if tiers is None or "levels" in self.problems:
            return None, self._doubt("levels", said, NO_SUCH_LEVEL)
        return tiers, None


def _too_long(
    aspect: str, said: str, parts: Iterable[str], template: str, most: int
) -> InDoubt | None:
    long = next((part for part in parts if len(part) > most), None)
    if long is None:
        return None
    return InDoubt(aspect, said, template, {"read": quoted(long), "count": len(long), "most": most})
