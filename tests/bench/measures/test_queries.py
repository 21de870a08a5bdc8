from mingtang.bench.measures.queries import Counted, compared


def test_a_list_that_asks_more_for_more_rows_is_found():
    figure = compared(Counted({"/d/": 7, "/x/": 8}, 100), Counted({"/d/": 7, "/x/": 9}, 300))

    assert figure.value == 1
    assert figure.is_met is False
    assert [row["页面 page"] for row in figure.details if not row["不变 fixed"]] == ["/x/"]


def test_when_all_ask_the_same_the_target_is_met():
    assert compared(Counted({"/d/": 7}, 100), Counted({"/d/": 7}, 300)).is_met
