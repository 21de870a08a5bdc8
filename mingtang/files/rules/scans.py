"""Pictures and scanned pages in what was read: words are in them that no machine reads.

Told by what is kept of a reading, its places and the sentences of what was not read: so that files
stored long ago are told apart as well, and none is opened again.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mingtang.foundation.text import gettext_noop as _

IMAGES = _("第%(pages)s页有图像，图像里的文字没有识别。")
EMPTY = _("第%(pages)s页没有读出文字，可能是扫描的。")
PICTURES = _("文件里有%(count)s张图片，图片里的文字没有识别。")
NOT_RECOGNISED = _("图片里的文字没有识别。")
# Places of words that nobody reads on a page: who wrote the file, with what, from which template.
PROPERTIES, TEMPLATES = _("文件属性"), _("模板")
WITHIN = _("嵌入的文件：")

BESIDE_THE_PAGES = re.compile(f"(?:{WITHIN})?(?:{PROPERTIES}|{TEMPLATES}(?!和).*)")
OF_PICTURES = re.compile(
    "|".join(
        re.sub(r"%\\\(\w+\\\)s", ".+", re.escape(sentence))
        for sentence in (IMAGES, EMPTY, PICTURES, NOT_RECOGNISED)
    )
)


@dataclass(frozen=True)
class Pages:
    """What a reader sees of a file, as far as a machine can tell.

    `words` are those on its pages; `has_pictures` where pictures or scanned pages stand beside or
    instead of them; `is_known` where nothing but these was left unread.
    """

    words: str
    has_pictures: bool
    is_known: bool

    @property
    def has_no_text(self) -> bool:
        """Known to hold not a word, on any page."""
        return self.is_known and not self.words


def pages(passages: Iterable[Sequence[str]], unread: Iterable[str]) -> Pages:
    """Of pairs of a place and its words, and of the sentences of what was not read."""
    words = [words for place, words in passages if not BESIDE_THE_PAGES.fullmatch(place)]
    others = [why for why in unread if why != PROPERTIES]
    of_pictures = [why for why in others if OF_PICTURES.fullmatch(why)]
    return Pages("\n".join(words), bool(of_pictures), len(of_pictures) == len(others))
