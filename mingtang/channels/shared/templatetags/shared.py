from django import template

from mingtang.channels.shared.frame import Way, sections
from mingtang.channels.shared.shown.numbers import grouped as _grouped

register = template.Library()


@register.inclusion_tag("components/nav.html")
def main_menu(current: str) -> dict[str, tuple[Way, ...]]:
    """The main menu, with the section one stands in."""
    return {"ways": sections(current)}


@register.filter
def grouped(number: int) -> str:
    """48,213"""
    return _grouped(number)
