"""Where a bench stands: an installation of its own, with the demonstration county when asked."""

import datetime
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mingtang.bench.serving import NotMeasured, program
from mingtang.organs.models import County, Region
from mingtang_cli.places import MANAGE


@dataclass
class Ground:
    """`say` tells a person what is being done."""

    data: Path
    on: datetime.date
    say: Callable[[str], None]

    def county(self) -> County:
        """The invented county with its eighteen months, made when it is first asked for."""
        if not County.objects.exists():
            self.say("正在建立示范县…… / making the demonstration county…")
            with program([sys.executable, MANAGE, "make_demo_county"]) as making:
                if making.wait() != 0:
                    raise NotMeasured("the demonstration county could not be made; see above")
        return County.objects.get()


def is_a_persons() -> bool:
    """Whether there is anything here that somebody may want to keep."""
    return County.objects.exists() or Region.objects.exists()
