import datetime

import pytest
from django.urls import reverse

from mingtang.organs.choices import MemberRank
from mingtang.organs.models import Organ, OrganField, Place
from tests.channels.desk.sitting import alert, page
from tests.factories.disclosure import DeliveryFactory, DisclosureFactory
from tests.factories.organs import (
    CountyFactory,
    GroupMemberFactory,
    LeadingGroupFactory,
    OpennessOfficeFactory,
    OrganFactory,
    OrganFieldFactory,
    PlaceFactory,
    RegionFactory,
)

pytestmark = [pytest.mark.usefixtures("wall_clock", "office")]
ORGANS = "/desk/organs/"
NAMES = (
    *("desk:organ", "desk:organ-change", "desk:organ-rename", "desk:organ-merge"),
    *("desk:organ-dissolve", "desk:organ-field", "desk:organ-group", "desk:organ-office"),
    "desk:organ-place",
)


@pytest.fixture
def other(county):
    return OrganFactory(county=county, name="县体育局")


def address(organ, name="desk:organ", *more):
    return reverse(name, args=[organ.object_id, *more])


def new(client, county, **changes):
    typed = {
        "name": "县档案局",
        "kind": "department",
        "tier": "county",
        "sector": "",
        "code": f"ZB-{county.code}-009",
        "parent": "",
        "region": "",
        "established_on": "2020-01-01",
        "duties_text": "",
        "address": "",
        "phone": "",
        "office_hours": "",
        "order": "",
    }
    return client.post(reverse("desk:organ-new"), typed | changes)


def test_an_organ_is_registered(client, county, organ):
    region = RegionFactory(code="130102")

    response = new(client, county, parent=str(organ.object_id), region="130102")

    made = Organ.objects.get(name="县档案局")
    assert response.headers["Location"] == address(made)
    assert (made.parent, made.region, made.county) == (organ, region, county)
    shown = page(client.get(address(made)))
    assert "还没有落实" in shown
    assert "政务公开领导小组" in shown


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"code": "91130102MA00000000"}, "第18位"),
        ({"code": "ZB-000000-1"}, "不属于本县"),
        ({"name": "县教育局"}, "已经有"),
        ({"kind": "utility"}, "不在这一层级"),
        ({"region": "999999"}, "没有代码是“999999”"),
        ({"parent": "nothing"}, "重新选"),
        ({"name": ""}, "请填写"),
    ],
)
def test_an_organ_that_cannot_be_comes_back_with_the_mend(client, county, organ, changes, said):
    response = new(client, county, **{"duties_text": "保管档案", **changes})

    assert response.status_code in {409, 422}
    assert said in alert(response)
    assert "保管档案" in page(response)


def test_the_register_shows_gaps_and_finds_by_any_name(client, county, organ, other):
    OrganFactory(name="外县的机关", county=CountyFactory())
    gone = OrganFactory(county=county, name="县旅游局", dissolved_on=datetime.date(2026, 5, 1))

    shown = page(client.get(ORGANS))
    assert "县体育局" in shown
    assert "缺：" in shown
    assert "外县的机关" not in shown
    assert "县旅游局" not in shown
    assert "县旅游局" in page(client.get(ORGANS, {"tier": "gone"}))
    assert "县旅游局" in page(client.get(ORGANS, {"q": "旅游"}))
    assert "没有这样的机关" in page(client.get(ORGANS, {"tier": "village"}))
    assert "已经撤并" in page(client.get(address(gone)))
    assert address(gone, "desk:organ-rename") not in page(client.get(address(gone)))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    client, county, django_assert_num_queries, count
):
    OrganFactory.create_batch(count, county=county)
    client.get(ORGANS)

    with django_assert_num_queries(13):
        client.get(ORGANS)


def test_an_entry_is_changed_and_begins_with_what_stands(client, county, organ, other):
    change = address(other, "desk:organ-change")
    assert other.code in page(client.get(change))

    client.post(change, {"parent": str(organ.object_id), "phone": "0000-0000002", "order": "7"})

    other.refresh_from_db()
    assert (other.parent, other.phone, other.order) == (organ, "0000-0000002", 7)
    assert str(organ.object_id) in page(client.get(change))
    circle = client.post(
        address(organ, "desk:organ-change"), {"parent": str(other.object_id), "order": "1"}
    )
    assert circle.status_code == 409


def test_an_organ_is_renamed(client, other):
    rename = address(other, "desk:organ-rename")

    client.post(rename, {"name": "县文体局", "on": "2026-11-20", "basis": "示编〔2026〕3号"})

    other.refresh_from_db()
    assert other.name == "县文体局"
    shown = page(client.get(address(other)))
    assert "县体育局 → 县文体局" in shown
    same = client.post(rename, {"name": "县文体局", "on": "2026-11-25", "basis": "同上"})
    assert same.status_code == 409
    early = client.post(rename, {"name": "县文旅局", "on": "2027-01-01", "basis": "同上"})
    assert "还没有到" in alert(early)


