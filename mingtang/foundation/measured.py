"""A figure as people read it: thousands with commas, its unit behind it."""

import re

NUMBER = re.compile(r"([-−]?)([0-9]+)((?:\.[0-9]+)?)")


def measured(written: str, unit: str) -> str:
    """`12500` in 万元 is `12,500万元`; what is no plain number, or names a unit, stays as it is."""
    found = NUMBER.fullmatch(written.replace(",", "").replace("，", "").strip())
    if found is None:
        return written
    sign, whole, rest = found.groups()
    return f"{sign}{int(whole):,}{rest}{unit}"
