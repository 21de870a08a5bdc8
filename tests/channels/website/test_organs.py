import datetime

import pytest

from mingtang.organs.models import OrganName, Succession
from tests.channels.website.scenery import published
from tests.factories.catalogue import ItemFactory
from tests.factories.organs import (
    OrganFactory,
    OrganFieldFactory,
    PostFactory,
    fully_led,
    staffed_organ,
    staffed_village,
)

pytestmark = pytest.mark.django_db


def page_of(organ):
    return f"/organs/{organ.object_id}/"


def test_the_directory_is_ordered_by_tier_with_what_each_has_published(county, read):
    town = OrganFactory(county=county, name="青石镇", tier="township")
    bureau = OrganFactory(county=county, name="县教育局")
    published(bureau, ItemFactory(standard__county=county))

    page = read("/organs/")

    assert page.index("县级</h2>") < page.index("县教育局") < page.index("乡级</h2>")
    assert page.index("乡级</h2>") < page.index("青石镇")
    assert '县教育局</a><a class="num"' in page
    assert '青石镇<span class="num">0件</span>' in page
    assert "2个机关，第1—2个" in page
    assert town.name in read("/organs/?tier=township")


def test_the_directory_finds_who_is_in_charge_of_a_field(county, read):
    bureau = OrganFactory(county=county, name="县教育局")
    other = OrganFactory(county=county, name="县文旅局")
    OrganFieldFactory(organ=bureau, field="education")
    OrganFieldFactory(organ=other, field="education", to_on=datetime.date(2026, 3, 1))

    page = read("/organs/?field=education")

    assert "县教育局" in page
    assert "县文旅局" not in page
    assert "没有符合条件的机关" in read("/organs/?field=tax")


def test_who_answers_is_named_with_what_is_missing(county, read):
    staff = staffed_organ(county=county)
    staff.head.name = "周明远"
    staff.head.save()

    page = read(page_of(staff.organ))

    assert "<b>周明远</b>" in page
    assert "第一责任人" in page
    assert "还缺：政务公开领导小组" in page
    assert "还缺：政务公开工作机构" in page
    assert "实施意见第六条" in page
    assert str(staff.reviewer) not in page


def test_an_organ_that_lacks_nothing_shows_its_group_and_its_office(county, read):
    organ = fully_led(staffed_organ(county=county).organ)
    office = organ.openness_offices.get()
    office.phone, office.email = "0000-1234567", "open@example.gov.cn"
    office.save()

    page = read(page_of(organ))

    assert "还缺" not in page
    assert 'href="tel:00001234567"' in page
    assert 'href="mailto:open@example.gov.cn"' in page
    assert "成立文件" in page


def test_a_stand_in_is_shown_as_one_until_when(county, read):
    staff = staffed_organ(county=county)
    head = staff.organ.posts.get(role="head")
    PostFactory(
        organ=staff.organ, role="head", stands_in_for=head, to_on=datetime.date(2026, 12, 31)
    )

    assert "第一责任人（代行至2026年12月31日）" in read(page_of(staff.organ))


def test_a_group_without_a_leader_on_record_says_so(county, read):
    organ = fully_led(staffed_organ(county=county).organ)
    organ.leading_groups.get().members.update(rank="member")

    assert "没有登记" in read(page_of(organ))


def test_a_village_is_asked_for_what_a_village_needs(county, read):
    village = staffed_village(county=county)

    page = read(page_of(village.organ))

    assert "还缺" not in page
    assert "村公开员" in page


def test_old_names_and_who_came_before_stay_to_be_seen(county, read):
    organ = OrganFactory(county=county, name="县自然资源局")
    old = OrganFactory(county=county, name="县林业局", dissolved_on=datetime.date(2026, 5, 1))
    OrganName.objects.create(
        organ=organ,
        name="县国土资源局",
        from_on=datetime.date(2019, 1, 1),
        to_on=datetime.date(2025, 12, 31),
    )
    Succession.objects.create(
        organ=organ, kind="renamed", on=datetime.date(2026, 1, 1), basis="机构改革方案"
    )
    Succession.objects.create(
        organ=old,
        kind="merged",
        successor=organ,
        on=datetime.date(2026, 5, 1),
        basis="机构改革方案",
    )

    page = read(page_of(organ))

    assert "曾用名：县国土资源局" in page
    assert "用到2025年12月31日" in page
    assert "县林业局并入本机关" in page
    assert page.index("曾用名") < page.index("更名") < page.index("县林业局并入")


def test_an_organ_that_is_no_more_leads_to_its_successor(county, read):
    heir = OrganFactory(county=county, name="县自然资源局")
    gone = OrganFactory(county=county, name="县林业局", dissolved_on=datetime.date(2026, 5, 1))
    Succession.objects.create(
        organ=gone, kind="merged", successor=heir, on=datetime.date(2026, 5, 1), basis="方案"
    )

    page = read(page_of(gone))

    assert "这个机关从2026年5月1日起不再存在" in page
    assert f'href="{page_of(heir)}">县自然资源局' in page
    assert "并入县自然资源局" in page
    assert "还缺" not in page
    assert "县林业局" not in read("/organs/")


def test_an_organ_that_nobody_succeeded_keeps_what_it_published(county, read):
    gone = OrganFactory(county=county, dissolved_on=datetime.date(2026, 5, 1))
    shown = published(gone, ItemFactory(standard__county=county), title="旧公告")

    page = read(page_of(gone))

    assert "没有承继它的机关" in page
    assert shown.title in page


def test_an_organ_shows_what_belongs_to_it_and_to_what_it_belongs(county, read):
    parent = OrganFactory(county=county, name="县教育局", phone="0000-1", address="学府路8号")
    child = OrganFactory(county=county, name="第一中学", parent=parent)

    assert "第一中学" in read(page_of(parent))
    assert "学府路8号" in read(page_of(parent))
    assert f'href="{page_of(parent)}">县教育局' in read(page_of(child))


def test_gaps_are_listed_for_everyone_to_see(county, read):
    fully_led(staffed_organ(county=county, name="全的局").organ)
    OrganFactory(county=county, name="缺的局")

    page = read("/gaps/")

    assert "2个机关中，1个有空缺" in page
    assert "缺的局" in page
    assert "全的局" not in page
    assert "政务公开领导小组" in page
    assert "截至2026年11月26日" in page


def test_where_nothing_is_missing_that_is_said(county, read):
    assert "所有机关都已经落实" in read("/gaps/")


def test_an_organ_that_is_not_there_is_missing(county, visit):
    assert visit("/organs/6b1c0f8e-0000-4000-8000-000000000000/").status_code == 404
