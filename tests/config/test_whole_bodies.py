import io

import pytest
from django.core.exceptions import BadRequest
from django.core.handlers.wsgi import WSGIRequest

from config.whole_bodies import WholeBody, whole_bodies

FORM = (
    b'--X\r\nContent-Disposition: form-data; name="title"\r\n\r\n2025\r\n'
    b'--X\r\nContent-Disposition: form-data; name="body"\r\n\r\nspent\r\n--X--\r\n'
)
TYPED = b"title=2025&body=spent"
PARTS = "multipart/form-data; boundary=X"
PLAIN = "application/x-www-form-urlencoded"


class Slow(io.BytesIO):
    """Hands on what it has by and by, as a socket does."""

    def read(self, size=-1, /):
        return super().read(min(size, 7))


def posted(content, length, content_type):
    environ = {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": str(length),
        "wsgi.input": Slow(content),
    }
    whole_bodies(lambda given, _start: [])(environ, None)
    return WSGIRequest(environ).POST


@pytest.mark.parametrize(("content", "content_type"), [(FORM, PARTS), (TYPED, PLAIN)])
def test_a_form_that_came_whole_is_read(content, content_type):
    typed = posted(content, len(content), content_type)

    assert typed.dict() == {"title": "2025", "body": "spent"}


@pytest.mark.parametrize(("content", "content_type"), [(FORM, PARTS), (TYPED, PLAIN)])
def test_a_form_of_which_a_part_was_lost_is_no_form(content, content_type):
    with pytest.raises(BadRequest):
        posted(content[:-9], len(content), content_type)


def test_lines_end_where_they_end():
    body = WholeBody(io.BytesIO(b"one\ntwo"))

    assert body.readline(9) == b"one\n"
    assert body.readline(2) == b"tw"
