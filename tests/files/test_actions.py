import datetime
import io

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, models
from django.db.models import ProtectedError

from mingtang.files.actions import purge_unreferenced, store, store_photograph
from mingtang.files.choices import MediaType, TextState
from mingtang.files.models import FileText, StoredFile
from mingtang.files.queries import by_object_id
from mingtang.foundation.errors import RuleBroken
from tests.files.made import camera_notes, pdf, picture

AT = datetime.datetime(2026, 9, 18, 8, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
TEXT = "张三，13812345678".encode()

pytestmark = pytest.mark.django_db


def stored(content=TEXT, name="名单.txt", by=None, at=AT):
    return store(content=content, name=name, by=by, at=at)


def content_of(file):
    with file.content.open("rb") as stream:
        return stream.read()


def test_a_file_is_kept_with_what_was_read_from_it(clerk):
    file = stored(by=clerk)

    file.refresh_from_db()
    assert content_of(file) == TEXT
    assert (file.size, file.media_type, file.text_state) == (len(TEXT), "text/plain", "read")
    assert (file.stored_at, file.latest_offered_at, file.stored_by) == (AT, AT, clerk)
    assert file.text.passages == [["第1行", "张三，13812345678"]]
    assert file.content.name.startswith(f"{file.sha256[:2]}/{file.sha256[2:4]}/{file.sha256}")
    assert str(file) == file.sha256
    assert str(file.text) == f"text of {file.pk}"


@pytest.mark.parametrize("wrapped", [lambda b: b, io.BytesIO, ContentFile])
def test_bytes_streams_and_uploads_are_taken_alike(wrapped):
    assert content_of(stored(wrapped(TEXT))) == TEXT


def test_the_same_content_is_kept_once_however_often_and_by_whomever_it_comes(clerk):
    first = stored()
    again = stored(name="别的名字.txt", by=clerk, at=AT + DAY)

    again.refresh_from_db()
    assert again == first
    assert (again.stored_at, again.latest_offered_at, again.stored_by) == (AT, AT + DAY, None)
    assert StoredFile.objects.count() == FileText.objects.count() == 1


def test_a_clock_set_back_makes_no_file_older():
    stored()

    assert stored(at=AT - DAY).latest_offered_at == AT


def test_a_picture_is_kept_without_its_notes_and_known_again_all_the_same():
    content = picture(exif=camera_notes())

    first, again = stored(content, "现场.jpg"), stored(content, "现场.jpg")

    assert first == again
    assert first.is_picture
    assert first.text_state == TextState.NOT_READ
    assert first.unread == ["图片里的文字没有识别。"]
    assert b"Invented Camera" not in content_of(first)


def test_a_document_is_no_picture_and_an_empty_page_is_said_not_to_be_read():
    file = stored(pdf(""), "a.pdf")

    assert not file.is_picture
    assert (file.media_type, file.text_state) == (MediaType.PDF, TextState.PARTLY)


def test_what_is_refused_leaves_nothing_behind():
    with pytest.raises(RuleBroken, match="空文件"):
        stored(b"")

    assert not StoredFile.objects.exists()


def test_how_large_a_file_may_be_is_a_setting(settings):
    settings.FILE_LIMITS = {"size": 10}

    with pytest.raises(RuleBroken, match="文件超过 0 MB"):
        stored(b"x" * 11)


def test_a_photograph_is_kept_and_its_facts_come_apart(clerk):
    content = picture(exif=camera_notes())

    file, facts = store_photograph(content=io.BytesIO(content), by=clerk, at=AT)

    assert file.media_type == MediaType.JPEG
    assert facts.latitude == 30.5
    assert b"Invented Camera" not in content_of(file)


def test_what_nobody_took_up_is_removed_with_its_content(django_capture_on_commit_callbacks):
    unused, taken_up = stored(), stored(b"taken up")
    recent = stored(b"recent", at=AT + DAY)
    storage, name = unused.content.storage, unused.content.name

    with django_capture_on_commit_callbacks(execute=True):
        removed = purge_unreferenced(
            in_use=iter([taken_up.pk, None]), at=AT + 31 * DAY, older_than_days=30
        )

    assert removed == 1
    assert {*StoredFile.objects.all()} == {taken_up, recent}
    assert not storage.exists(name)
    assert storage.exists(taken_up.content.name)


def test_a_file_uploaded_again_is_not_old():
    stored()
    stored(at=AT + 20 * DAY)

    assert purge_unreferenced(in_use=[], at=AT + 45 * DAY) == 0
    assert purge_unreferenced(in_use=[], at=AT + 51 * DAY) == 1


def test_a_file_that_is_pointed_to_stays_even_if_nobody_said_so(monkeypatch):
    file = stored()
    delete = models.Model.delete

    def protected(self, *args, **kwargs):
        if self == file:
            raise ProtectedError("pointed to", {self})
        return delete(self, *args, **kwargs)

    monkeypatch.setattr(StoredFile, "delete", protected)

    assert purge_unreferenced(in_use=[], at=AT + 60 * DAY) == 0
    assert by_object_id(file.object_id) == file


@pytest.mark.parametrize("wrong", [{"size": 0}, {"latest_offered_at": AT - DAY}])
def test_an_empty_file_or_one_offered_before_it_was_stored_is_refused_by_the_database(wrong):
    file = stored()

    with pytest.raises(IntegrityError):
        StoredFile.objects.filter(pk=file.pk).update(**wrong)
