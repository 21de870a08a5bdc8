"""Disclosures and their editions, the signatures on them, and where they were delivered."""

from mingtang.disclosure.models.consultations import Consultation
from mingtang.disclosure.models.deliveries import Delivery, Receipt
from mingtang.disclosure.models.disclosures import Disclosure
from mingtang.disclosure.models.editions import Attachment, Edition
from mingtang.disclosure.models.search import SearchEntry
from mingtang.disclosure.models.signatures import Remark, Signature

__all__ = [
    "Attachment",
    "Consultation",
    "Delivery",
    "Disclosure",
    "Edition",
    "Receipt",
    "Remark",
    "SearchEntry",
    "Signature",
]
