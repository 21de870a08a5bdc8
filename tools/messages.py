"""Words for people: gathers them from code and templates into `locale/`.

    python tools/messages.py             add what is new, drop what is gone, derive zh_Hant
    python tools/messages.py --check     say what is missing or out of date; change nothing

What is found here is compiled at set-up and before tests (`mingtang_cli/messages.py`).
The code speaks Chinese (zh-Hans), which needs no file. Traditional Chinese is derived from it by
OpenCC, with `locale/zh_Hant/glossary.toml` for what a machine gets wrong; English is written by
people, straight into `locale/en/LC_MESSAGES/django.po`.
"""

import argparse
import ast
import io
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import django
import opencc
import polib
from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
ENGLISH, TRADITIONAL = "en", "zh_Hant"
SOURCES = ("mingtang", "config")
# Where in a call the words stand: singular, plural, context.
Places = tuple[int, int | None, int | None]
PLACES: dict[str, Places] = {
    "_": (0, None, None),
    "gettext": (0, None, None),
    "gettext_lazy": (0, None, None),
    "gettext_noop": (0, None, None),
    "ngettext": (0, 1, None),
    "ngettext_lazy": (0, 1, None),
    "pgettext": (1, None, 0),
    "pgettext_lazy": (1, None, 0),
}
# Words and marks of Chinese; a message without any is the same in every language.
CHINESE = re.compile(r"[\u3001-\u303f\u3400-\u9fff\uff00-\uffef\U00020000-\U0003ffff]")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{\w*\}")

# Context, words, plural: what a translation is found by.
Key = tuple[str | None, str, str | None]


def gathered(root: Path = ROOT) -> dict[Key, set[str]]:
    """Every message of the product, and the files it stands in."""
    found: dict[Key, set[str]] = {}
    for path in _files(root):
        for key in _messages(path):
            found.setdefault(key, set()).add(path.relative_to(root).as_posix())
    return found


def _files(root: Path) -> Iterator[Path]:
    for source in SOURCES:
        for pattern in ("*.py", "*.html", "*.txt"):
            paths = (root / source).rglob(pattern)
            yield from sorted(path for path in paths if "migrations" not in path.parts)


def _messages(path: Path) -> Iterator[Key]:
    text = path.read_text(encoding="utf-8")
    found = _in_python(text) if path.suffix == ".py" else _in_template(text, str(path))
    yield from (key for key in found if CHINESE.search(key[1]))


