"""What the nightly check finds of the search index."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingtang.disclosure import actions
from mingtang.disclosure.actions.bulk import reindex_all
from mingtang.disclosure.choices import WithdrawalGround
from mingtang.disclosure.models import Attachment, Disclosure, Edition, SearchEntry
from mingtang.disclosure.queries.searchable import kept_tokens
from mingtang.files.actions import store
from mingtang.files.models import FileText
from mingtang.journeys.checking.search import of_search
from tests.disclosure.publishing import corrected, draft, later, published, scene
from tests.factories.organs import CountyFactory, OrganFactory
from tests.journeys.checking.made import another, of_county
from tests.ledger.put_out import Published

pytestmark = pytest.mark.django_db
SAID = "检索里的内容与公开的不符"


@pytest.fixture
def county():
    return CountyFactory(name="示范县", code="990001")


@pytest.fixture
def log(county, settings, tmp_path):
    return Published(county, settings, tmp_path)


@pytest.fixture
def there(county):
    return scene(organ=OrganFactory(county=county), with_duty=False)


@pytest.fixture
def shown(there):
    return published(there).disclosure


def found(county, log):
    return [(one.object_id, one.words) for one in of_county(county, log.folder)]


def test_what_search_knows_fits_all_along(county, log, there, shown):
    draft(there, at=later(10), title="没有公开的草稿")
    assert found(county, log) == []
    corrected(there, shown, at=later(30), body="更正后的正文，写明正确的数字。")
    assert found(county, log) == []
    actions.withdraw(
        disclosure=shown,
        ground=WithdrawalGround.PERSONAL_DATA,
        reason="涉及个人信息",
        by=there.staff.approver,
        at=later(40),
    )
    assert found(county, log) == []
    actions.erase(
        disclosure=Disclosure.objects.get(pk=shown.pk),
        reason="依法删除",
        by=there.staff.approver,
        at=later(50),
    )
    assert found(county, log) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda entries: entries.first().delete(),
        lambda entries: entries.filter(text__contains="公告").update(text="另一个"),
        lambda entries: entries.update(tokens="另一 一个"),
        lambda entries: SearchEntry.objects.create(
            pk=entries.last().pk + 1, disclosure=entries.last().disclosure, text="多", tokens="多"
        ),
    ],
)
def test_what_it_finds_otherwise_is_found(county, log, shown, change):
    change(SearchEntry.objects.filter(disclosure=shown).order_by("pk"))

    assert found(county, log) == [(shown.object_id, SAID)]


def test_what_is_internal_must_not_be_found(county, shown):
    assert list(of_search(county, ())) == []
    Disclosure.objects.update(audience="internal")

    assert [one.object_id for one in of_search(county, ())] == [shown.object_id]


def test_the_words_of_a_file_are_those_that_were_read(county, log, there):
    edition = published(there)
    file = store(content="名单,金额\n".encode(), name="a.csv", by=None, at=later(0))
    Attachment.objects.create(edition=edition, file=file, name="a.csv")
    reindex_all(county=county)
    assert list(of_search(county, ())) == []

    FileText.objects.update(passages=[["第1行", "另一份名单"]])
    assert [one.words for one in of_search(county, ())] == [SAID]


def test_of_what_does_not_fit_itself_it_is_not_said_again(county, log, shown):
    Edition.objects.update(body="改过的正文")

    assert [words for _object, words in found(county, log) if words == SAID] == []


@pytest.mark.parametrize("count", [1, 3])
def test_publications_are_compared_together(county, there, count):
    for number in range(count):
        published(there, at=later(20 * number))

    with CaptureQueriesContext(connection) as asked:
        assert list(of_search(county, ())) == []
    # SQLite is asked for its own index of words as well.
    assert len(asked) == 8 + (connection.vendor == "sqlite")


def test_both_databases_keep_the_same_tokens():
    assert kept_tokens("一件 件事 一件") == {"一件": [1, 3], "件事": [2]}
    assert kept_tokens("'一件':1,3 '件事':2") == {"一件": [1, 3], "件事": [2]}
    assert kept_tokens("") == {}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no other index")
def test_words_that_were_taken_out_of_the_index_itself_are_missed(county, log, shown):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO disclosure_search (disclosure_search) VALUES ('delete-all')")

    assert found(county, log) == [(county.object_id, SAID)]


def test_behind_an_organ_that_does_not_fit_it_is_told_once(county, there, shown):
    published(another(there), at=later(24), title="又一件")
    organ = there.organ.object_id
    assert list(of_search(county, {organ})) == []

    SearchEntry.objects.update(text="另一个")

    assert [(one.object_id, one.words) for one in of_search(county, {organ})] == [(organ, SAID)]
