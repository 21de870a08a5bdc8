"""The name an attachment is kept and shown by."""

import re

from mingtang.files.rules.kinds import EXTENSION_OF, KINDS, extension_of
from mingtang.foundation.typed import clean_line

LONGEST = 120  # characters
UNNAMED = "附件"
# Not allowed in names on Windows, where citizens save them.
FORBIDDEN = re.compile(r'[<>:"|?*]')
RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)")


def clean_name(name: str) -> str:
    """Without path, control and direction characters; short; its extension and rare Han kept."""
    base = re.split(r"[/\\]", clean_line(name))[-1]
    plain = FORBIDDEN.sub("_", base).strip(" .\u3000")
    if plain.lower() in {extension[1:] for kind in KINDS.values() for extension in kind.extensions}:
        plain = f"{UNNAMED}.{plain}"  # there was nothing before the dot
    plain = f"_{plain}" if RESERVED.match(plain) else plain
    extension = extension_of(plain)
    stem = plain.removesuffix(plain[len(plain) - len(extension) :]) if extension else plain
    return f"{stem[: LONGEST - len(extension)].rstrip()}{extension}" or UNNAMED


def file_name(name: str, media_type: str) -> str:
    """The clean name, with the extension of what is in the file where it has none."""
    clean = clean_name(name)
    return clean if extension_of(clean) else f"{clean[: LONGEST - 5]}{EXTENSION_OF[media_type]}"
