import datetime
import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from mingtang.channels.shared.frame import Way, sections
from mingtang.channels.shared.manners import CHINESE, ENGLISH, LANGUAGES
from mingtang.channels.shared.shown.dates import day, moment
from mingtang.channels.shared.shown.numbers import grouped as _grouped
from mingtang.channels.shared.shown.states import left_words
from mingtang.foundation import clock

register = template.Library()
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
LATIN = re.compile("[A-Za-z]")
# Chinese words with the marks and digits between them.
CHINESE_RUN = re.compile(
    "[\u3000-\u303f\uff00-\uffef\u3400-\u9fff][\u3000-\u303f\uff00-\uffef\u3400-\u9fff0-9-]*"
)
CHINESE_HERE = mark_safe(f' lang="{LANGUAGES[CHINESE]}"')  # noqa: S308 - words of ours


@register.inclusion_tag("components/nav.html")
def main_menu(current: str) -> dict[str, tuple[Way, ...]]:
    """The main menu, with the section one stands in."""
    return {"ways": sections(current)}


@register.filter
def grouped(number: int) -> str:
    """48,213"""
    return _grouped(number)


@register.filter
def near(on: datetime.date | None) -> str:
    """9月9日; with its year where that is not this one."""
    return str(day(on, clock.day_of(clock.now()))) if on else ""


@register.filter
def still_left(due_on: datetime.date, days: int) -> str:
    """还有3个工作日, or 今天到期; `days`: working days until then, of what is not late."""
    return left_words(days, due_on, clock.day_of(clock.now()))


@register.filter
def near_moment(at: datetime.datetime | None) -> str:
    """9月9日 10:12; with its year where that is not this one."""
    return str(moment(at, clock.day_of(clock.now()))) if at else ""


@register.simple_tag
def in_chinese() -> SafeString:
    """`lang` for what was written in Chinese and is not translated: `<h1{% in_chinese %}>`."""
    return SafeString() if get_language() == CHINESE else CHINESE_HERE


@register.filter
def tongue(text: object) -> SafeString:
    """The same where a place holds now a name, now a word of ours that is translated.

    Only an English page can tell them apart, by their script: `<dd{{ fact.text|tongue }}>`.
    """
    if get_language() != ENGLISH:
        return SafeString()
    words = str(text)
    return CHINESE_HERE if len(HAN.findall(words)) > len(LATIN.findall(words)) else SafeString()


@register.filter
def tongues(text: object) -> SafeString:
    """A sentence of ours in which Chinese names stand: on an English page each is marked."""
    escaped = conditional_escape(text if isinstance(text, SafeString) else str(text))
    if get_language() != ENGLISH:
        return escaped
    marked = CHINESE_RUN.sub(lambda run: f"<span{CHINESE_HERE}>{run[0]}</span>", escaped)
    return mark_safe(marked)  # noqa: S308 - escaped above
