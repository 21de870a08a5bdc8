"""What a fact is on record for (事实的用处): it opens a duty, or passes a gate before one."""

from collections.abc import Mapping

# The gate of `rules/gates.py` that a fact of this kind is evidence for.
PASSES: Mapping[str, str] = {
    "congress_approved": "congress",
    "party_decided": "collective",
    "government_decided": "collective",
    "draft_shown": "pre_disclosure",
    "hearing_held": "hearing",
}
