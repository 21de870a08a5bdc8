"""Names, numbers, telephones and addresses go in through every form; none comes out in a leaf."""

import math
import re
from collections import Counter
from itertools import islice

from mingtang.foundation.errors import NotUnderstood, RuleBroken
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry
from mingtang.ledger.queries import leaf
from tests.attacks.forms import NAMES, Forms
from tests.attacks.people import Person, people
from tlog.leaves import SHAPE

# What a commitment or a random identity holds is no telephone, though it may look like one.
RANDOM = re.compile(r'"hmac-sha256:[0-9a-f]{64}"|"obj":"[0-9a-f]{32}"')

# Acts in which nobody types a word, but to choose; and those of the log's own keeper.
WITHOUT_WORDS = {
    *(b"delivery.removed", b"organ.place_closed", b"transfer.accepted"),
    *(b"disclosure.approved_afterwards", b"disclosure.publication_held"),
    *(b"disclosure.published_inside", b"disclosure.step_passed", b"duty.reopened"),
    *(b"duties.moved_inside", b"duties.opened_inside", b"duties.taken_over_inside"),
    *(b"consultation.moved", b"dispute.moved", b"finding.raised", b"finding.closed"),
    *(b"log.begun_anew", b"log.key_announced"),
}


def test_no_leaf_and_no_file_of_the_log_tells_of_anybody(place, request, tell):
    """Each canary goes through one form; each form gets some of every kind, as often as others."""
    forms, fed = Forms(place), []
    taken, refused = Counter(), Counter()
    for said, kind, name in islice(canaries(), request.config.getoption("--canaries")):
        fed.append(said)
        try:
            getattr(forms, name)(said)
            taken[kind, name] += 1
        except (RuleBroken, NotUnderstood):
            refused[kind, name] += 1
    place.log.publish()

    assert len(set(fed)) == len(fed)
    assert {name for _kind, name in taken} == set(NAMES)
    assert set(taken) | set(refused) == {(kind, name) for kind in Person._fields for name in NAMES}
    leaves = [leaf(entry) for entry in Entry.objects.select_related("previous")]
    assert all(SHAPE.fullmatch(one) for one in leaves)
    assert found(fed, b"\n".join(leaves)) == []
    assert found(fed, files_of(place)) == []
    acts = {entry.split(b'"', 4)[3] for entry in leaves}
    assert {act.encode() for act in Act.values} - acts <= WITHOUT_WORDS
    tell(
        f"{len(fed)} canaries through {len(NAMES)} forms: {taken.total()} taken, "
        f"{refused.total()} refused; none in {len(leaves)} leaves of {len(acts)} kinds of acts"
    )


def canaries():
    """What to say, of which kind, in which form."""
    kinds, whole = len(Person._fields), math.lcm(len(Person._fields), len(NAMES))
    for number, person in enumerate(people()):
        for at in range(number * kinds, (number + 1) * kinds):
            turn = (at + at // whole) % kinds
            yield person[turn], Person._fields[turn], NAMES[at % len(NAMES)]


def found(fed, content):
    """Also where it is cut up by points, as the numbers of an article are.

    Only what begins as a canary does is looked for whole: thousands in millions of characters.
    """
    written = RANDOM.sub("", content.decode("utf-8", "replace"))
    joined, length = written.replace(".", ""), min(map(len, fed))
    beginnings, seen = {said[:length] for said in fed}, set()
    for text in (written, joined):
        pieces = (text[at : at + length] for at in range(len(text)))
        seen.update(piece for piece in pieces if piece in beginnings)
    suspects = [said for said in fed if said[:length] in seen]
    return [said for said in suspects if said in written or said in joined]


def test_what_came_out_would_be_found():
    fed = ["甲鸢鹮00001", "13912345678", "子虚县乌有路10001号"]
    content = '"basis":"ogi-regulation.139.1234.5678","title":"甲鸢鹮00001"'.encode()

    assert found(fed, content) == fed[:2]
    assert found(fed, b'"obj":"13912345678912345678912345678912"') == []


def files_of(place):
    """All but the hashes in the tiles."""
    folder = place.log.folder.path
    paths = [one for one in folder.rglob("*") if one.is_file() and "tile/entries" in str(one)]
    return b"\n".join(one.read_bytes() for one in [*paths, folder / "checkpoint"])
