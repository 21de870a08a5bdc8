"""The words of a row that each column is settled by."""

from collections.abc import Mapping

from mingtang.catalogue.rules.official.found import OfficialRow
from mingtang.catalogue.rules.official.vocabulary import BETWEEN


def wordings_of(row: OfficialRow, channels_text: str, aspect: str) -> list[str]:
    """The words of a row that an aspect is about; of channels one by one, several."""
    if aspect == "channel":
        return list(row.channels)
    said: Mapping[str, str] = {
        "level1": row.level1,
        "level2": row.level2,
        "elements": row.elements,
        "basis": row.basis,
        "time": row.time_text,
        "subject": row.subject,
        "channels": channels_text or BETWEEN.join(row.channels),
        "audience": row.audience,
        "mode": row.mode,
        "levels": BETWEEN.join(row.levels),
        "kinds": row.elements,
        **dict.fromkeys(("beyond", "emphasis", "fields"), ""),
    }
    return [said[aspect]]
