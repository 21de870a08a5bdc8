"""What a county set for itself, its holidays, and who is in charge of what: told again."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from tlog.leaves import Plain, canonical
from tlog.verifying.told import Difference, Row, Told

# After each of these another body may be in charge of a field.
OF_FIELDS = frozenset(
    {"organ.field_assigned", "organ.field_ended", "organ.merged", "organ.dissolved"}
)
# What a county has at first of what foundings did not tell of: nobody sets these but by an act.
AT_FIRST: Mapping[str, int] = {
    "reading_working_days": 3,
    "consultation_working_days": 5,
    "look_again_months": 12,
    "forecast_working_days": 5,
    "finding_answer_working_days": 10,
}
# The first version of a year comes with the software, where nobody put it on record: what each of
# them says, by its year. One that a later version brings is to be told here too.
SHIPPED = 1
DIGESTS: Mapping[int, str] = {
    2018: "964afc73decc0c736df1dca8ceb967bfbf6faa4d6d3ec407bdf47444ea74588e",
    2019: "5f648e33956caab0c838e94950940f212edfea4998f49c5751194c5abd929ec1",
    2020: "56b00ba38441466667e55fb0f802063214a3e8316fe491057690f3c45fb725bc",
    2021: "2ea1a70c2f31ef8e9f0680c7efcc5475a01b4e9572c50c84c1c4a4652ed83513",
    2022: "d6afda229c9365280847332e92bf94b1d5608888cdf1e4ac4747b377bfdf7b21",
    2023: "4f5994c532ba5bc64d91ab59c208e06fa09a9eac21e0a94b1b8cbf8a6b972528",
    2024: "68bda4315374560ceb778ec657f1b475c66bb53d3955c5e14346574307c6727e",
    2025: "da6222aeb142a905233e42da124b2a899ee8f0f34f140486fa51ab1ea089ddb6",
    2026: "6b60bd620238e8c039a57faea60d57c67fdd5ef251e0b59f8880c610337b129e",
}
# Of what nobody can say whether it is as it should be, for it came later than this verifier.
NEWER = "calendar_newer"
Notice = tuple[str, int, int]


@dataclass
class Counties:
    """The one county of a log: its settings and the notices of holidays (节假日安排) as announced.

    Of those that held when it was founded, a digest is known. What comes later without an entry
    is the first version of a year, shipped with the software, and says what it said there.
    """

    known: dict[str, object] = field(default_factory=dict)
    notices: dict[Notice, dict[str, object]] = field(default_factory=dict)
    first: dict[Notice, object] = field(default_factory=dict)

    def tell(self, one: Told, text: Mapping[str, object], data: Mapping[str, object]) -> None:
        """One entry, in the order of the log, with what was opened of it."""
        if one.act in ("county.founded", "county.changed"):
            at_first = AT_FIRST if one.act == "county.founded" and data else {}
            self.known |= {**at_first, **data}
            for area, year, version, digest in _listed(data.get("notices")):
                self.first[area, year, version] = digest
        elif one.act == "county.calendar_announced" and "version" in data:
            self.notices[_notice(data)] = {**text, **data}
        elif one.act in OF_FIELDS and "fields" in data:
            self.known["fields"] = data["fields"]

    def compare(self, rows: Iterable[Row]) -> Iterator[Difference]:
        """What the site has otherwise than the log; one county at most."""
        for row in rows:
            obj = str(row["object"])
            told = sorted(self.known.items())
            other = [name for name, value in told if _is_other(row, name, value)]
            if other:
                yield (
                    "county",
                    obj,
                    f"县的设置与日志不符（{'、'.join(other)}）",
                    f"the settings of the county are not those of the log ({', '.join(other)})",
                )
            notices = row["notices"]
            shown = notices if isinstance(notices, list) else []
            yield from self._notices(obj, {_notice(one): one for one in shown})

    def _notices(self, obj: str, shown: Mapping[Notice, Row]) -> Iterator[Difference]:
        changed = [
            notice
            for notice, said in self.notices.items()
            if any(shown.get(notice, {}).get(name) != value for name, value in said.items())
        ]
        changed += [
            notice
            for notice, digest in self.first.items()
            if shown.get(notice, {}).get("digest") != digest
        ]
        added = [notice for notice in shown if not self._may_stand(notice, shown[notice])]
        yield from (_newer(obj, one[1]) for one in added if _may_be_newer(one, shown[one]))
        added = [one for one in added if not _may_be_newer(one, shown[one])]
        for area, year, version in (*changed, *added):
            yield (
                "calendar",
                obj,
                f"{year}年节假日安排（{area or '全国'}，第{version}版）与日志不符",
                f"the holidays of {year} (version {version}) are not those of the log",
            )

    def _may_stand(self, notice: Notice, row: Row) -> bool:
        """Of a county whose founding does not tell of holidays, those before it are not known."""
        if notice in self.notices or notice in self.first or not self.first:
            return True
        area, year, version = notice
        is_shipped = area == "" and version == SHIPPED and row["recorded_at"] is None
        return is_shipped and _digest(row) == DIGESTS.get(year)


def _digest(row: Row) -> str:
    """As a founding has it, made from what the site says."""
    said = {name: row.get(name) for name in ("area", "year", "version", "days_off", "days_worked")}
    return hashlib.sha256(
        canonical([cast("Plain", row.get("number")), cast("Plain", said)])
    ).hexdigest()


def _newer(obj: str, year: int) -> Difference:
    chinese = (
        f"{year}年节假日安排没有登记，也不在这个核对工具所知的之内："
        "如果网站的软件更新，请用网站现在提供的核对工具再核对一次"
    )
    english = (
        f"nobody announced the holidays of {year}, nor does this verifier know them: "
        "where the software of the site is newer, verify with what it hands out now"
    )
    return NEWER, obj, chinese, english


def _may_be_newer(notice: Notice, row: Row) -> bool:
    """A year that comes after all that this verifier knows."""
    area, year, version = notice
    is_new = year > max(DIGESTS)
    return is_new and area == "" and version == SHIPPED and row["recorded_at"] is None


def _listed(said: object) -> Iterable[tuple[str, int, int, str]]:
    """Area, year, version and digest of each notice that a founding tells of."""
    for one in said if isinstance(said, list) else []:
        area, year, version, digest = one
        yield str(area), int(year), int(version), str(digest)


def _is_other(row: Row, name: str, value: object) -> bool:
    """A setting that the site does not show is not compared."""
    return name in row and name != "notices" and row[name] != value


def _notice(data: Mapping[str, object]) -> Notice:
    return str(data["area"]), int(str(data["year"])), int(str(data["version"]))
