"""Words of the desk that rules and actions left in Chinese, in the language of who reads."""

from django.utils.translation import gettext

from mingtang.foundation.errors import NotUnderstood, RuleBroken


def told(broken: RuleBroken) -> str:
    """The sentence of a refusal, fit to show."""
    if isinstance(broken, NotUnderstood):
        return gettext(broken.template) % broken.params
    return gettext(str(broken))
