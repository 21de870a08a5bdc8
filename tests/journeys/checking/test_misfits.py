"""The words for what does not fit, and that it must be found twice."""

from mingtang.journeys.checking import Misfit, confirmed


def test_a_misfit_counts_entries_from_one_and_says_why():
    assert Misfit(None, "%(index)s号条目", 0).words == "0号条目"
    assert Misfit(None, "不完整：%(why)s", why="缺少 x").words == "不完整：缺少 x"


def test_only_what_is_found_twice_is_told():
    stays, passes = Misfit(None, "留下的"), Misfit(None, "正在写的")
    looks = [[stays, passes], [stays]]

    assert confirmed(lambda: looks.pop(0)) == [stays]
    assert looks == []


def test_where_nothing_is_found_nobody_looks_twice():
    looks = [[]]

    assert confirmed(lambda: looks.pop(0)) == []
