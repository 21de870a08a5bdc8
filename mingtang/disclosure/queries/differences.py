"""Two editions side by side, part by part."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from mingtang.disclosure.models import Edition
from mingtang.disclosure.rules.differences import Change, PartDifference, Piece, paragraphs, pieces
from mingtang.foundation.measured import measured
from mingtang.foundation.text import gettext_noop as _

LONGEST_OF_A_FILE = 20_000  # signs: who wants more, opens both files
HEADING = (
    ("title", _("标题")),
    ("summary", _("一句话")),
    ("document_number", _("文号")),
    ("formed_on", _("成文日期")),
)


def difference(earlier: Edition, later: Edition) -> list[PartDifference]:
    """The parts that changed, in the order of the page; empty when nothing a reader sees did."""
    return [part for part in side_by_side(earlier, later) if part.is_changed]


def side_by_side(earlier: Edition, later: Edition) -> list[PartDifference]:
    """All parts of the later edition with what stands there in the earlier one."""
    parts = [
        PartDifference(label, (pieces(_text(earlier, name), _text(later, name)),))
        for name, label in HEADING
    ]
    for element in later.disclosure.item.elements:
        parts += _element(earlier, later, element)
    parts += paragraphs(_("正文"), earlier.body, later.body)
    parts.append(PartDifference(_("附件"), (_files(earlier, later),)))
    return parts


def files_side_by_side(earlier: Edition, later: Edition) -> list[PartDifference]:
    """What could be read in the files of both, the first with the first; from the beginning."""
    before, after = _words_of_files(earlier), _words_of_files(later)
    pairs = zip_longest(before, after, fillvalue="")
    return [part for one, other in pairs for part in paragraphs(_("附件里的文字"), one, other)]


def _words_of_files(edition: Edition) -> list[str]:
    files = [one.file for one in edition.attachments.select_related("file__text").order_by("id")]
    read = [file.text.passages for file in files if hasattr(file, "text")]
    return ["\n".join(words for _place, words in passages)[:LONGEST_OF_A_FILE] for passages in read]


def _element(
    earlier: Edition, later: Edition, element: Mapping[str, str]
) -> Sequence[PartDifference]:
    """One cell; a table row by row, as in the body."""
    label, before, after = element["label"], _value(earlier, element), _value(later, element)
    if element.get("kind") == "table":
        return paragraphs(label, before, after)
    return (PartDifference(label, (pieces(before, after),)),)


def _value(edition: Edition, element: Mapping[str, str]) -> str:
    written = str(edition.values.get(element["key"], ""))
    is_number = element.get("kind") == "number"
    return measured(written, element.get("unit", "")) if is_number else written


def _text(edition: Edition, name: str) -> str:
    value = getattr(edition, name)
    return "" if value is None else str(value)


def _files(earlier: Edition, later: Edition) -> tuple[Piece, ...]:
    old = {a.file.sha256: a.name for a in earlier.attachments.select_related("file")}
    new = {a.file.sha256: a.name for a in later.attachments.select_related("file")}
    gone = [Piece(Change.REMOVED, name) for key, name in old.items() if key not in new]
    come = [Piece(Change.ADDED, name) for key, name in new.items() if key not in old]
    return (*gone, *come)
