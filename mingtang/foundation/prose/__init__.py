"""Text as people type and paste it, made clean, and shown again without danger.

Bodies are kept as Markdown: headings, paragraphs, bold, italic, links, lists, tables, quotations.
No HTML, no pictures, no code: what an officer types is never silently taken for one of them.
"""

from mingtang.foundation.prose.pasted import Pasted, markdown_from_html, paste
from mingtang.foundation.prose.rendered import html_from_markdown
from mingtang.foundation.typed import clean_line, clean_markdown

__all__ = [
    "Pasted",
    "clean_line",
    "clean_markdown",
    "html_from_markdown",
    "markdown_from_html",
    "paste",
]
