"""What an official table leaves open is settled by people."""

import pytest

from mingtang.catalogue.actions import tables as module
from mingtang.catalogue.models import Doubt
from mingtang.catalogue.rules.standards import StandardNotUnderstood
from mingtang.foundation.errors import RuleBroken
from tests.catalogue.actions.on_tables import AT, LASTING, adopt, settle, undo
from tests.factories.catalogue import (
    ImportedRowFactory,
    ImportedTableFactory,
    doubtful_row,
)
from tests.factories.organs import CountyFactory, OrganFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return CountyFactory(name="某县")


@pytest.fixture
def table(county):
    return ImportedTableFactory(county=county)


def settled_as(row, aspect="time"):
    """What a doubt of a row was settled as, or None while it waits; "" where there is none."""
    doubt = Doubt.objects.select_related("settled").filter(row=row, aspect=aspect).first()
    if doubt is None:
        return ""
    return doubt.settled.value if doubt.settled else None


def test_the_same_words_are_settled_once_for_all_rows(table):
    rows = [doubtful_row(table) for _number in range(3)]
    other = doubtful_row(table, wording="再说")

    settlement = settle(rows[0])

    assert [settled_as(one) for one in rows] == [LASTING] * 3
    assert settled_as(other) is None
    assert settlement.doubts.count() == 3


def test_one_row_can_be_settled_otherwise_and_stays_so(table):
    one, two = doubtful_row(table), doubtful_row(table)
    once = {"at": "once"}

    settle(two, once, everywhere=False)
    settle(one)

    assert (settled_as(one), settled_as(two)) == (LASTING, once)
    settle(two)
    assert settled_as(two) == LASTING


def test_what_was_settled_for_all_can_be_settled_anew_for_all(table):
    rows = [doubtful_row(table), doubtful_row(table)]
    settle(rows[0])

    settle(rows[1], {"at": "once"})

    assert [settled_as(one) for one in rows] == [{"at": "once"}] * 2


def test_what_was_understood_can_be_settled_otherwise_and_taken_back(table):
    one, two = ImportedRowFactory(table=table), ImportedRowFactory(table=table)
    words = one.time_text

    alone = settle(one, wording=words, everywhere=False)
    assert (settled_as(one), settled_as(two)) == (LASTING, "")
    both = settle(one, wording=words)
    assert (settled_as(one), settled_as(two)) == (LASTING, LASTING)

    assert (undo(alone), undo(both)) == (0, 2)
    assert (settled_as(one), settled_as(two)) == ("", "")


def test_taken_back_the_rows_wait_again_and_the_settlement_stays_on_record(table):
    rows = [doubtful_row(table), doubtful_row(table)]
    settlement = settle(rows[0])

    assert undo(settlement) == 2
    assert [settled_as(one) for one in rows] == [None, None]
    settlement.refresh_from_db()
    assert settlement.undone_at == AT
    with pytest.raises(RuleBroken, match="已经撤销"):
        undo(settlement)


def test_words_that_are_not_in_the_row_are_refused(table):
    one = doubtful_row(table)

    with pytest.raises(RuleBroken) as refused:
        settle(one, wording="别的字")

    assert refused.value.template == module.NOT_IN_ROW


def test_a_value_that_cannot_stand_is_refused(table):
    with pytest.raises(StandardNotUnderstood):
        settle(doubtful_row(table), {"after": "moon", "n": 1, "unit": "d"})


def test_a_text_that_is_missing_is_written_for_one_row_alone(table):
    rows = [doubtful_row(table, aspect="elements", wording="") for _number in range(2)]

    settlement = settle(rows[0], "文号", aspect="elements", wording="")

    assert not settlement.is_everywhere
    assert [settled_as(one, "elements") for one in rows] == ["文号", None]


def test_a_channel_is_settled_by_its_name(table):
    one = ImportedRowFactory(table=table, channels=["政府网站", "融媒体"])

    settle(one, "board", aspect="channel", wording="融媒体")
    (item,) = adopt(table).items.all()

    assert item.channels == ["website", "board"]


TOWNSHIPS = {"tiers": ["township"]}
VILLAGES = {"tiers": ["village"]}


