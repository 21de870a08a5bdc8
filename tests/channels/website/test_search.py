import pytest

from mingtang.disclosure.actions.bulk import index_disclosure
from mingtang.organs.actions import dissolve_organ, merge_organ, rename_organ
from mingtang.organs.queries.register import called
from tests.channels.website.scenery import AT, published, withdrawn
from tests.factories.catalogue import DutyFactory, ItemFactory
from tests.factories.organs import OrganFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organ(county):
    return OrganFactory(county=county, name="县民政局")


@pytest.fixture
def public(organ, county):
    item = ItemFactory(standard__county=county)

    def make(title, **given):
        made = published(organ, item, title=title, **given)
        index_disclosure(disclosure=made)
        return made

    return make


def test_what_is_public_is_found_and_the_words_are_marked(public, read):
    shown = public("城乡居民最低生活保障资金发放情况")

    page = read("/search/?q=最低生活保障")

    assert "“最低生活保障”有1件" in page
    assert f'href="/d/{shown.object_id}/"' in page
    assert '<b class="find">最低生活保障</b>' in page


def test_traditional_characters_find_simplified_ones(public, read):
    public("城乡居民最低生活保障资金发放情况")

    assert "有1件" in read("/search/?q=資金發放")


def test_nothing_found_says_what_else_to_try(public, read):
    public("征地补偿安置方案")

    page = read("/search/?q=航天发射")

    assert "没有找到“航天发射”" in page
    assert "按目录查" in page


def test_smaller_words_that_would_find_something_are_offered(public, read):
    public("农机购置补贴")

    page = read("/search/?q=农机购置补帖")

    assert "换成这几个词能找到" in page
    assert '<a href="/search/?q=' in page


def test_a_question_that_cannot_be_asked_is_met_with_a_sentence(county, read):
    assert "没有找到" in read("/search/?q=，，")


def test_an_empty_question_says_what_can_be_asked(county, read):
    assert "写上要找的事" in read("/search/")


def test_a_tombstone_is_found_and_marked_as_one(public, read):
    shown = public("临时救助名单")
    withdrawn(shown)
    index_disclosure(disclosure=shown)

    page = read("/search/?q=临时救助")

    assert "已撤回" in page
    assert "一句话说完" not in page


def test_many_answers_come_in_pages(public, read):
    for number in range(23):
        public(f"补贴发放公告{number}")

    first, second = read("/search/?q=补贴"), read("/search/?q=补贴&page=2")

    assert "第1—20件" in first
    assert 'href="/search/?q=%E8%A1%A5%E8%B4%B4&amp;page=2"' in first
    assert "第21—23件" in second


@pytest.mark.parametrize("page", ["x", "-1", "", "99999999999"])
def test_a_page_that_is_no_number_is_the_first(public, read, page):
    public("补贴")

    assert "第1—1件" in read(f"/search/?q=补贴&page={page}")


def test_what_was_typed_never_becomes_markup(county, read):
    page = read("/search/?q=<script>alert(1)</script>")

    assert "<script>" not in page


def test_answers_are_not_kept_in_memory(public, client):
    public("补贴")
    client.get("/search/?q=补贴")
    more = public("补贴二")

    assert str(more.object_id) in client.get("/search/?q=补贴").content.decode()


def test_where_nothing_is_public_yet_it_says_what_is_owed_and_when(organ, county, read):
    item = ItemFactory(standard__county=county)
    DutyFactory(organ=organ, item=item, title="2026年殡葬收费目录")

    page = read("/search/?q=殯葬收費")

    assert "没有找到“殯葬收費”" in page
    assert "该公开、还没有公开的" in page
    assert "2026年殡葬收费目录" in page


def test_a_question_without_end_does_not_fill_the_page(county, read):
    assert "长" * 45 not in read(f"/search/?q={'长' * 400}").split("</h1>")[0].split("<h1>")[1]


def test_a_body_merged_away_is_found_by_its_old_name_with_who_answers_now(county, organ, read):
    gone = OrganFactory(county=county, name="县旅游局")
    merge_organ(organ=gone, into=organ, on=AT.date(), basis="机构改革方案", by=None, at=AT)

    page = read("/search/?q=旅游局")

    assert "找到机关，没有找到写着“旅游局”的信息" in page
    assert f'机关：<a href="/organs/{gone.object_id}/">县旅游局</a>' in page
    assert f'已并入<a href="/organs/{organ.object_id}/">县民政局</a>' in page


def test_an_organ_is_found_by_what_it_was_called_and_by_its_name(organ, read):
    rename_organ(organ=organ, name="县社会事务局", on=AT.date(), basis="方案", by=None, at=AT)

    assert "曾用名：县民政局" in read("/search/?q=县民政局")
    assert "曾用名" not in read("/search/?q=社会事务局")


def test_a_body_dissolved_for_good_says_that_nobody_answers(county, read):
    gone = OrganFactory(county=county, name="县筹备办")
    dissolve_organ(organ=gone, on=AT.date(), basis="方案", by=None, at=AT)

    assert "已撤销，没有机关承接" in read("/search/?q=筹备办")


def test_words_in_the_name_of_many_organs_ask_for_none(county, read):
    OrganFactory.create_batch(6, county=county)

    assert "机关：" not in read("/search/?q=局")


@pytest.mark.parametrize("count", [1, 3])
def test_organs_by_name_cost_four_queries_however_many(
    county, organ, count, django_assert_num_queries
):
    for number in range(count):
        gone = OrganFactory(county=county, name=f"第{number}旅游局")
        merge_organ(organ=gone, into=organ, on=AT.date(), basis="方案", by=None, at=AT)

    with django_assert_num_queries(4):
        assert len(called(county, "旅游局", 5)) == count