def _in_python(text: str) -> Iterator[Key]:
    """By the syntax tree, which sees what stands inside an f-string too."""
    tree = ast.parse(text)
    called = PLACES | _renamed(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (places := called.get(_name(node.func))):
            words = [_constant(node, place) for place in places]
            if words[0]:
                yield words[2], words[0], words[1]


def _renamed(tree: ast.Module) -> dict[str, Places]:
    """What the module calls the marks by: `from … import gettext as translated`."""
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    names = (name for node in imports for name in node.names if name.asname)
    return {str(name.asname): PLACES[name.name] for name in names if name.name in PLACES}


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _constant(call: ast.Call, place: int | None) -> str | None:
    if place is None or place >= len(call.args):
        return None
    argument = call.args[place]
    written = argument.value if isinstance(argument, ast.Constant) else None
    return written if isinstance(written, str) else None


def _in_template(text: str, origin: str) -> Iterator[Key]:
    # What is not a message comes back blanked; its indentation is no Python's.
    lines = templatize(text, origin=origin).splitlines()
    source = io.BytesIO("\n".join(line.strip() for line in lines).encode())
    for _line, words, _comments, context in extract("python", source):
        singular, plural = (words[0], words[-1]) if isinstance(words, tuple) else (words, None)
        yield context, singular, plural


def updated(old: polib.POFile, found: dict[Key, set[str]]) -> polib.POFile:
    """The messages of today in a lasting order, each with the words it had."""
    words = {_key(entry): entry for entry in old}
    new = polib.POFile(wrapwidth=0)
    new.metadata = METADATA
    for key in sorted(found, key=lambda key: (key[1], key[0] or "")):
        new.append(_entry(key, sorted(found[key]), words.get(key)))
    return new


METADATA = {
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def _key(entry: polib.POEntry) -> Key:
    return entry.msgctxt or None, entry.msgid, entry.msgid_plural or None


def _entry(key: Key, files: list[str], was: polib.POEntry | None) -> polib.POEntry:
    context, singular, plural = key
    entry = polib.POEntry(
        msgid=singular,
        msgctxt=context,
        msgid_plural=plural or "",
        comment="\n".join(files),
    )
    if "%(" in singular:
        entry.flags.append("python-format")
    if plural:
        entry.msgstr_plural = was.msgstr_plural if was else {0: "", 1: ""}
    else:
        entry.msgstr = was.msgstr if was else ""
    return entry


def derived(found: dict[Key, set[str]]) -> polib.POFile:
    """Traditional Chinese of every message: the glossary first, and OpenCC for the rest."""
    turn = Turning(glossary())
    file = updated(polib.POFile(), found)
    for entry in file:
        if entry.msgid_plural:
            turned = turn(entry.msgid_plural)
            entry.msgstr_plural = {0: turned, 1: turned}
        else:
            entry.msgstr = turn(entry.msgid)
    return file


def glossary() -> dict[str, dict[str, str]]:
    return tomllib.loads((LOCALE / TRADITIONAL / "glossary.toml").read_text("utf-8"))


class Turning:
    """Simplified into traditional characters as Taiwan writes them, with our own exceptions.

    `whole` gives the traditional form of a whole message, `words` of a word inside any message;
    words are tried longest first and are never turned again.
    """

    def __init__(self, glossary: dict[str, dict[str, str]]) -> None:
        self._whole = glossary.get("whole", {})
        self._words = glossary.get("words", {})
        self._converter = opencc.OpenCC("s2tw")
        longest_first = sorted(self._words, key=len, reverse=True)
        kept = [re.escape(word) for word in longest_first] + [PLACEHOLDER.pattern]
        self._kept = re.compile("|".join(kept))

    def __call__(self, text: str) -> str:
        if text in self._whole:
            return self._whole[text]
        turned, done = [], 0
        for found in self._kept.finditer(text):
            turned.append(self._converter.convert(text[done : found.start()]))
            turned.append(self._words.get(found.group(), found.group()))
            done = found.end()
        return "".join([*turned, self._converter.convert(text[done:])])


def problems(file: polib.POFile, found: dict[Key, set[str]]) -> list[str]:
    """What is missing, left over, or has other placeholders than its source."""
    there = {_key(entry): entry for entry in file}
    said = [f"missing: {key[1]}" for key in found if key not in there]
    said += [f"no longer used: {key[1]}" for key in there if key not in found]
    for key, entry in there.items():
        texts = list(entry.msgstr_plural.values()) if key[2] else [entry.msgstr]
        if not all(texts):
            said.append(f"not translated: {key[1]}")
        elif any(_placeholders(text) != _placeholders(key[1]) for text in texts):
            said.append(f"other placeholders: {key[1]}")
    return said


def _placeholders(text: str) -> set[str]:
    return {found.group() for found in PLACEHOLDER.finditer(text)}


def po_path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> polib.POFile:
    path = po_path(language)
    return polib.pofile(str(path)) if path.exists() else polib.POFile()


def write(file: polib.POFile, language: str) -> None:
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    file.metadata = METADATA | {"Language": language}
    file.save(str(path))


def check() -> list[str]:
    found = gathered()
    said = [f"{ENGLISH}: {problem}" for problem in problems(read(ENGLISH), found)]
    return said + [f"{TRADITIONAL}: {problem}" for problem in problems(read(TRADITIONAL), found)]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args(arguments)
    if not settings.configured:
        settings.configure(USE_I18N=False)
        django.setup()
    if asked.check:
        said = check()
        sys.stdout.write("\n".join([*said, f"{len(said)} to mend"]) + "\n")
        return 1 if said else 0
    found = gathered()
    write(updated(read(ENGLISH), found), ENGLISH)
    write(derived(found), TRADITIONAL)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
