import datetime
import hashlib
import os
from dataclasses import dataclass
from typing import IO
from uuid import UUID

from mingtang.files.models import FileText, StoredFile
from mingtang.files.rules.readings import Passage, text_digest
from mingtang.foundation import personal_data
from mingtang.foundation.personal_data import Finding


@dataclass(frozen=True)
class PlacedFinding:
    """Personal data in a file, and where: 表“名单”第3行."""

    place: str
    finding: Finding


def by_object_id(object_id: UUID) -> StoredFile | None:
    return StoredFile.objects.filter(object_id=object_id).first()


def is_whole(file: StoredFile) -> bool:
    """Whether its bytes are those that were taken, and as many; reads all of them."""
    try:
        with file.content.open("rb") as stream:
            return stream.seek(0, os.SEEK_END) == file.size and _digest(stream) == file.sha256
    except OSError:
        return False


def _digest(stream: IO[bytes]) -> str:
    stream.seek(0)
    return hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]


def has_its_words(file: StoredFile) -> bool:
    """Whether the words that search has of it are those that were read when it came."""
    kept = file.text.passages if hasattr(file, "text") else []
    return text_digest(kept) == file.text_digest


def passages(file: StoredFile) -> list[Passage]:
    """The words read from it, in order, each with its place."""
    read = FileText.objects.filter(file=file).values_list("passages", flat=True).first()
    return [Passage(place, text) for place, text in read or []]


def text_of(file: StoredFile) -> str:
    """All its words, as for a search index."""
    return "\n".join(passage.text for passage in passages(file))


def personal_data_in(file: StoredFile, *, on: datetime.date | None = None) -> list[PlacedFinding]:
    """What was found in what could be read: only a file read in full can be called clean."""
    read = passages(file)
    found = personal_data.find_each((passage.text for passage in read), on=on)
    return [PlacedFinding(read[number].place, finding) for number, finding in found]
