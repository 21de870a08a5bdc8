"""条例 art. 15: what is withheld for the sake of others says how they were asked."""

import datetime
import json

import pytest

from mingtang.disclosure import actions
from mingtang.disclosure.queries.checked import committed, words
from mingtang.foundation.errors import RuleBroken
from mingtang.ledger.choices import FieldGroup
from tests.disclosure.publishing import again, draft, later, published, scene

pytestmark = pytest.mark.django_db
WITHHELD = {"outcome": "withheld", "body": "公开会损害第三方的商业秘密。", "exemption": "E15"}
DAY = datetime.date(2026, 3, 9)


def test_nobody_withholds_it_without_saying_how_they_were_asked():
    there = scene()
    edition = draft(there, **WITHHELD)

    with pytest.raises(RuleBroken, match="选明怎样征求过第三方的意见"):
        actions.submit(edition=edition, by=there.staff.officer, at=later())


def test_how_they_were_asked_is_in_what_the_log_binds_and_in_every_correction():
    there = scene()
    edition = published(there, **WITHHELD, third_party="silent", third_party_on=DAY)

    shown = json.loads(committed(again(edition))[FieldGroup.TEXT])
    copy = actions.start_correction(
        disclosure=edition.disclosure, by=there.staff.officer, at=later(9)
    )

    assert (shown["third_party"], shown["third_party_on"]) == ("silent", "2026-03-09")
    assert (copy.third_party, copy.third_party_on) == ("silent", DAY)


def test_on_another_ground_nothing_is_said_of_others():
    """What was published before it was asked stays what its entry commits to."""
    edition = draft(scene(), **{**WITHHELD, "exemption": "E16a"}, third_party="refused")

    assert "third_party" not in words(edition)
    edition.exemption, edition.third_party = "E15", ""
    assert "third_party" not in words(edition)
    edition.third_party = "refused"
    assert words(edition)["third_party_on"] is None
