import datetime

import pytest

from mingtang.foundation.errors import RuleBroken
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry
from mingtang.organs.actions import dissolve_organ, merge_organ, rename_organ
from mingtang.organs.choices import Role, SuccessionKind
from mingtang.organs.models import OrganField, OrganName, Place, Post, Succession
from mingtang.organs.queries import (
    gaps,
    holds_post,
    in_charge,
    organs_named,
    predecessors,
    successors,
)
from tests.factories.organs import (
    CountyFactory,
    LeadingGroupFactory,
    OpennessOfficeFactory,
    OrganFactory,
    OrganFieldFactory,
    PlaceFactory,
    PostFactory,
)

AT = datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)
ON = datetime.date(2026, 3, 1)
BEFORE = datetime.date(2026, 2, 28)
BASIS = "机构改革方案"


@pytest.fixture
def county(db):
    return CountyFactory()


@pytest.fixture
def bureau(county):
    return OrganFactory(county=county, name="国土资源局")


@pytest.fixture
def successor(county):
    return OrganFactory(county=county, name="自然资源局")


@pytest.fixture
def how(clerk):
    return {"on": ON, "basis": BASIS, "by": clerk, "at": AT}


def test_a_new_name_starts_on_its_day_and_the_old_one_stays_findable(bureau, how):
    neighbour = OrganFactory(county=bureau.county)

    renamed = rename_organ(organ=bureau, name=" 自然资源局 ", **how)

    names = OrganName.objects.filter(organ=bureau).order_by("from_on")
    assert [(name.name, name.to_on) for name in names] == [
        ("国土资源局", BEFORE),
        ("自然资源局", None),
    ]
    assert list(organs_named(bureau.county, "国土")) == [renamed]
    assert neighbour.names.get().to_on is None
    assert Succession.objects.get().kind == SuccessionKind.RENAMED
    assert Entry.objects.get().act == Act.ORGAN_RENAMED


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "国土资源局"}, "现在就叫"),
        ({"name": ""}, "“机关名称”没有写"),
        ({"basis": " "}, "“依据”没有写"),
        ({"on": datetime.date(2026, 3, 11)}, "还没有到"),
        ({"on": datetime.date(2026, 1, 1)}, "日期要在2026-01-01以后"),
        ({"name": "自然资源局"}, "已经有“自然资源局”"),
    ],
)
def test_a_name_that_cannot_be_is_refused_and_nothing_is_half_done(
    bureau, successor, how, change, said
):
    with pytest.raises(RuleBroken, match=said):
        rename_organ(**{"organ": bureau, "name": "新局"} | how | change)

    bureau.refresh_from_db()
    assert bureau.name == "国土资源局"
    assert OrganName.objects.filter(organ=bureau, to_on__isnull=True).count() == 1


def test_a_merged_organ_ends_and_its_successor_answers(bureau, successor, how):
    merged = merge_organ(organ=bureau, into=successor, **how)

    assert merged.dissolved_on == ON
    assert successors(merged) == successor
    assert Entry.objects.get(object_id=bureau.object_id).act == Act.ORGAN_MERGED
    assert not OrganName.objects.filter(organ=bureau, to_on__isnull=True).exists()


def test_fields_pass_to_the_successor_on_that_day_and_are_not_doubled(bureau, successor, how):
    OrganFieldFactory(organ=bureau, field="land")
    OrganFieldFactory(organ=bureau, field="housing")
    OrganFieldFactory(organ=successor, field="housing")

    merge_organ(organ=bureau, into=successor, **how)

    assert in_charge(bureau.county, "land", BEFORE) == bureau
    assert in_charge(bureau.county, "land", ON) == successor
    assert OrganField.objects.filter(organ=successor, field="housing").count() == 1


def test_posts_group_and_office_end_the_day_before(bureau, successor, how):
    post = PostFactory(organ=bureau)
    planned = PostFactory(organ=bureau, to_on=datetime.date(2026, 12, 31))
    former = PostFactory(organ=bureau, to_on=datetime.date(2026, 1, 31))
    group, office = LeadingGroupFactory(organ=bureau), OpennessOfficeFactory(organ=bureau)

    merge_organ(organ=bureau, into=successor, **how)

    for row in (post, planned, group, office):
        row.refresh_from_db()
        assert row.to_on == BEFORE
    former.refresh_from_db()
    assert former.to_on == datetime.date(2026, 1, 31)
    assert not holds_post(post.holder, Role.OFFICER, organ=bureau, on=ON)


