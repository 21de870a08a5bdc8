"""What was understood of a row, or settled for it, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from mingtang.catalogue.choices import Aspect, Audience, Channel, Mode
from mingtang.catalogue.queries.standards import FACTS
from mingtang.catalogue.rules.standards import kept_due
from mingtang.channels.shared.shown.dues import bodies_words, rule_words
from mingtang.organs.choices import Tier


def value_words(aspect: str, value: Any, names: Mapping[str, str]) -> str:
    """`names` of organs by their codes."""
    if aspect == Aspect.TIME:
        return rule_words(kept_due(value, FACTS), None)
    if aspect == Aspect.SUBJECT:
        return bodies_words(value, names)
    if aspect == Aspect.CHANNELS:
        return _("、").join(str(Channel(code).label) for code in value) or _("不送任何渠道")
    if aspect == Aspect.CHANNEL:
        return str(Channel(value).label) if value else _("由机关自行公开")
    if aspect == Aspect.AUDIENCE:
        return str(Audience(value).label)
    if aspect == Aspect.MODE:
        return str(Mode(value).label)
    if aspect == Aspect.LEVELS:
        return _("、").join(str(Tier(code).label) for code in value)
    return str(value)
