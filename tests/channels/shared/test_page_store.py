import gzip

from mingtang.channels.shared.page_store import OVERHEAD, PageStore, keep


def kept(content=b"x", version=1):
    return keep(version=version, status=200, headers={"Content-Type": "text/html"}, content=content)


def test_a_page_is_kept_plain_and_packed_each_with_its_own_tag():
    page = kept(b"some words" * 50)

    assert page.plain.content == b"some words" * 50
    assert gzip.decompress(page.packed.content) == page.plain.content
    assert page.plain.headers["ETag"] != page.packed.headers["ETag"]
    assert page.packed.headers["Content-Encoding"] == "gzip"
    assert page.plain.headers["Content-Length"] == "500"


def test_the_tag_is_of_the_content_and_of_nothing_else():
    assert kept(b"a", version=1).plain.tag == kept(b"a", version=2).plain.tag
    assert kept(b"a").plain.tag != kept(b"b").plain.tag


def test_a_later_version_takes_the_place_of_an_earlier_one():
    store = PageStore()
    store.put("/", kept(b"old", version=1))
    store.put("/", kept(b"new", version=2))

    assert store.get("/").plain.content == b"new"
    assert len(store) == 1
    assert store.weight == kept(b"new").weight


def test_what_was_used_least_is_dropped_first():
    store = PageStore(limit=8 * (kept().weight + 1))
    for number in range(8):
        store.put(f"/{number}", kept())
    store.get("/0")

    store.put("/8", kept())

    assert store.get("/0") is not None
    assert store.get("/1") is None
    assert store.weight <= store.limit


def test_a_page_too_big_to_be_worth_it_is_not_kept():
    store = PageStore(limit=8 * OVERHEAD)

    store.put("/", kept(bytes(range(256)) * 10))

    assert len(store) == 0


def test_forgetting_leaves_nothing():
    store = PageStore()
    store.put("/", kept())

    store.forget()

    assert (store.get("/"), store.weight) == (None, 0)
