"""The first night of a county: everybody owes everything of a year, and nothing was opened yet."""

from collections.abc import Iterator

from mingtang.bench import postgres
from mingtang.bench.figures import Baseline, Figure, at_most
from mingtang.bench.ground import Ground

ORGANS, ITEMS = 300, 1_000
OPENED_IN = 120.0  # seconds
NOTHING_NEW_IN = 10.0
# As long as what stands in the table of duties for one.
ROW = "x" * 340


def measure(
    ground: Ground,
    organs: int = ORGANS,
    items: int = ITEMS,
    find: postgres.FindServer = postgres.server,
) -> Iterator[Figure]:
    address = find()
    if address is None:
        ground.say(postgres.NOT_THERE)
        return
    ground.say(f"正在产生{organs}个机关一年的任务…… / a year of duties for {organs} bodies…")
    with postgres.database_of_its_own(address) as url:
        postgres.manage(url, "migrate", "--verbosity", "0")
        said = postgres.manage(url, "bench_opening", str(organs), str(items)).split()
        first, again, opened = float(said[0]), float(said[1]), int(said[2])
        bare = postgres.bare_rows(url, ROW, opened)
    yield Figure(
        name="opening.year",
        chinese=f"从零产生公开任务{opened:,}件",
        english=f"{opened:,} duties opened from nothing",
        value=first,
        unit="s",
        target=at_most(OPENED_IN),
        baseline=Baseline(
            "psycopg 的 COPY：一样多、一样长的行，没有索引",
            "COPY of psycopg: as many rows of that length, no index",
            bare,
        ),
    )
    yield Figure(
        name="opening.nothing_new",
        chinese="当天再查一遍，没有新任务",
        english="the same day again, with nothing new",
        value=again,
        unit="s",
        target=at_most(NOTHING_NEW_IN),
    )
