"""Names of people who do not exist, always the same for the same number."""

from itertools import product

_FAMILY = "林高周吴沈陆顾许蒋韩苏叶程方石白唐宋江梁"
_GIVEN = (  # two characters a name
    "知微若谷明远小满清和安之望舒景行怀瑾思齐长庚云起守拙砚秋乐山知远若水明德文渊清扬"
)
NAMES = tuple(
    family + _GIVEN[start : start + 2]
    for start, family in product(range(0, len(_GIVEN), 2), _FAMILY)
)


def name(number: int) -> str:
    """The name of the person with that number; after four hundred they begin again."""
    return NAMES[number % len(NAMES)]
