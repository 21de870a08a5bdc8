"""Writes mingtang/terms/notices.json: the years whose holidays have been announced.

    python tools/make_calendar_notices.py [another file]

The days come from the package `chinesecalendar` (a development dependency, MIT licence), the
numbers and days of signature from copies of the notices of the State Council's office. A year is
the calendar year: days that a notice sets in December of the year before stand with that year, and
both notices are named. Run it again when a year is announced, then add a migration that seeds it.
"""

import datetime
import json
import sys
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

from chinese_calendar import constants  # type: ignore[import-untyped]

TARGET = Path(__file__).resolve().parents[1] / "mingtang" / "terms" / "notices.json"
# Year: numbers of the notices its days come from, day of the latest of them.
NUMBERS = {
    2018: ("国办发明电〔2017〕12号、国办发明电〔2018〕15号", "2018-12-04"),
    2019: ("国办发明电〔2018〕15号、国办发明电〔2019〕3号", "2019-03-22"),
    2020: ("国办发明电〔2019〕16号、国办发明电〔2020〕1号", "2020-01-26"),
    2021: ("国办发明电〔2020〕27号", "2020-11-25"),
    2022: ("国办发明电〔2021〕11号、国办发明电〔2022〕16号", "2022-12-08"),
    2023: ("国办发明电〔2022〕16号", "2022-12-08"),
    2024: ("国办发明电〔2023〕7号", "2023-10-25"),
    2025: ("国办发明电〔2024〕12号", "2024-11-12"),
    2026: ("国办发明电〔2025〕7号", "2025-11-04"),
}
# A weekend that chinesecalendar calls a holiday, and that no notice does.
ONLY_A_WEEKEND = {datetime.date(2023, 12, 30), datetime.date(2023, 12, 31)}
FESTIVALS = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
}


def main(target: Path) -> None:
    written = {
        "source": f"chinesecalendar {version('chinesecalendar')} (MIT), days; "
        "copies of the notices of the General Office of the State Council, numbers and dates",
        "notices": [notice(year) for year in NUMBERS],
    }
    target.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def notice(year: int) -> dict[str, object]:
    number, published_on = NUMBERS[year]
    return {
        "year": year,
        "number": number,
        "published_on": published_on,
        "days_off": days_off(year),
        "days_worked": [str(day) for day in sorted(constants.workdays) if day.year == year],
    }


def days_off(year: int) -> dict[str, str]:
    """Day to festival. Two festivals that run into one holiday give it both their names."""
    named: dict[str, str] = {}
    off = sorted(day for day in constants.holidays if day.year == year)
    for run in runs([day for day in off if day not in ONLY_A_WEEKEND]):
        names = dict.fromkeys(FESTIVALS[constants.holidays[day]] for day in run)
        named |= {str(day): "、".join(names) for day in run}
    return named


def runs(days: list[datetime.date]) -> list[list[datetime.date]]:
    found = [days[:1]]
    for before, day in pairwise(days):
        if (day - before).days > 1:
            found.append([])
        found[-1].append(day)
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
