import re

import pytest

from mingtang.channels.website.issued_lags import SHOWN
from tests.factories.catalogue import ItemFactory
from tests.factories.organs import OrganFactory
from tests.issued.queries.test_recordings import opened_after, recorded

pytestmark = pytest.mark.django_db
OWN, OTHERS = "本机关登记的事", "别的机关登记到本机关名下的事"


@pytest.fixture
def congress(county):
    return OrganFactory(county=county, name="人大办公室")


@pytest.fixture
def waiting(county):
    return OrganFactory(county=county, name="林业局")


@pytest.fixture
def item(county):
    return ItemFactory(standard__county=county)


def address(organ, rest="?year=2026"):
    return f"/organs/{organ.object_id}/issued/{rest}"


def cells(page, label):
    found = re.findall(
        rf'<td role="cell" class="n(?: line)?" data-label="{label}">(.*?)</td>', page
    )
    return [re.sub(r"<[^>]+>", "", one) for one in found]


def test_who_recorded_late_is_told_on_the_page_of_who_recorded(congress, waiting, item, read):
    slow = recorded(waiting, item, congress, 40, title="批准了预算")
    duty = opened_after(slow, item, 40)

    page = read(address(congress))

    assert OWN in page
    assert OTHERS not in page
    assert "其中登记在别的机关名下的1件" in page
    assert cells(page, "件数") == ["1"]
    assert cells(page, "最慢（天）") == cells(page, "隔几天") == ["40"]
    assert cells(page, "到期以后才登记的任务") == ["1/1"]
    assert 'href="#own"' in page
    assert 'href="#own-late"' in page
    assert 'id="own-late"' in page
    assert "件数少，中位数只供参考" in page
    assert page.count("批准了预算") == 1
    assert page.count(f"/duties/{duty.object_id}/") == 2
    assert f'<a href="{address(waiting)}">林业局</a>' in page
    assert "2026年3月2日" in page
    assert "2026年4月11日" in page


def test_who_waited_is_not_called_slow_and_says_for_whom_it_waited(congress, waiting, item, read):
    for days in (40, 1):
        opened_after(recorded(waiting, item, congress, days), item, days)
    opened_after(recorded(waiting, item, waiting, 2), item, 2)

    page = read(address(waiting))

    assert cells(page, "件数") == ["1", "2"]
    assert cells(page, "最慢（天）") == ["2", "40"]
    assert cells(page, "到期以后才登记的任务") == ["0/1", "1/2"]
    assert "其中登记在别的机关名下的" not in page
    assert f'<a href="{address(congress)}">人大办公室</a> 2件' in page
    assert 'id="others-late"' in page
    assert 'id="own-late"' not in page


def test_no_more_than_the_slowest_are_listed_and_the_rest_can_be_downloaded(
    congress, waiting, item, read, visit
):
    for days in range(SHOWN + 1):
        opened_after(recorded(waiting, item, congress, days, title=f"隔了{days}天的"), item, 0)

    page = read(address(congress))
    csv = visit(address(congress, "recorded.csv?year=2026")).getvalue().decode()

    assert f"共{SHOWN + 1}件，这里是最慢的{SHOWN}件" in page
    assert "隔了1天的" in page
    assert "隔了0天的" not in page
    assert "隔了20天的,,2026-03-02,2026-03-22,20,人大办公室,林业局," in csv
    assert "隔了0天的,,2026-03-02,2026-03-02,0,人大办公室,林业局," in csv


def test_what_is_late_says_in_the_table_who_owes_it(congress, waiting, item, visit):
    opened_after(recorded(waiting, item, congress, 40), item, 40)

    csv = visit(address(congress, "late.csv?year=2026")).getvalue().decode()

    assert ",人大办公室,10,2026-03-02,2026-04-01,,林业局" in csv


def test_what_only_was_planned_has_no_days(congress, waiting, item, read):
    opened_after(recorded(waiting, item, congress, 0, kind="held_planned"), item, 31)

    page = read(address(congress))

    assert cells(page, "件数") == ["0"]
    assert cells(page, "中位数（天）") == cells(page, "最慢（天）") == ["—"]
    assert cells(page, "到期以后才登记的任务") == ["1/1"]


def test_what_opened_nothing_says_so(congress, waiting, item, read):
    recorded(waiting, item, congress, 3)

    assert "没有产生公开任务<" in read(address(congress))


def test_what_is_inside_is_never_shown(congress, waiting, item, read, visit):
    inside = ItemFactory(standard=item.standard, audience="internal")
    opened_after(recorded(waiting, inside, congress, 40, title="内部的事"), inside, 40)

    for organ in (congress, waiting):
        page = read(address(organ))
        assert "2026年没有登记过发生的事" in page
        for rest in ("recorded.csv?year=2026", "late.csv?year=2026"):
            page += visit(address(organ, rest)).getvalue().decode()
        assert "内部的事" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_facts_of_others_take_no_more_queries(
    congress, waiting, item, visit, count, django_assert_num_queries
):
    for _number in range(count):
        opened_after(recorded(waiting, item, congress, 40), item, 40)
        opened_after(recorded(congress, item, waiting, 40), item, 40)

    visit(address(congress))
    with django_assert_num_queries(23):
        visit(address(congress) + "&page=1")


def test_what_late_ones_are_out_of_is_listed_one_by_one(congress, waiting, item, read, visit):
    duties = [opened_after(recorded(waiting, item, congress, days), item, days) for days in (40, 1)]
    by_itself = opened_after(recorded(waiting, item, waiting, 2), item, 2)

    page = read(address(waiting))
    others, own = (read(address(waiting, f"opened/?year=2026&by={by}")) for by in ("others", "own"))

    assert 'opened/?year=2026&amp;by=others">2</a>' in page
    assert 'opened/?year=2026&amp;by=own">1</a>' in page
    assert "2件，第1—2件" in others
    assert all(f"/duties/{one.object_id}/" in others for one in duties)
    assert f"/duties/{by_itself.object_id}/" not in others
    assert "1件，第1—1件" in own
    csv = visit(address(waiting, "opened.csv?year=2026&by=others")).getvalue().decode()
    assert [str(one.object_id) in csv for one in (*duties, by_itself)] == [True, True, False]


def test_a_register_without_what_was_opened_lists_none(congress, read, visit):
    assert "没有符合条件的公开任务" in read(address(congress, "opened/"))
    assert visit(address(congress, "opened/?by=nobody")).status_code == 404
    assert visit(address(congress, "opened.csv?of=own")).status_code == 400
