"""Issued documents, all that was ever said of each, tables of them, tokens of office systems."""

from mingtang.issued.models.documents import IssuedDocument, Registration
from mingtang.issued.models.tables import DocumentTable
from mingtang.issued.models.tokens import ApiCall, ApiToken

__all__ = ["ApiCall", "ApiToken", "DocumentTable", "IssuedDocument", "Registration"]
