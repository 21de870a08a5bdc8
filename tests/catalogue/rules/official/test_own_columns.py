"""Which columns of a county's own are read."""

from mingtang.catalogue.rules.official.own_columns import (
    NOT_BEYOND,
    is_read,
    read_columns,
    unread_columns,
)


def test_columns_that_are_read_are_known_by_their_names():
    assert all(map(is_read, ("最低 频次", "重点或一般", "是否重点", "领域", "试点领域")))
    assert not is_read("备注")


def test_each_aspect_has_what_its_column_says():
    assert read_columns({"保管期限": "永久", "重点": "√", "领域": "民政"}) == {
        "beyond": {"retention": "permanent"},
        "emphasis": "key",
        "fields": ["civil_affairs"],
    }
    assert read_columns({}) == {"beyond": {}, "emphasis": "", "fields": None}


def test_what_cannot_be_read_is_told_by_its_aspect():
    told = list(unread_columns({"保管期限": "百年", "重点": "看情况"}))

    assert told[0][:4] == ("beyond", "保管期限", "百年", NOT_BEYOND)
    assert [one[0] for one in told] == ["beyond", "emphasis"]
