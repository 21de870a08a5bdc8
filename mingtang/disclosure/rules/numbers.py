"""Numbers that people know a publication by: document number (文号), index number (索引号)."""

from mingtang.foundation.document_numbers import (
    NO_SUCH_YEAR,
    document_number,
    why_not_document_number,
)

__all__ = ["NO_SUCH_YEAR", "document_number", "index_number", "why_not_document_number"]


def index_number(*, organ_code: str, year: int, serial: int) -> str:
    """政府信息公开条例 art. 12 asks for an index; the pattern is the one commonly seen."""
    return f"{organ_code}/{year}-{serial:05d}"
