"""The published files of a log, whole: what anybody copies must lead to what was signed."""

from collections.abc import Iterator

from mingtang.journeys.checking.misfits import FILES_DAMAGED, Misfit
from mingtang.ledger import queries as ledger
from tlog.checkpoints import read_checkpoint
from tlog.errors import Broken
from tlog.folder import Folder
from tlog.policies import Policy
from tlog.tiles import WIDTH, Tile
from tlog.verifying.logs import Log, read_all
from tlog.verifying.reports import Report
from tlog.verifying.sources import FolderSource

TOLD_AT_MOST = 10


def of_files(folder: Folder) -> Iterator[Misfit]:
    """Each bundle and tile, as a stranger reads them; `of_keys` looks at the policy.

    What does not fit is read once more: meanwhile a partial file may have become a whole one.
    """
    if any(_found(folder)):
        for why in _found(folder)[:TOLD_AT_MOST]:
            yield Misfit(None, FILES_DAMAGED, why=why)


def of_barred(origin: str, folder: Folder) -> Iterator[Misfit]:
    """Bundles that are answered with 451, whereas no entry in them must not be served."""
    shown = folder.barred()
    barred = {index // WIDTH for index in ledger.barred(origin)} if shown else set()
    for number in sorted({*shown} - barred):
        why = f"{Tile(-1, number).path} 停止提供，里面却没有要停止提供的条目"
        yield Misfit(None, FILES_DAMAGED, why=why)


def _found(folder: Folder) -> list[str]:
    report = Report()
    try:
        note = folder.checkpoint()
        if note is None:
            return []
        source = FolderSource(folder.path)
        log = Log(note, read_checkpoint(note), Policy())
        read_all(source, log, [], lambda _index, _entry: None, report)
    except Broken as problem:
        return [problem.chinese]
    return [one.words.chinese for one in report.findings]
