import datetime

import pytest

from mingtang.disclosure.models import Disclosure
from mingtang.disclosure.permissions import may_withdraw
from mingtang.disclosure.queries.search import search
from mingtang.foundation.errors import RuleBroken
from mingtang.journeys.successions import dissolve_organ, merge_organ, rename_organ
from mingtang.ledger.models import Entry
from mingtang.organs.choices import Role
from tests.factories.catalogue import DutyFactory
from tests.factories.disclosure import DisclosureFactory
from tests.factories.organs import CountyFactory, OrganFactory, PostFactory

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 3, 2)
BEFORE = datetime.date(2026, 1, 1)
AT = datetime.datetime(2026, 3, 10, 1, tzinfo=datetime.UTC)
HOW = {"on": ON, "basis": "机构改革方案", "at": AT}


@pytest.fixture
def organ():
    return OrganFactory(name="地税局")


@pytest.fixture
def successor(organ):
    return OrganFactory(county=organ.county, name="税务局")


def acts():
    return list(Entry.objects.order_by("index").values_list("act", flat=True))


def found(county, text):
    rows = search(county=county, text=text).rows
    return ["".join(part.text for part in row.title) for row in rows]


def test_open_duties_go_to_the_successor_and_ended_ones_stay(organ, successor, clerk):
    duty = DutyFactory(organ=organ)
    ended = DutyFactory(organ=organ, state="nil", ended_at=AT, late_by=0)

    merge_organ(organ=organ, into=successor, by=clerk, **HOW)

    duty.refresh_from_db()
    ended.refresh_from_db()
    organ.refresh_from_db()
    assert (duty.organ, duty.taken_over_from) == (successor, organ)
    assert ended.organ == organ
    assert organ.is_dissolved
    assert acts() == ["organ.merged", "duties.taken_over"]


def test_a_successor_that_owes_the_same_owes_it_twice(organ, successor, clerk):
    period = {
        "fact": None,
        "period_start": datetime.date(2025, 1, 1),
        "period_end": datetime.date(2025, 12, 31),
    }
    duty = DutyFactory(organ=organ, **period)
    DutyFactory(organ=successor, item=duty.item, **period)

    merge_organ(organ=organ, into=successor, by=clerk, **HOW)

    duty.refresh_from_db()
    assert duty.organ == successor


def test_a_merger_that_is_refused_leaves_everything_as_it_was(organ, clerk):
    duty = DutyFactory(organ=organ)

    with pytest.raises(RuleBroken):
        merge_organ(organ=organ, into=OrganFactory(county=CountyFactory()), by=clerk, **HOW)

    duty.refresh_from_db()
    assert duty.organ == organ
    assert acts() == []


def test_what_an_organ_published_is_found_by_its_successors_name(organ, successor, clerk):
    page = DisclosureFactory(organ=organ, title="征收公告")

    merge_organ(organ=organ, into=successor, by=clerk, **HOW)

    assert found(organ.county, "税务局") == [page.title]
    assert found(organ.county, "地税局") == [page.title]


def test_a_renamed_organ_is_found_by_both_names(organ, clerk):
    page = DisclosureFactory(organ=organ, title="征收公告")

    rename_organ(organ=organ, name="县税务分局", by=clerk, **HOW)

    assert found(organ.county, "税务分局") == [page.title]
    assert found(organ.county, "地税局") == [page.title]


def test_an_organ_that_owes_something_is_not_dissolved_into_nothing(organ, clerk):
    DutyFactory(organ=organ)

    with pytest.raises(RuleBroken, match="请先选定"):
        dissolve_organ(organ=organ, by=clerk, **HOW)

    organ.refresh_from_db()
    assert not organ.is_dissolved


def test_an_organ_that_published_something_leaves_somebody_to_answer_for_it(organ, clerk):
    DisclosureFactory(organ=organ)

    with pytest.raises(RuleBroken, match="要有人更正、答复"):
        dissolve_organ(organ=organ, by=clerk, **HOW)

    organ.refresh_from_db()
    assert not organ.is_dissolved


def test_so_does_one_into_which_such_an_organ_was_merged(organ, successor, clerk):
    DisclosureFactory(organ=organ)
    merge_organ(organ=organ, into=successor, by=clerk, **HOW)

    with pytest.raises(RuleBroken, match="要有人更正、答复"):
        dissolve_organ(organ=successor, by=clerk, **{**HOW, "on": datetime.date(2026, 3, 9)})


def test_what_a_dissolved_organ_owes_goes_to_the_one_named(organ, successor, clerk):
    duty = DutyFactory(organ=organ)

    dissolve_organ(organ=organ, duties_to=successor, by=clerk, **HOW)

    duty.refresh_from_db()
    organ.refresh_from_db()
    assert (duty.organ, organ.is_dissolved) == (successor, True)


def test_what_a_dissolved_organ_published_is_its_successors_to_answer_for_and_found_by_it(
    organ, successor, clerk
):
    page = DisclosureFactory(organ=organ, title="征收公告")
    approver = PostFactory(organ=successor, role=Role.APPROVER, from_on=BEFORE).holder

    dissolve_organ(organ=organ, duties_to=successor, by=clerk, **HOW)

    assert found(organ.county, "税务局") == [page.title]
    assert found(organ.county, "地税局") == [page.title]
    assert may_withdraw(approver, Disclosure.objects.get(), ON)


def test_an_organ_that_owes_nothing_is_dissolved(organ, clerk):
    assert dissolve_organ(organ=organ, by=clerk, **HOW).is_dissolved
