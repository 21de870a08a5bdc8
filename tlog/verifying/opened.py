"""Content and salt, against the commitment in an entry."""

import json
import re
from collections.abc import Mapping

from tlog.encoding import decoded
from tlog.errors import Broken
from tlog.leaves import COMMITTED, commitment

PAIR = re.compile(rb'"([a-z]+)":"hmac-sha256:([0-9a-f]{64})"')


def commitments_in(written: bytes) -> dict[str, str]:
    """By field group, from the part of an entry that holds them."""
    return {group.decode(): value.decode() for group, value in PAIR.findall(written)}


def fits(commitments: Mapping[str, str], group: str, said: object) -> bool:
    """Whether `said`, content and salt, is what was committed to under that group."""
    if not isinstance(said, dict):
        return False
    content, salt = said.get("content"), said.get("salt")
    if not isinstance(content, str) or not isinstance(salt, str):
        return False
    raw = decoded(salt)
    if raw is None:
        return False
    made = commitment(salt=raw, content=content.encode("utf-8", "surrogatepass"))
    return commitments.get(group, "").removeprefix(COMMITTED) == made


def listed(groups: Mapping[str, object], group: str) -> list[dict[str, str]]:
    """What was said under a group that holds a list. Raises ValueError, KeyError, TypeError."""
    said = groups[group]
    found = json.loads(said["content"]) if isinstance(said, dict) else None
    return found if isinstance(found, list) else []


def content(groups: Mapping[str, object], group: str) -> dict[str, object]:
    """What was said under a group, read. Raises Broken where it is no object."""
    said = groups.get(group)
    try:
        found = json.loads(said["content"]) if isinstance(said, dict) else None
    except (ValueError, KeyError, TypeError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Broken(f"公开的内容缺少{group}", f"the opened content lacks {group}")
    return found
