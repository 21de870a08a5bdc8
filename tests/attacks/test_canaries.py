"""Names, numbers, telephones and addresses go in through every form; none comes out in a leaf."""

import re
import sys
from collections import Counter

from mingtang.foundation.errors import NotUnderstood, RuleBroken
from mingtang.ledger.models import Entry
from mingtang.ledger.queries import leaf
from tests.attacks.forms import NAMES, Forms
from tests.attacks.people import people
from tlog.leaves import SHAPE

FEW = 200
# What a commitment or a random identity holds is no telephone, though it may look like one.
RANDOM = re.compile(r'"hmac-sha256:[0-9a-f]{64}"|"obj":"[0-9a-f]{32}"')


def test_no_leaf_and_no_file_of_the_log_tells_of_anybody(place, request, capsys):
    count, forms = request.config.getoption("--canaries"), Forms(place)
    taken, refused, fed = Counter(), Counter(), []
    for number, person in enumerate(people(count)):
        for turn, said in enumerate(person):
            name = NAMES[(number * len(person) + turn + number // len(NAMES)) % len(NAMES)]
            fed.append(said)
            try:
                getattr(forms, name)(said)
                taken[name] += 1
            except (RuleBroken, NotUnderstood):
                refused[name] += 1
    place.log.publish()

    assert set(taken) == set(NAMES)
    leaves = [leaf(entry) for entry in Entry.objects.select_related("previous")]
    assert all(SHAPE.fullmatch(one) for one in leaves)
    assert found(fed, b"\n".join(leaves)) == []
    assert found(fed, files_of(place)) == []
    if count > FEW:
        with capsys.disabled():
            said = f"{len(fed)} fed, {sum(taken.values())} taken, {sum(refused.values())} refused"
            sys.stdout.write(f"\n{said}; {len(leaves)} leaves; refused: {dict(refused)}\n")


def found(fed, content):
    """Also where it is cut up by points, as the numbers of an article are."""
    written = RANDOM.sub("", content.decode("utf-8", "replace"))
    joined = written.replace(".", "")
    return [said for said in fed if said in written or said in joined]


def files_of(place):
    """All but the hashes in the tiles."""
    folder = place.log.folder.path
    paths = [one for one in folder.rglob("*") if one.is_file() and "tile/entries" in str(one)]
    return b"\n".join(one.read_bytes() for one in [*paths, folder / "checkpoint"])
