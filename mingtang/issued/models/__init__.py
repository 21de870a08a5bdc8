"""Issued documents and all that was ever said of each, why numbers have none, tables, tokens."""

from mingtang.issued.models.documents import IssuedDocument, Registration
from mingtang.issued.models.explanations import GapExplanation
from mingtang.issued.models.tables import DocumentTable
from mingtang.issued.models.tokens import ApiCall, ApiToken

__all__ = [
    "ApiCall",
    "ApiToken",
    "DocumentTable",
    "GapExplanation",
    "IssuedDocument",
    "Registration",
]