def test_parts_and_boards_pass_to_the_successor(bureau, successor, how):
    part = OrganFactory(county=bureau.county, parent=bureau)
    same, other = (PlaceFactory(organ=bureau, name=name) for name in ("公开栏", "大厅"))
    PlaceFactory(organ=successor, name="公开栏")
    closed = PlaceFactory(organ=bureau, closed_on=ON)

    merge_organ(organ=bureau, into=successor, **how)

    for row in (part, same, other, closed):
        row.refresh_from_db()
    assert part.parent == successor
    assert (same.organ, same.name) == (successor, "公开栏（国土资源局）")
    assert (other.organ, other.name) == (successor, "大厅")
    assert closed.organ == bureau


def test_an_organ_is_merged_into_another_standing_one_of_its_county(bureau, successor, how):
    stranger = OrganFactory()
    part = OrganFactory(county=bureau.county, parent=bureau)

    for into, said in [
        (bureau, "不能由它自己承接"),
        (stranger, "另一个县"),
        (part, "不能并入自己的下属机构"),
    ]:
        with pytest.raises(RuleBroken, match=said):
            merge_organ(organ=bureau, into=into, **how)
    merge_organ(organ=bureau, into=successor, **how)
    with pytest.raises(RuleBroken, match="“国土资源局”已经在2026-03-01撤并"):
        merge_organ(organ=successor, into=bureau, **how)
    with pytest.raises(RuleBroken, match="“国土资源局”已经在2026-03-01撤并"):
        merge_organ(organ=bureau, into=successor, **how)


def test_two_parts_of_one_name_must_be_told_apart_first(bureau, successor, how):
    OrganFactory(county=bureau.county, parent=bureau, name="执法队")
    OrganFactory(county=bureau.county, parent=successor, name="执法队")

    with pytest.raises(RuleBroken, match="“执法队”"):
        merge_organ(organ=bureau, into=successor, **how)


@pytest.mark.parametrize("factory", [PostFactory, OrganFieldFactory, LeadingGroupFactory])
def test_the_day_is_later_than_whatever_would_end_with_it(bureau, successor, how, factory):
    factory(organ=bureau, from_on=ON)

    with pytest.raises(RuleBroken, match="日期要在2026-03-01以后"):
        merge_organ(organ=bureau, into=successor, **how)


def test_a_dissolved_organ_ends_and_nobody_answers_for_it(bureau, how):
    place, post = PlaceFactory(organ=bureau), PostFactory(organ=bureau)

    dissolved = dissolve_organ(organ=bureau, **how)

    place.refresh_from_db()
    assert (dissolved.dissolved_on, place.closed_on) == (ON, ON)
    assert Post.objects.get(pk=post.pk).to_on == BEFORE
    assert successors(dissolved) is None
    assert [gap.organ for gap in gaps(bureau.county, ON)] == []
    assert [gap.organ for gap in gaps(bureau.county, BEFORE)] == [bureau]
    assert Entry.objects.get(object_id=bureau.object_id).act == Act.ORGAN_DISSOLVED


def test_who_goes_on_for_a_dissolved_organ_answers_for_it_and_takes_nothing_else(
    bureau, successor, how
):
    field, place = OrganFieldFactory(organ=bureau), PlaceFactory(organ=bureau)

    dissolved = dissolve_organ(organ=bureau, successor=successor, **how)

    field.refresh_from_db()
    place.refresh_from_db()
    assert (successors(dissolved), predecessors(successor)) == (successor, [dissolved])
    assert (field.to_on, place.organ, place.closed_on) == (BEFORE, bureau, ON)


def test_an_organ_is_succeeded_by_another_standing_one_of_its_county(bureau, successor, how):
    gone = OrganFactory(county=bureau.county, dissolved_on=BEFORE)

    for other, said in [
        (bureau, "不能由它自己承接"),
        (OrganFactory(), "另一个县"),
        (gone, "撤并"),
    ]:
        with pytest.raises(RuleBroken, match=said):
            dissolve_organ(organ=bureau, successor=other, **how)
    bureau.refresh_from_db()
    assert not bureau.is_dissolved


def test_an_organ_with_parts_is_not_dissolved(bureau, how):
    part = OrganFactory(county=bureau.county, parent=bureau)

    with pytest.raises(RuleBroken, match=f"“{part.name}”"):
        dissolve_organ(organ=bureau, **how)


def test_a_board_opened_later_stands_in_the_way_of_an_earlier_end(bureau, how):
    PlaceFactory(organ=bureau, opened_on=ON)

    with pytest.raises(RuleBroken, match="日期要在2026-03-01以后"):
        dissolve_organ(organ=bureau, **how)
    assert Place.objects.get().closed_on is None
