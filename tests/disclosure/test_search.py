import datetime
import re

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingtang.disclosure.actions.bulk import index_disclosure, reindex_all
from mingtang.disclosure.queries.search import search
from mingtang.foundation.bigrams import fold
from tests.factories.disclosure import PUBLISHED_AT, DisclosureFactory
from tests.factories.organs import CountyFactory, OrganFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return CountyFactory()


@pytest.fixture
def organ(county):
    return OrganFactory(county=county, name="示范县财政局")


@pytest.fixture
def publish(organ):
    def published(title, *, days=0, **given):
        at = PUBLISHED_AT + datetime.timedelta(days=days)
        given = {"organ": organ, "first_published_at": at, **given}
        disclosure = DisclosureFactory(title=title, **given)
        index_disclosure(disclosure=disclosure)
        return disclosure

    return published


def titles(county, text, **given):
    return [row.disclosure.title for row in search(county=county, text=text, **given).rows]


@pytest.mark.parametrize(
    "question",
    [
        "宅基",
        "宅基地",
        "审批 示范县",
        "宅",
        "審批結果",
        "農",
        "２０２６",
        "2026年",
        "示农〔2026〕41号",
        "示农[2026]41号",
        "示农 41号",
        "PM2.5",
        "pm",
        "𠮷",
        "𠮷野村",
        "示范县财政局",
        "1234.5",
        "补助对象",
        "三百二十户",
        "ORGAN1/2026-00007",
        "土地管理",
        "宅基地 \" OR ' AND NOT (公",
    ],
)
def test_a_publication_is_found_by_what_it_says(county, publish, question):
    publish(
        "关于農村宅基地审批结果的公示（𠮷野村）",
        index_number="ORGAN1/2026-00007",
        item__level1="土地管理",
        item__elements=[{"key": "who", "label": "对象"}, {"key": "how_many", "label": "户数"}],
        edition__summary="PM2.5 与此无关 OR",
        edition__document_number="示农〔2026〕41号",
        edition__values={"who": "补助对象", "how_many": ["三百二十户"], "gone": "旧要素"},
        edition__body="2026年，**示范县**共 1,234.5 万元。\n\n- AND NOT",
    )
    publish("别的事", organ=OrganFactory(county=county), index_number="B/2025-1")

    found = search(county=county, text=question)

    assert titles(county, question) == ["关于農村宅基地审批结果的公示（𠮷野村）"]
    assert (found.total, found.page, found.pages, found.suggestion) == (1, 1, 1, "")


@pytest.mark.parametrize("question", ["地审结", "202", "基宅", "旧要素", "41号 别的", "M2"])
def test_nothing_is_found_by_what_it_does_not_say(county, publish, question):
    publish(
        "宅基地审批结果",
        edition__document_number="示农〔2026〕41号",
        edition__values={"gone": "旧要素"},
        edition__body="PM2.5",
    )

    assert search(county=county, text=question).total == 0


def test_titles_come_first_then_the_newest(county, publish):
    publish("甲", days=9, edition__body="宅基地公示")
    publish("宅基地", days=1, edition__body="公示")
    publish("宅基地公示旧", days=0)
    publish("宅基地公示新", days=2)
    publish("公示", days=3, edition__body="宅基地")

    found = titles(county, "宅基地 公示")

    assert found == ["宅基地公示新", "宅基地公示旧", "甲", "公示", "宅基地"]


def test_the_answer_tells_what_was_understood_and_marks_it(county, publish):
    publish("關於宅基地的公示", edition__body="共批准宅基地<b>三宗</b>。")

    found = search(county=county, text=" 宅基地 ！ 关于 ")

    (row,) = found.rows
    assert found.understood == ("宅基地", "关于")
    assert [part.text for part in row.title if part.is_hit] == ["關於", "宅基地"]
    assert "".join(part.text for part in row.snippet).startswith("共批准宅基地<b>三宗</b>。")
    assert [part.text for part in row.snippet if part.is_hit] == ["宅基地"]


def test_a_hit_in_the_title_alone_shows_how_the_text_begins(county, publish):
    publish("宅基地公示", edition__body="共批准三宗。")

    (row,) = search(county=county, text="宅基地").rows

    assert "".join(part.text for part in row.snippet).startswith("共批准三宗。")
    assert not any(part.is_hit for part in row.snippet)


def test_a_hit_deep_in_a_long_text_is_shown(county, publish):
    publish("长文", edition__body="前文，" * 3000 + "宅基地在后面。")

    (row,) = search(county=county, text="宅基地").rows

    assert [part.text for part in row.snippet if part.is_hit] == ["宅基地"]


def test_a_tombstone_is_found_by_its_name_and_shows_nothing_else(county, publish):
    publish(
        "已撤回的公示",
        withdrawn_at=PUBLISHED_AT,
        withdrawal_ground="error",
        withdrawal_reason="数字有误",
        index_number="ORGAN9/2026-00001",
        edition__body="张三",
    )

    (row,) = search(county=county, text="撤回").rows

    assert (row.is_withdrawn, row.snippet) == (True, ())
    assert search(county=county, text="ORGAN9/2026-00001").total == 1
    assert search(county=county, text="张三").total == 0


@pytest.mark.parametrize(
    "given", [{"audience": "internal"}, {"first_published_at": None}], ids=["internal", "draft"]
)
def test_what_is_not_public_is_found_by_nobody(county, publish, given):
    publish("内部事项", **given)

    assert search(county=county, text="内部事项").total == 0


