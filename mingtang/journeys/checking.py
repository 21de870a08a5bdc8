"""Whether what is shown is still what was put on record: on reading, and each night for all."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from mingtang.disclosure.models import Disclosure, Edition
from mingtang.disclosure.queries import committed, public
from mingtang.disclosure.rules import correcting
from mingtang.files.queries import is_whole
from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.text import quoted
from mingtang.journeys import persons, standing
from mingtang.journeys.openings import Opened, as_told, opened
from mingtang.ledger import queries as ledger
from mingtang.ledger.choices import Act, FieldGroup
from mingtang.ledger.models import Entry
from mingtang.organs.models import County
from tlog.errors import Broken
from tlog.folder import Folder
from tlog.merkle import leaf_hash
from tlog.tiles import WIDTH, Tile, hashes_in, tile_holding
from tlog.verifying.disputes import Disputes
from tlog.verifying.duties import Duties
from tlog.verifying.opened import content
from tlog.verifying.postings import Postings
from tlog.verifying.told import Difference, Told, second

AT_A_TIME = WIDTH  # a tile of the log, and little enough to be read into memory
PUBLISHING = (Act.PUBLISHED, Act.CORRECTED)
OF_A_PAGE = (*PUBLISHING, Act.WITHDRAWN, Act.PERSONAL_DATA_ERASED)
TEXT, DATA, FILES = str(FieldGroup.TEXT), str(FieldGroup.STRUCTURED), str(FieldGroup.FILES)
# What must open of the acts on duties, facts, disputes and boards: of a list all, of a duty that
# ended the last time alone.
BOUND: dict[str, set[str]] = {
    **dict.fromkeys((Act.DUTIES_OPENED, Act.DUTIES_OPENED_INSIDE), {DATA}),
    **dict.fromkeys((Act.DUTIES_MOVED, Act.DUTIES_MOVED_INSIDE), {DATA}),
    **dict.fromkeys((Act.DUTIES_TAKEN_OVER, Act.DUTIES_TAKEN_OVER_INSIDE), {DATA}),
    **dict.fromkeys((Act.FACT_RECORDED, Act.FACT_CORRECTED, Act.FACT_WITHDRAWN), {TEXT, DATA}),
    **dict.fromkeys((Act.POSTED, Act.REMOVED), {DATA, FILES}),
    **dict.fromkeys((Act.DISPUTE_RECEIVED, Act.DISPUTE_ANSWERED), {TEXT, DATA}),
    **dict.fromkeys((Act.DISPUTE_TEXT_HIDDEN, Act.PERSONAL_DATA_ERASED), {TEXT}),
}
OF_THINGS = (*BOUND, Act.DUTY_FULFILLED, Act.DUTY_REOPENED)

SIGNED_BY_ANOTHER = _("日志%(index)s号条目的经办人与审计记录不符")
ENTRY_CHANGED = _("日志%(index)s号条目与写入时不同")
ENTRY_NOT_PUBLISHED = _("日志%(index)s号条目与已经公布的不同")
BARRED_SILENTLY = _("日志%(index)s号条目停止提供，没有公告")
FILES_DAMAGED = _("日志的文件不完整：%(why)s")
FILE_CHANGED = _("附件“%(why)s”与存入时不同，或者已经损坏")
CONTENT_CHANGED = _("内容与日志%(index)s号条目不符")
NOT_ON_RECORD = _("日志里没有公开它的记录")
TITLE_CHANGED = _("标题与现行版本不符")
TIME_CHANGED = _("公开时间与日志不符")
ORGAN_CHANGED = _("发布机构与日志不符")
WITHDRAWAL_CHANGED = _("是否撤回与日志不符")
DUTY_CHANGED = _("公开任务与日志不符")
DISPUTE_CHANGED = _("纠错或公开建议与日志不符")
POSTING_CHANGED = _("张贴与日志不符")
GONE = _("日志%(index)s号条目公开过它，现在没有了，也没有撤回说明")


@dataclass(frozen=True)
class Misfit:
    """`what` is a sentence with `index` in it, in the language of the code."""

    object_id: UUID | None
    what: str
    index: int | None = None
    why: str = ""

    @property
    def params(self) -> dict[str, object]:
        """An entry has the number that it has in the log, from 0."""
        return {"index": self.index, "why": self.why}

    @property
    def words(self) -> str:
        return self.what % self.params


def confirmed(look: Callable[[], Iterable[Misfit]]) -> list[Misfit]:
    """What is found twice. Reading takes several queries, and what somebody publishes or takes
    back between two of them would look like a forgery, once."""
    first = list(look())
    again = set(look()) if first else set()
    return [one for one in first if one in again]


def of_disclosure(disclosure: Disclosure, entries: Sequence[Entry], folder: Folder) -> list[Misfit]:
    """For a page that is about to be shown. `entries` are all those about it, in their order."""
    told = [entry for entry in entries if entry.act in OF_A_PAGE]
    times = committed.times([disclosure]).get(disclosure.object_id, [])
    return [*_entries(told, folder), *_disclosure(disclosure, opened(told), times)]


def of_county(county: County, folder: Folder) -> Iterator[Misfit]:
    """Everything: each entry against its hash and the published tree, each thing against them."""
    size = ledger.sizes().get(county.log_origin, 0)
    for since in range(0, size, AT_A_TIME):
        rows = ledger.rows_since(county.log_origin, since, AT_A_TIME)
        yield from _entries(rows, folder)
        for entry in persons.changed(rows):
            yield Misfit(entry.object_id, SIGNED_BY_ANOTHER, entry.index)
        yield from _gone(county, rows)
    for index in ledger.barred_silently(county.log_origin):
        yield Misfit(None, BARRED_SILENTLY, index)
    keys = list(public.published(county).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_A_TIME):
        yield from _disclosures(county, keys[start : start + AT_A_TIME])
    yield from _standing(county, size)


def _gone(county: County, rows: Sequence[Entry]) -> Iterator[Misfit]:
    """What was published and is shown to nobody any more, not even as taken back."""
    told = {row.object_id: row for row in rows if row.act == Act.PUBLISHED}
    shown = (
        public.published(county).filter(object_id__in=told) if told else Disclosure.objects.none()
    )
    there = set(shown.values_list("object_id", flat=True))
    for object_id, row in told.items():
        if object_id not in there:
            yield Misfit(object_id, GONE, row.index)


def _entries(entries: Sequence[Entry], folder: Folder) -> Iterator[Misfit]:
    """Each row against the hash beside it, and that hash against the tile everyone may have."""
    try:
        head = folder.head()
        published = head.size if head else 0
        hashes = _Hashes(folder, published)
        for entry in entries:
            if not entry.barred_at and leaf_hash(ledger.leaf(entry)) != bytes(entry.hash):
                yield Misfit(entry.object_id, ENTRY_CHANGED, entry.index)
            elif entry.index < published and hashes.at(entry.index) != bytes(entry.hash):
                yield Misfit(entry.object_id, ENTRY_NOT_PUBLISHED, entry.index)
    except Broken as problem:
        yield Misfit(None, FILES_DAMAGED, why=problem.chinese)


@dataclass
class _Hashes:
    """Those that are published, of the first `size` entries; the tile read last stays at hand."""

    folder: Folder
    size: int
    tile: Tile | None = None
    hashes: Sequence[bytes] = ()

    def at(self, index: int) -> bytes:
        tile = tile_holding(0, index, self.size)
        if tile != self.tile:
            self.tile, self.hashes = tile, hashes_in(tile, self.folder.fetch(tile))
        return self.hashes[index % WIDTH]


def _disclosures(county: County, keys: list[int]) -> Iterator[Misfit]:
    shown = list(public.published(county).filter(pk__in=keys))
    told = ledger.told_about([one.object_id for one in shown], OF_A_PAGE)
    times = committed.times(shown)
    by_object: dict[UUID, list[Opened]] = {}
    for one in opened(told):
        by_object.setdefault(one.entry.object_id, []).append(one)
    for disclosure in shown:
        of_it = disclosure.object_id
        yield from _disclosure(disclosure, by_object.get(of_it, []), times.get(of_it, []))
    for attached in committed.attachments_of(shown):
        if not is_whole(attached.file):
            object_id = attached.edition.disclosure.object_id
            yield Misfit(object_id, FILE_CHANGED, why=quoted(attached.name))


def _disclosure(
    disclosure: Disclosure, told: Sequence[Opened], times: Sequence[datetime.datetime | None]
) -> Iterator[Misfit]:
    """`told` are the entries that published it or took it back, `times` those of its editions."""
    published = [one for one in told if one.entry.act in PUBLISHING]
    if not published:
        yield Misfit(disclosure.object_id, NOT_ON_RECORD)
        return
    for one in told:
        if one.misfits or (_must_open(one, disclosure) and FieldGroup.TEXT not in one.groups):
            yield Misfit(disclosure.object_id, CONTENT_CHANGED, one.entry.index)
    if not _is_taken_back_as_told(disclosure, told):
        yield Misfit(disclosure.object_id, WITHDRAWAL_CHANGED)
    if not _are_times_as_told(disclosure, [one.entry for one in published], times):
        yield Misfit(disclosure.object_id, TIME_CHANGED)
    if disclosure.organ.code != published[0].entry.organ_code:
        yield Misfit(disclosure.object_id, ORGAN_CHANGED)
    if disclosure.current and disclosure.title != _title(disclosure, disclosure.current):
        yield Misfit(disclosure.object_id, TITLE_CHANGED)


def _must_open(one: Opened, disclosure: Disclosure) -> bool:
    """Of what was withdrawn, only that it was erased, and why."""
    if one.entry.act in PUBLISHING:
        return not disclosure.is_withdrawn
    return one.entry.act == Act.PERSONAL_DATA_ERASED


def _title(disclosure: Disclosure, current: Edition) -> str:
    """What it must be called: as its edition, or without the name a tombstone must not show."""
    if disclosure.is_erased:
        return current.title
    ground = disclosure.withdrawal_ground
    return correcting.public_title(current.title, ground=ground, item=disclosure.item.level2)


def _are_times_as_told(
    disclosure: Disclosure, published: Sequence[Entry], times: Sequence[datetime.datetime | None]
) -> bool:
    """Of the publication and of each edition, to the second."""
    told = [entry.at for entry in published]
    first = _second(disclosure.first_published_at)
    return first == told[0] and [_second(at) for at in times] == told


def _second(at: datetime.datetime | None) -> datetime.datetime | None:
    return at and at.replace(microsecond=0)


def _is_taken_back_as_told(disclosure: Disclosure, told: Sequence[Opened]) -> bool:
    """Whether there is a tombstone if and only if the log says so, and it says the same."""
    entries = [one.entry for one in told if one.entry.act == Act.WITHDRAWN]
    if not entries or disclosure.withdrawn_at is None:
        return not entries and not disclosure.is_withdrawn
    (entry, *_more) = entries
    shown = committed.tombstone(disclosure)
    return _second(disclosure.withdrawn_at) == entry.at and all(
        as_told(entry, salt, shown[group]).fits
        for group, salt in ledger.salts_of([entry]).get(entry.pk, {}).items()
        if group in shown
    )


def _standing(county: County, size: int) -> Iterator[Misfit]:
    """What the log tells of duties, disputes and boards, told again from its beginning, against
    those there are; and all that it binds us to of them."""
    duties, disputes, postings = Duties(), Disputes(), Postings()
    excused, lacking = set(ledger.erased(county.log_origin)), list[tuple[Entry, set[str]]]()
    for since in range(0, size, AT_A_TIME):
        rows = ledger.rows_since(county.log_origin, since, AT_A_TIME)
        for one in opened([row for row in rows if row.act in OF_THINGS], inside=True):
            entry, told = one.entry, _told(one.entry)
            try:
                data = {} if one.misfits else _data(one)
                duties.tell(told, data)
                disputes.tell(told, data)
                is_readable = True
            except Broken:
                is_readable = False
            postings.tell(told)
            if one.misfits or not is_readable:
                yield Misfit(entry.object_id, CONTENT_CHANGED, entry.index)
            if entry.index not in excused and (groups := _unbound(one)):
                lacking.append((entry, groups))
    for entry, groups in lacking:
        if groups != {TEXT} or not disputes.is_hidden(_told(entry)):
            yield Misfit(entry.object_id, CONTENT_CHANGED, entry.index)
    yield from _compared(duties.compare(standing.rows_of_duties(county)), DUTY_CHANGED)
    yield from _compared(disputes.compare(standing.rows_of_disputes(county)), DISPUTE_CHANGED)
    yield from _compared(postings.compare(standing.rows_of_postings(county)), POSTING_CHANGED)


def _compared(found: Iterable[Difference], what: str) -> Iterator[Misfit]:
    """However much is otherwise of one thing, it is told once."""
    for obj in dict.fromkeys(obj for _kind, obj, _chinese, _english in found):
        yield Misfit(UUID(obj), what)


def _told(entry: Entry) -> Told:
    return Told(
        entry.act,
        entry.object_id.hex,
        entry.organ_code,
        second(entry.at.isoformat()) or "",
        entry.due_on.isoformat() if entry.due_on else "",
    )


def _data(one: Opened) -> dict[str, object]:
    """Raises Broken where what was committed to cannot be read."""
    groups = {
        str(group): {"content": opening.content.decode()} for group, opening in one.groups.items()
    }
    return content(groups, "data") if FieldGroup.STRUCTURED in one.groups else {}


def _unbound(one: Opened) -> set[str]:
    """The groups of an entry about a thing that nothing which stands there now opens."""
    groups = {str(group) for group in one.entry.commitments} & BOUND.get(one.entry.act, set())
    return groups - {str(group) for group in one.groups}
