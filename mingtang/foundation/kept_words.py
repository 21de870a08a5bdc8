"""Words that are kept are kept in Chinese, the legal wording, whoever's language is switched on."""

from django.conf import settings
from django.utils import translation


def in_chinese(label: object) -> str:
    """The words of a choice, fit for a notice, a record or a column; a page translates them."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(label)