def test_counties_do_not_see_each_other(county, publish):
    publish("宅基地公示")
    other = DisclosureFactory(title="别县宅基地公示")
    index_disclosure(disclosure=other)

    assert titles(county, "宅基地") == ["宅基地公示"]
    assert titles(other.county, "宅基地") == ["别县宅基地公示"]


def test_pages_are_whole_and_one_that_does_not_exist_is_the_nearest(county, publish):
    for day in range(5):
        publish(f"公示{day}号", days=day)

    pages = {page: titles(county, "公示", page=page, size=2) for page in (-1, 1, 2, 3, 9, 10**30)}

    assert pages[1] == pages[-1] == ["公示4号", "公示3号"]
    assert pages[2] == ["公示2号", "公示1号"]
    assert pages[3] == pages[9] == pages[10**30] == ["公示0号"]
    assert search(county=county, text="公示", page=9, size=2).page == 3
    assert search(county=county, text="没有", page=9, size=2).page == 1


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("", "请输入"),
        ("，。！", "请输入"),
        ("\0", "请输入"),
        ("\ud800", "请输入"),
        ("\u202e\u200b", "请输入"),
        ("公" * 10_000, "300个字"),
        (" ".join("甲乙丙丁戊己庚辛壬癸子"), "10个词"),
    ],
)
def test_what_cannot_be_asked_has_an_empty_answer_with_a_sentence(county, question, why):
    found = search(county=county, text=question)

    assert (found.total, found.rows, found.page, found.pages) == (0, (), 1, 1)
    assert why in found.why_nothing


@pytest.mark.parametrize(
    "question",
    [
        '"',
        '" OR 1=1 --',
        "公示*",
        "NEAR(公示 甲)",
        "公示 AND",
        "title:公示",
        "^公示",
        "{tokens}:公示",
        "公示' & !'甲",
        "'公示':* | '甲'",
        "公示\\",
        "%s %% %(x)s",
        "'; DROP TABLE disclosure_searchentry; --",
        "公\0示",
        "公示\u202e告",
        "a" * 300,
        "公" * 300,
        "𠮷" * 300,
        "1" * 300,
    ],
)
def test_operators_are_words_like_any_other(county, publish, question):
    publish("公示")

    found = search(county=county, text=question)

    assert found.total in {0, 1}
    assert search(county=county, text="公示").total == 1


def test_where_nothing_has_all_the_words_smaller_ones_are_suggested(county, publish):
    publish("农村宅基地审批结果公示")

    assert search(county=county, text="宅基地公示").suggestion == "宅基地 公示"
    assert search(county=county, text="宅激地审批").suggestion == "地审批"
    assert search(county=county, text="审批 没有").suggestion == "审批"
    assert search(county=county, text="没有").suggestion == ""


def test_a_suggestion_finds_something_and_costs_a_bounded_number_of_questions(
    county, publish, django_assert_max_num_queries
):
    publish("甲乙")
    publish("丙丁")

    assert search(county=county, text="甲乙丙丁").suggestion == ""
    with django_assert_max_num_queries(45):
        assert search(county=county, text="甲乙丙丁" * 30).suggestion == ""


@pytest.mark.parametrize("count", [1, 3])
def test_three_queries_answer_whatever_is_found(county, publish, django_assert_num_queries, count):
    for number in range(count):
        publish(f"公示{number}号")

    with django_assert_num_queries(3):
        rows = search(county=county, text="公示").rows
        assert [row.disclosure.organ.name for row in rows] == ["示范县财政局"] * count
        assert all(row.disclosure.item.level2 for row in rows)


SIGNS = st.sampled_from("公示县農农12a，。 〔〕")
TITLE = st.text(SIGNS, min_size=1, max_size=12)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TITLE, min_size=1, max_size=5), data=st.data())
def test_every_two_characters_of_a_title_find_exactly_the_titles_that_have_them(
    county, organ, texts, data
):
    """The oracle: plain `in`, over the folded text without spaces, for words of Han alone."""
    DisclosureFactory._meta.model.objects.all().update(audience="internal")
    for text in texts:
        DisclosureFactory(organ=organ, title=text, item__level1="", item__level2="")
    reindex_all(county=county)
    text = re.sub(r"\s", "", data.draw(st.sampled_from(texts)))
    starts = [n for n in range(len(text)) if re.fullmatch("[公示县農农]{2}", text[n : n + 2])]

    for start in starts:
        word = text[start : start + 2]
        plain = [re.sub(r"(?<=[公示县农]) (?=[公示县农])", "", fold(text)) for text in texts]
        expected = sum(fold(word) in text for text in plain)
        assert search(county=county, text=word).total == expected >= 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the plan is PostgreSQL's")
def test_the_index_is_used(county, publish):
    publish("公示")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT id FROM disclosure_searchentry WHERE tokens @@ '''公示'''::tsquery"
        )
        plan = "".join(row[0] for row in cursor.fetchall())

    assert "disclosure_search" in plan
    assert "Seq Scan" not in plan


def test_the_headings_that_stand_on_the_page_are_found(county, publish):
    shown = publish("2026年第三季度社会救助资金发放情况")
    shown.item.elements = [{"key": "figures", "label": "低保人数和金额", "kind": "table"}]
    shown.item.save()
    shown.current.values = {"figures": "|项目|金额|"}
    shown.current.save()
    index_disclosure(disclosure=shown)

    assert titles(county, "低保") == [shown.title]
