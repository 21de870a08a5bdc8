"""Each kind of change, by whoever has the database, and by whoever has the log's key as well."""

import random
from collections import Counter
from itertools import chain

import pytest
from django.db import transaction

from mingtang.disclosure.models import Disclosure
from mingtang.journeys.checking import of_county
from tests.attacks import rewriting
from tests.attacks.changes import KINDS, SHOWN


def rows_alone(place, _dice):
    """What the site shows is changed; the log's rows are left, its publisher does its turn."""
    rewriting.let_publish(place)


def rows_of_the_log_too(place, _dice):
    """Commitments and hashes are made to fit; the publisher does its turn, or refuses it."""
    rewriting.recompute(place.origin)
    rewriting.let_publish(place)


def files_too(place, _dice):
    """And the files are made from these rows, under the checkpoint that was signed before."""
    rewriting.recompute(place.origin)
    rewriting.serve_unsigned(place)


def with_the_key(place, _dice):
    """And all is signed anew; the witnesses are asked."""
    rewriting.recompute(place.origin)
    rewriting.sign_anew(place)


WAYS = {way.__name__: way for way in (rows_alone, rows_of_the_log_too, files_too, with_the_key)}


class Undone(Exception):  # noqa: N818 - what it says of a case
    """Takes back what a case did."""


def attack(place, kind, way, dice):
    """One case; returns what `verify` finds, by kind."""
    reports, place.log.enters_organs = [], False
    with place.restored():
        try:
            with transaction.atomic():
                KINDS[kind](place, dice)
                way(place, dice)
                reports.append(place.verify())
                raise Undone
        except Undone:
            pass
    (report,) = reports
    return [found.kind for found in report.findings] or (["unchecked"] if report.code else [])


def test_an_honest_county_holds(place):
    report = place.verify(pages=100)

    assert [one.words.english for one in report.findings] == []
    standing = Disclosure.objects.filter(county=place.county, **SHOWN).count()
    assert f"the pages of {standing} publications" in [fact.english for fact in report.facts]
    assert report.code == 0
    assert place.verify_log().findings == []
    assert list(of_county(place.county, place.log.folder)) == []


@pytest.mark.parametrize("way", WAYS)
def test_each_change_is_found(place, kinds, cases, way, tell):
    missed = []
    for kind in kinds:
        found = [attack(place, kind, WAYS[way], random.Random(f"{kind} {n}")) for n in range(cases)]
        missed += [(kind, n) for n, kinds in enumerate(found) if not kinds]
        if cases > 1:
            by = Counter(chain.from_iterable(map(set, found)))
            tell(f"{way}, {kind}: {sum(map(bool, found))} of {cases} found; {dict(by)}")

    assert missed == []
