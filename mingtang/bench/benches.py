"""The benches. A new one is one module in `measures/` and one line in BENCHES."""

from collections.abc import Callable, Iterable

from mingtang.bench.figures import Figure
from mingtang.bench.ground import Ground
from mingtang.bench.measures import ledger, memory, opening, pages, queries, regions

Bench = Callable[[Ground], Iterable[Figure]]

# In this order: the first makes a small county and takes it back, before the large one is there.
BENCHES: dict[str, Bench] = {
    "queries": queries.measure,
    "pages": pages.measure,
    "regions": regions.measure,
    "ledger": ledger.measure,
    "opening": opening.measure,
    "memory": memory.measure,
}
