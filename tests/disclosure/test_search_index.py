import datetime
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, transaction

from mingtang.disclosure import migrations
from mingtang.disclosure.actions.bulk import (
    index_disclosure,
    index_organ,
    reindex_all,
    unindex_disclosure,
)
from mingtang.disclosure.models import Attachment, SearchEntry
from mingtang.disclosure.queries import searchable
from mingtang.disclosure.queries.search import search
from mingtang.files.models import FileText, StoredFile
from mingtang.organs.models import OrganName, Succession
from tests.architecture import writes
from tests.factories.disclosure import PUBLISHED_AT, DisclosureFactory
from tests.factories.organs import CountyFactory, OrganFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def disclosure():
    return DisclosureFactory(title="宅基地公示", edition__body="共三宗。")


def total(disclosure, text):
    return search(county=disclosure.county, text=text).total


def attach(disclosure, name, *passages):
    file = StoredFile.objects.create(
        sha256=f"{StoredFile.objects.count():064}",
        size=1,
        media_type="text/csv",
        text_state="read",
        stored_at=PUBLISHED_AT,
        latest_offered_at=PUBLISHED_AT,
    )
    FileText.objects.create(file=file, passages=[["第1行", text] for text in passages])
    return Attachment.objects.create(edition=disclosure.current, file=file, name=name)


def test_a_correction_takes_the_place_of_what_was_said_before(disclosure):
    index_disclosure(disclosure=disclosure)
    disclosure.current.body = "共四宗。"
    disclosure.current.save()

    index_disclosure(disclosure=disclosure)

    assert (total(disclosure, "三宗"), total(disclosure, "四宗")) == (0, 1)


def test_a_withdrawal_leaves_the_title_only(disclosure):
    index_disclosure(disclosure=disclosure)
    disclosure.withdrawn_at = PUBLISHED_AT
    disclosure.withdrawal_ground, disclosure.withdrawal_reason = "error", "数字有误"
    disclosure.save()

    index_disclosure(disclosure=disclosure)

    assert (total(disclosure, "宅基地"), total(disclosure, "三宗")) == (1, 0)
    assert SearchEntry.objects.count() == 2


def test_what_is_taken_out_is_found_no_more(disclosure):
    index_disclosure(disclosure=disclosure)

    unindex_disclosure(disclosure=disclosure)

    assert total(disclosure, "宅基地") == 0


def test_an_index_undone_with_its_transaction_was_never_there(disclosure):
    with transaction.atomic():
        index_disclosure(disclosure=disclosure)
        transaction.set_rollback(True)

    assert total(disclosure, "宅基地") == 0


def test_attachments_are_read_by_their_names_and_their_words(disclosure):
    attach(disclosure, "补偿明细表.csv", "张家湾", "李家湾")

    index_disclosure(disclosure=disclosure)

    assert total(disclosure, "补偿明细表") == 1
    assert total(disclosure, "张家湾") == 1
    assert total(disclosure, "李家湾") == 1


def test_of_endless_attachments_as_much_is_read_as_is_bearable(disclosure, monkeypatch):
    monkeypatch.setattr(searchable, "TEXT_LONGEST", 30)
    attach(disclosure, "甲.csv", "在前面" + "一" * 30 + "在后面")
    attach(disclosure, "乙.csv", "另一份")

    index_disclosure(disclosure=disclosure)

    assert total(disclosure, "在前面") == 1
    assert (total(disclosure, "在后面"), total(disclosure, "另一份")) == (0, 0)
    assert total(disclosure, disclosure.index_number) == 1


def test_an_element_may_be_a_number_a_list_or_a_table():
    given = {"a": 320, "b": ["甲户", {"名": "**乙**户"}], "c": None}
    disclosure = DisclosureFactory(
        item__elements=[{"key": key, "label": key} for key in "abcd"], edition__values=given
    )

    index_disclosure(disclosure=disclosure)

    assert [total(disclosure, word) for word in ("320", "甲户", "乙户")] == [1, 1, 1]


def test_old_publications_are_found_by_the_old_and_the_new_name_of_their_organ(disclosure):
    organ = disclosure.organ
    OrganName.objects.filter(organ=organ).update(name="国土资源局", to_on=datetime.date(2026, 5, 1))
    OrganName.objects.create(organ=organ, name="自然资源局", from_on=datetime.date(2026, 5, 2))
    organ.name = "自然资源局"
    organ.save()

    assert index_organ(organ=organ) == 1

    assert (total(disclosure, "国土资源局"), total(disclosure, "自然资源局")) == (1, 1)


def test_what_a_merged_organ_published_is_found_by_the_names_of_all_that_followed_it(disclosure):
    second = OrganFactory(county=disclosure.county, name="国土局")
    third = OrganFactory(county=disclosure.county, name="自然资源局")
    for organ, successor in [(disclosure.organ, second), (second, third), (third, second)]:
        Succession.objects.create(
            organ=organ, kind="merged", successor=successor, on="2026-05-01", basis="方案"
        )

    assert index_organ(organ=third) == 1

    assert (total(disclosure, "国土局"), total(disclosure, "自然资源局")) == (1, 1)


def test_everything_of_one_county_is_read_anew_and_nothing_of_another(disclosure):
    other = DisclosureFactory(title="别县公示")
    DisclosureFactory(organ=disclosure.organ, audience="internal")
    index_disclosure(disclosure=other)
    SearchEntry.objects.filter(disclosure=disclosure).delete()

    assert reindex_all(county=disclosure.county) == 1

    assert total(disclosure, "宅基地") == 1
    assert total(other, "别县公示") == 1
    assert reindex_all(county=CountyFactory()) == 0


def test_many_are_read_with_few_queries(disclosure, django_assert_max_num_queries):
    for _ in range(2):
        DisclosureFactory(organ=disclosure.organ)

    with django_assert_max_num_queries(15):
        assert reindex_all(county=disclosure.county) == 3


def test_an_entry_says_whose_it_is(disclosure):
    index_disclosure(disclosure=disclosure)

    assert str(SearchEntry.objects.first()) == f"{disclosure.pk}.0"


def test_the_index_can_be_dropped_and_is_made_again_from_its_entries(disclosure, monkeypatch):
    """A migration may write, the check for tests of everything else does not know it."""
    monkeypatch.setattr(writes, "_is_write", lambda _sql: False)
    (name,) = (path.stem for path in Path(migrations.__path__[0]).glob("*_search_index.py"))
    migration = import_module(f"{migrations.__name__}.{name}")
    index_disclosure(disclosure=disclosure)
    connection.check_constraints()
    editor = connection.schema_editor()

    migration.drop_index(apps, editor)
    migration.make_index(apps, editor)

    assert total(disclosure, "宅基地") == 1
