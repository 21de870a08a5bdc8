"""Where the public data are read from: a site, or a folder in which its answers were kept."""

import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qsl, quote, unquote

from tlog.errors import Broken

PATIENCE = 60.0
LONGEST = 64_000_000
MOST_PAGES = 1_000_000
SCOREBOARD = "api/v1/scoreboard?"


class Source(Protocol):
    def read(self, path: str) -> bytes:
        """What the site answers at an address below its own. Raises Broken."""


@dataclass(frozen=True)
class Site:
    """`address` ends with a slash."""

    address: str

    def read(self, path: str) -> bytes:
        asked = urllib.request.Request(  # noqa: S310 - `site` lets http(s) through alone
            self.address + path, headers={"User-Agent": "mingtang-scoreboard"}
        )
        try:
            with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310
                content: bytes = answer.read(LONGEST + 1)
        except urllib.error.HTTPError as refusal:
            refusal.close()
            raise _not_got(f"{self.address}{path}: {refusal.code}") from None
        except (OSError, ValueError, http.client.HTTPException) as problem:
            raise _not_got(f"{self.address}{path}: {problem}") from problem
        if len(content) > LONGEST:
            raise Broken(f"{path} 过大", f"{path} is too large")
        return content


def site(written: str) -> Site:
    """An address as somebody typed it. Raises Broken."""
    if not written.startswith(("http://", "https://")):
        raise Broken(
            f"网址要以http://或者https://开头：{written}",
            f"an address begins with http:// or https://: {written}",
        )
    return Site(written if written.endswith("/") else f"{written}/")


@dataclass(frozen=True)
class Folder:
    """Answers that were kept, one file for each address."""

    path: Path

    def read(self, path: str) -> bytes:
        try:
            return (self.path / file_name(path)).read_bytes()
        except FileNotFoundError as problem:
            raise self._not_kept(path) from problem
        except OSError as problem:
            raise _not_got(f"{self.path / file_name(path)}: {problem.strerror}") from problem

    def _not_kept(self, path: str) -> Broken:
        """Why it is not here, and what to type: most often other filters than were kept."""
        kept = self._kept_filters()
        if not kept:
            return Broken(
                f"{self.path} 里没有存下的回答。"
                "请先联网存下：recompute scoreboard 网址 --keep 文件夹",
                f"no answers were kept in {self.path}. Keep them first, with a network: "
                "recompute scoreboard ADDRESS --keep FOLDER",
            )
        if not path.startswith(SCOREBOARD):
            return Broken(
                f"{self.path} 里存下的回答不全，缺 {file_name(path)}。请联网重新存一次（--keep）；"
                "存的时候用过--without-acts的，现在也要加上",
                f"the answers kept in {self.path} are not all there: {file_name(path)} is missing. "
                "Keep them again with a network (--keep); where they were kept with "
                "--without-acts, say so now too",
            )
        listed = "\n".join(f"  --from {self.path}{words}" for words in kept)
        return Broken(
            f"{self.path} 里没有存下按这些条件筛选的网站数字。请用存的时候的条件：\n{listed}\n"
            "要别的条件，请联网用那些条件再存一次（--keep，可以存进同一个文件夹）",
            f"the site's figures for these filters were not kept in {self.path}. "
            f"Say the filters that were kept:\n{listed}\n"
            "For others, keep them with a network (--keep; the same folder will do)",
        )

    def _kept_filters(self) -> list[str]:
        """As they would be typed, each beginning with a space; without filters nothing."""
        kept = (unquote(one.stem) for one in self.path.glob("scoreboard*.json"))
        asked = (parse_qsl(one.partition("?")[2]) for one in kept)
        return sorted(
            {
                "".join(f" --{name} {value}" for name, value in pairs if name != "by")
                for pairs in asked
            }
        )


@dataclass(frozen=True)
class Kept:
    """Reads from another, and keeps each answer as it came."""

    source: Source
    path: Path

    def read(self, path: str) -> bytes:
        content = self.source.read(path)
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            (self.path / file_name(path)).write_bytes(content)
        except OSError as problem:
            words = f"{self.path}: {problem.strerror}"
            raise Broken(f"写不进 {words}", f"cannot write {words}") from problem
        return content


def file_name(path: str) -> str:
    """Of an address, such as `duties?after=0.json`, in signs that every disk takes."""
    return f"{quote(path.removeprefix('api/v1/'), safe='')}.json"


def answer(source: Source, path: str) -> dict[str, Any]:
    """One object. Raises Broken."""
    try:
        found = json.loads(source.read(path))
    except (ValueError, RecursionError) as problem:
        raise _not_understood(path) from problem
    if not isinstance(found, dict):
        raise _not_understood(path)
    return found


def rows(source: Source, name: str, cursor: str = "after") -> Iterator[dict[str, Any]]:
    """All of a list, page by page. Raises Broken."""
    following: object = 0
    for _page in range(MOST_PAGES):
        path = f"api/v1/{name}?{cursor}={following}"
        page = answer(source, path)
        found = page.get(name)
        if not isinstance(found, list):
            raise _not_understood(path)
        yield from found
        if not found or page.get("next") in (None, following):
            return
        following = page["next"]


def _not_got(words: str) -> Broken:
    return Broken(f"取不到 {words}", f"cannot get {words}")


def _not_understood(path: str) -> Broken:
    return Broken(f"{path} 的回答读不懂", f"the answer of {path} cannot be read")
