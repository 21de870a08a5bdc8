import socket

import pytest

from tlog.errors import Broken
from tlog.verifying import sources
from tlog.verifying.sources import AddressSource, FolderSource, Missing, Unavailable, place


def test_a_file_is_read_from_a_folder_and_from_an_address(tmp_path, website):
    (tmp_path / "tile").mkdir()
    (tmp_path / "tile" / "one").write_bytes(b"content")
    for source in (place(str(tmp_path)), place(website.address), place(website.address[:-1])):
        assert source.read("tile/one") == b"content"


def test_what_is_missing_barred_or_unanswered_are_three_things(tmp_path, website):
    (tmp_path / "barred.barred").write_bytes(b"")
    website.answers |= {"/barred": (451, b""), "/gone": (410, b"")}
    for source in (FolderSource(tmp_path), AddressSource(website.address)):
        for name in ("none", "gone", "none/below"):
            with pytest.raises(Missing, match=name):
                source.read(name)
        with pytest.raises(Unavailable, match="barred by law"):
            source.read("barred")
    with pytest.raises(Unavailable):
        FolderSource(tmp_path).read("barred.p/5")


@pytest.mark.parametrize("code", [403, 429, 500, 503])
def test_an_answer_that_says_nothing_of_the_file_does_not_make_it_missing(website, code):
    website.answers["/file"] = (code, b"")
    with pytest.raises(Broken, match=f"cannot get .*file: {code}") as told:
        AddressSource(website.address).read("file")
    assert type(told.value) is Broken


def test_where_nobody_answers_that_is_said(tmp_path, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    for address in (f"http://127.0.0.1:{port}/", "http://127.0.0.1:x/", "nonsense/"):
        with pytest.raises(Broken, match="cannot get") as told:
            AddressSource(address).read("file")
        assert type(told.value) is Broken


def test_an_answer_that_breaks_off_is_no_file(website, monkeypatch):
    website.answers["/file"] = (200, b"0123456789")
    monkeypatch.setattr(sources, "LONGEST", 9)
    with pytest.raises(Broken, match="too large"):
        AddressSource(website.address).read("file")
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        monkeypatch.setattr(sources, "PATIENCE", 0.2)
        with pytest.raises(Broken, match="timed out"):
            AddressSource(address).read("file")


def test_a_folder_that_is_none_is_refused(tmp_path):
    with pytest.raises(Broken, match="there is no folder"):
        place(str(tmp_path / "none"))
