"""A warm public page beside a bare Django view: the same server, the same core, turn by turn."""

from collections.abc import Iterator, Mapping
from statistics import median

from mingtang.bench.figures import Baseline, Figure, at_least_as_good
from mingtang.bench.ground import Ground
from mingtang.bench.load import Asked
from mingtang.bench.serving import ask, serving
from mingtang.catalogue.choices import Audience
from mingtang.disclosure.models import Disclosure
from mingtang.organs.models import County
from mingtang_cli.server import OURS

BARE = "mingtang.bench.bare.wsgi:application"
BARE_SETTINGS = "mingtang.bench.bare.settings"
# Turn by turn, so that whatever else the machine does disturbs all alike.
TURNS = 7
SECONDS = 1.0
WARMING = 0.5
TITLES = {
    "home": ("首页（热）", "home page, warm"),
    "disclosure": ("一条公开信息（热）", "a disclosure, warm"),
    "duties": ("公开任务（热）", "the duties page, warm"),
}


def measure(ground: Ground) -> Iterator[Figure]:
    paths = _paths(ground.county())
    with (
        serving(BARE, "/", DJANGO_SETTINGS_MODULE=BARE_SETTINGS) as (bare, _pid),
        serving(OURS, "/healthz") as (ours, _pid),
    ):
        ground.say("正在测页面…… / measuring pages…")
        asked = {"bare": (bare, "/"), **{name: (ours, path) for name, path in paths.items()}}
        _turn(asked, WARMING)
        turns = [_turn(asked, SECONDS) for _number in range(TURNS)]
    for name, (chinese, english) in TITLES.items():
        yield Figure(
            name=f"pages.{name}",
            chinese=chinese,
            english=english,
            value=median(turn[name] for turn in turns),
            unit="req/s",
            baseline=Baseline(
                "裸 Django 视图，十二行，同一服务器同一核",
                "a bare Django view, twelve rows, same server and core",
                median(turn["bare"] for turn in turns),
            ),
            measured_ratio=median(turn[name] / turn["bare"] for turn in turns),
            target=at_least_as_good(),
        )


def _paths(county: County) -> Mapping[str, str]:
    shown = Disclosure.objects.filter(
        county=county,
        audience=Audience.PUBLIC,
        first_published_at__isnull=False,
        withdrawn_at=None,
    )
    newest = shown.latest("first_published_at")
    return {
        "home": "/",
        "disclosure": f"/d/{newest.object_id}/",
        "duties": "/duties/",
    }


def _turn(asked: Mapping[str, tuple[int, str]], seconds: float) -> dict[str, float]:
    return {
        name: ask(Asked(port, path, seconds)).per_second for name, (port, path) in asked.items()
    }
