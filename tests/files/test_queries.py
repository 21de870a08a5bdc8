import datetime
import uuid

import pytest

from mingtang.files.actions import store
from mingtang.files.models import FileText, StoredFile
from mingtang.files.queries import (
    by_object_id,
    has_its_words,
    is_whole,
    passages,
    personal_data_in,
    text_of,
)
from mingtang.files.rules.readings import Passage
from mingtang.foundation.personal_data import Kind
from tests.files.made import damaged, excel, lost, picture

AT = datetime.datetime(2026, 9, 18, 8, tzinfo=datetime.UTC)

pytestmark = pytest.mark.django_db


def stored(content, name):
    return store(content=content, name=name, by=None, at=AT)


def test_a_file_is_found_by_its_random_id():
    file = stored(b"x", "a.txt")

    assert by_object_id(file.object_id) == file
    assert by_object_id(uuid.uuid4()) is None


def test_the_words_of_a_file_are_had_with_their_places_and_as_one_text():
    file = stored("甲\n乙".encode(), "a.txt")

    assert passages(file) == [Passage("第1行", "甲"), Passage("第2行", "乙")]
    assert text_of(file) == "甲\n乙"


def test_personal_data_is_found_with_the_place_where_it_stands(django_assert_num_queries):
    file = stored(excel([["姓名", "电话"], ["张三", 13812345678]]), "名单.xlsx")

    with django_assert_num_queries(1):
        found = personal_data_in(file)

    assert [(one.place, one.finding.kind, one.finding.value) for one in found] == [
        ("表“名单”第2行", Kind.MOBILE, "13812345678")
    ]


def test_a_birthday_is_reckoned_from_the_day_that_is_given():
    file = stored("2015年3月1日出生".encode(), "a.txt")

    assert personal_data_in(file) == []
    assert [one.finding.kind for one in personal_data_in(file, on=AT.date())] == [Kind.MINOR]


def test_a_picture_has_no_words():
    assert passages(stored(picture(), "a.jpg")) == []


def test_a_file_is_whole_until_a_byte_of_it_is_another_or_it_is_gone():
    file = stored(b"as it came", "a.txt")

    assert is_whole(file)
    StoredFile.objects.filter(pk=file.pk).update(size=file.size + 1)
    assert not is_whole(StoredFile.objects.get(pk=file.pk)), "a page says how large it is"
    damaged(file, b"as it camE")
    assert not is_whole(file)
    lost(file)
    assert not is_whole(file)


def test_words_are_those_that_were_read_when_it_came():
    file = store(content="名单,金额\n".encode(), name="a.csv", by=None, at=AT)
    assert has_its_words(again(file))

    FileText.objects.update(passages=[["第1行", "另一份名单"]])
    assert not has_its_words(again(file))
    FileText.objects.all().delete()
    assert not has_its_words(again(file))


def again(file):
    return StoredFile.objects.get(pk=file.pk)


def test_a_file_that_cannot_be_opened_is_not_whole(monkeypatch):
    file = stored(b"as it came", "a.txt")

    def refuse(*_args):
        raise PermissionError

    monkeypatch.setattr(type(file.content), "open", refuse)
    assert not is_whole(file)