def test_a_field_is_assigned_and_ended(client, other):
    client.post(
        address(other, "desk:organ-field"),
        {"field": "culture", "from_on": "2026-11-01", "basis": "示编〔2026〕3号"},
    )
    row = OrganField.objects.get()
    assert (row.organ, row.field) == (other, "culture")
    end = address(other, "desk:organ-field-end", "culture")
    assert end in page(client.get(address(other)))

    client.post(end, {"to_on": "2026-11-20", "basis": ""})

    row.refresh_from_db()
    assert row.to_on == datetime.date(2026, 11, 20)
    assert client.post(end, {"to_on": "2026-11-25", "basis": ""}).status_code == 409
    assert client.get(address(other, "desk:organ-field-end", "magic")).status_code == 404


def test_a_field_has_one_organ_in_charge(client, organ, other):
    OrganFieldFactory(organ=other, field="culture", from_on=datetime.date(2026, 11, 20))

    response = client.post(
        address(organ, "desk:organ-field"),
        {"field": "culture", "from_on": "2026-11-20", "basis": "依据"},
    )

    assert response.status_code == 409
    assert "已由“县体育局”主管" in alert(response)


def test_a_leading_group_is_formed_from_lines(client, other):
    form = address(other, "desk:organ-group")

    client.post(
        form,
        {
            "document": "示体〔2026〕1号",
            "from_on": "2026-11-01",
            "members": "组长　张某\t局长\n\n成员  李某\n",
        },
    )

    members = other.leading_groups.get().members.order_by("id")
    assert [(one.name, one.title, one.rank) for one in members] == [
        ("张某", "局长", MemberRank.LEADER),
        ("李某", "", MemberRank.MEMBER),
    ]
    assert "组长 张某 局长" in page(client.get(form))


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ("张某 局长", "看不懂"),
        ("组长", "看不懂"),
        ("成员 张某", "要有一名组长"),
        ("", "请填写"),
    ],
)
def test_members_that_cannot_be_read_come_back_as_typed(client, other, members, said):
    response = client.post(
        address(other, "desk:organ-group"),
        {"document": "示体〔2026〕1号", "from_on": "2026-11-01", "members": members},
    )

    assert response.status_code in {409, 422}
    assert said in alert(response)
    assert members in page(response)


def test_the_office_for_the_daily_work_is_named(client, other):
    form = address(other, "desk:organ-office")
    typed = {"name": "办公室", "phone": "0000-0000003", "from_on": "2026-11-01"}
    assert client.get(form).status_code == 200

    client.post(form, typed)

    assert other.openness_offices.get().phone == "0000-0000003"
    assert "0000-0000003" in page(client.get(form))
    earlier = client.post(form, typed | {"from_on": "2026-10-01"})
    assert earlier.status_code == 409


def test_a_board_is_opened_and_closed(client, other):
    form = address(other, "desk:organ-place")
    typed = {"name": "门口公开栏", "address": "人民路1号", "opened_on": "2026-11-01"}

    client.post(form, typed)
    place = Place.objects.get()
    close = address(other, "desk:organ-place-close", place.object_id)
    assert close in page(client.get(address(other)))
    assert client.post(form, typed).status_code == 409

    client.post(close, {"on": "2026-11-20"})

    place.refresh_from_db()
    assert place.closed_on == datetime.date(2026, 11, 20)
    assert close not in page(client.get(address(other)))
    assert client.post(close, {"on": "2026-11-21"}).status_code == 409


def test_a_board_of_another_organ_is_not_here(client, organ, other):
    place = PlaceFactory(organ=organ)

    close = address(other, "desk:organ-place-close", place.object_id)
    assert client.post(close, {"on": "2026-11-20"}).status_code == 404


def test_the_page_of_an_organ_shows_all_that_is_registered(client, organ, other):
    group = LeadingGroupFactory(organ=other)
    GroupMemberFactory(group=group, name="张某", title="局长")
    OpennessOfficeFactory(organ=other, name="信息科")
    OrganFieldFactory(organ=other, field="culture")
    PlaceFactory(organ=other, name="东门公开栏")
    OrganFactory(county=organ.county, parent=other, name="县体校")

    shown = page(client.get(address(other)))

    for words in ("张某（局长）", "信息科", "文化", "东门公开栏", "县体校"):
        assert words in shown


@pytest.mark.parametrize("name", NAMES)
def test_an_organ_of_another_county_is_not_here(client, name):
    foreign = OrganFactory(county=CountyFactory())

    assert client.get(address(foreign, name)).status_code == 404
    assert client.post(address(foreign, name)).status_code in {404, 405}


def test_an_organ_that_owes_a_board_lacks_it_until_one_is_opened(client, other):
    shown = DisclosureFactory(organ=other)
    DeliveryFactory(edition=shown.current, place=None)
    assert "公开栏（1件等着张贴）" in page(client.get(ORGANS))
    assert "1个有信息要张贴，还没有公开栏" in page(client.get(ORGANS))
    assert "公开栏（1件等着张贴）" in page(client.get(address(other)))

    typed = {"name": "门口公开栏", "address": "", "opened_on": "2026-11-01"}
    client.post(address(other, "desk:organ-place"), typed)

    assert "等着张贴" not in page(client.get(ORGANS))
    assert shown.current.deliveries.get().place == Place.objects.get()