class TestBodiesOfSeveralCells:
    """各乡镇人民政府, settled once, is known where it stands beside others."""

    @pytest.fixture(autouse=True)
    def _civil(self, county):
        OrganFactory(county=county, code="A", name="某县民政局")

    @staticmethod
    def row(table, words):
        return doubtful_row(table, aspect="subject", wording=words, subject=words)

    @staticmethod
    def settle(row, value=TOWNSHIPS, **given):
        return settle(row, value, aspect="subject", wording=row.subject, **given)

    @staticmethod
    def meant(row):
        value = settled_as(row, "subject")
        if value is None:
            return None
        groups = [value, *value.get("also", [])]
        return [one["codes"] or one["tiers"] for one in groups]

    def test_what_is_made_up_of_known_bodies_is_settled_with_the_last_of_them(self, table):
        alone, beside, unknown = (
            self.row(table, words) for words in ("各乡镇", "县民政局、各乡镇", "各乡镇、各村")
        )

        settlement = self.settle(alone)

        assert self.meant(beside) == [["A"], ["township"]]
        assert self.meant(unknown) is None
        (follower,) = settlement.followers.all()
        assert (follower.wording, follower.is_everywhere) == ("县民政局、各乡镇", True)
        self.settle(self.row(table, "各村"), VILLAGES)
        assert self.meant(unknown) == [["township"], ["village"]]

    def test_a_part_of_a_cell_settled_whole_is_known_in_another(self, table):
        OrganFactory(county=table.county, code="B", name="某县财政局")
        whole = self.row(table, "县民政局、各乡镇")
        other = self.row(table, "县财政局、各乡镇")

        self.settle(whole, {"codes": ["A"], "also": [TOWNSHIPS]})

        assert self.meant(other) == [["B"], ["township"]]

    def test_taking_it_back_takes_back_what_followed(self, table):
        alone, beside = self.row(table, "各乡镇"), self.row(table, "县民政局、各乡镇")
        settlement = self.settle(alone)

        assert undo(settlement) == 2

        assert (self.meant(alone), self.meant(beside)) == (None, None)
        self.settle(alone)
        assert self.meant(beside) == [["A"], ["township"]]

    def test_settled_otherwise_what_follows_is_settled_otherwise(self, table):
        alone, beside = self.row(table, "各乡镇"), self.row(table, "县民政局、各乡镇")
        self.settle(alone)

        self.settle(alone, VILLAGES)

        assert self.meant(beside) == [["A"], ["village"]]
        assert table.settlements.filter(follows__isnull=False).count() == 1

    def test_what_somebody_settled_is_not_touched(self, table):
        alone, beside = self.row(table, "各乡镇"), self.row(table, "县民政局、各乡镇")
        self.settle(beside, {"codes": ["A"]})

        self.settle(alone)

        assert self.meant(beside) == [["A"]]

    def test_what_follows_can_be_taken_back_alone_and_waits_for_a_person(self, table):
        alone, beside = self.row(table, "各乡镇"), self.row(table, "县民政局、各乡镇")
        third = self.row(table, "各村")
        settlement = self.settle(alone)

        assert undo(settlement.followers.get()) == 1

        self.settle(third, VILLAGES)
        assert self.meant(beside) is None

    def test_what_holds_in_one_row_alone_says_nothing_of_others(self, table):
        rows = [self.row(table, "各乡镇") for _number in range(2)]
        beside = self.row(table, "县民政局、各乡镇")

        self.settle(rows[0], everywhere=False)
        assert self.meant(beside) is None
        self.settle(rows[1], VILLAGES, everywhere=False)
        assert self.meant(beside) is None

    def test_what_follows_stays_as_it_is_while_others_are_settled(self, table):
        alone, beside = self.row(table, "各乡镇"), self.row(table, "县民政局、各乡镇")
        first = self.settle(alone)
        follower = first.followers.get()

        second = self.settle(self.row(table, "各村"), VILLAGES)

        assert first.followers.get() == follower
        assert not second.followers.exists()
        assert self.meant(beside) == [["A"], ["township"]]
