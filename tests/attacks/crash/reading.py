"""Reads acknowledgements, rows and files, each by itself, and says where they disagree."""

from collections import Counter
from typing import NamedTuple

from tlog.leaves import read_leaf
from tlog.merkle import leaf_hash
from tlog.verifying.acts import Acts
from tlog.verifying.logs import opened, read_all
from tlog.verifying.reports import Report
from tlog.verifying.sources import FolderSource

FAR = 10**9


class Ack(NamedTuple):
    county: str
    key: str
    receipt: str
    index: int
    begun: int
    ended: int


def acks_in(path):
    lines = path.read_text().splitlines()
    return [
        Ack(county, key, receipt, int(index), int(begun), int(ended))
        for county, key, receipt, index, begun, ended in (line.split() for line in lines)
    ]


def wrong_in(acks, database, county, folder, kept):
    """A sentence for each thing that is not as it should be in the log of one county."""
    of_it = f"(SELECT id FROM organs_county WHERE code = '{county}')"
    origin = f"(SELECT log_origin FROM organs_county WHERE code = '{county}')"
    logs = f"SELECT id FROM ledger_log WHERE origin = {origin}"
    disputes = database.rows(
        f"SELECT receipt_number, object_id FROM cases_dispute WHERE county_id = {of_it}"
    )
    entries = database.rows(
        'SELECT "index", object_id, hash FROM ledger_entry'
        f' WHERE log_id = ({logs}) ORDER BY "index"'
    )
    sizes = database.rows(f"SELECT size FROM ledger_log WHERE origin = {origin}")
    objects = {receipt: _hex(of) for receipt, of in disputes}
    rows = [(index, _hex(of), bytes(digest)) for index, of, digest in entries]
    places = {of: index for index, of, _digest in rows}
    told = [
        ack if ack.index >= 0 else ack._replace(index=places.get(objects.get(ack.receipt), FAR))
        for ack in acks
    ]
    yield from _of_acks(told, objects, rows)
    yield from _of_order(told)
    yield from _of_rows(told, disputes, rows, sizes)
    yield from _of_files(rows, folder, kept)


def _of_acks(acks, objects, rows):
    for ack in acks:
        if ack.receipt not in objects:
            yield f"{ack.key} was acknowledged and is lost"
        elif ack.index >= len(rows) or rows[ack.index][1] != objects[ack.receipt]:
            yield f"{ack.key} is not the entry {ack.index} that was acknowledged"
    for what, seen in Counter(ack.receipt for ack in acks).items():
        if seen > 1:
            yield f"the receipt {what} was given {seen} times"


def _of_order(acks):
    """What began after another was acknowledged stands after it."""
    highest, ended = -1, sorted(acks, key=lambda ack: ack.ended)
    waiting = iter(ended)
    following = next(waiting, None)
    for ack in sorted(acks, key=lambda ack: ack.begun):
        while following is not None and following.ended < ack.begun:
            highest, following = max(highest, following.index), next(waiting, None)
        if ack.index < highest:
            yield f"{ack.key} stands at {ack.index}, before {highest} which was there earlier"


def _of_rows(acks, disputes, rows, sizes):
    if [index for index, _of, _digest in rows] != list(range(len(rows))):
        yield "the indexes have a gap"
    if sizes != [(len(rows),)]:
        yield f"the log says {sizes}, there are {len(rows)}"
    if len({of for _index, of, _digest in rows}) != len(rows):
        yield "an act stands in the log twice"
    if not len(acks) == len(disputes) == len(rows):
        yield f"{len(acks)} acknowledged, {len(disputes)} there, {len(rows)} in the log"


def _of_files(rows, folder, kept):
    """As a stranger reads them, with every checkpoint that was seen on the way."""
    report, seen, source = Report(), [], FolderSource(folder.path)
    acts = Acts(report)

    def see(index, entry):
        acts.see(index, entry)
        seen.append(entry)

    log = opened(source, None, report)
    read_all(source, log, kept, see, report)
    yield from (found.words.english for found in report.findings)
    if [leaf_hash(entry) for entry in seen] != [digest for _index, _of, digest in rows]:
        yield "the files are not the rows"
    if [read_leaf(entry).object_id for entry in seen] != [of for _index, of, _digest in rows]:
        yield "the files are of other objects"


def _hex(object_id):
    return str(object_id).replace("-", "")
