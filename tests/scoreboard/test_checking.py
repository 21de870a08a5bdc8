import datetime

import pytest

from scoreboard.acts import told_duties
from scoreboard.checking import ATTEMPTS, CSV_COLUMNS
from scoreboard.counting import COUNTS, Sums, share
from tests.scoreboard.saying import ON, ORGANS, Saying, checked, duty, ended
from tlog.errors import Broken
from tlog.verifying.reports import Report

TODAY = datetime.date.fromisoformat(ON)
LATE = "2026-10-26T02:00:00+00:00"


@pytest.fixture
def site():
    return Saying(
        [ended(1), ended(2, LATE, late_by=2, item="B"), duty(3), duty(4, due="2026-12-01")]
    )


def test_figures_that_are_made_of_the_duties_agree(site):
    found, board, report = checked(site, today=TODAY)

    assert found == []
    assert board.tables["tier"]["county"].as_row()["rate"] == "33.3"
    assert [fact.english for fact in report.facts] == [
        "7 public acts were read",
        "4 duties were counted",
    ]


def test_a_figure_that_was_changed_is_found(site):
    site.changed["organ", site.duties[0]["organ"]] = {"kept": 2, "rate": "66.7"}

    found, _board, report = checked(site)

    assert found == ["figure", "figure"]
    assert "按期公开，网站写2，重算是1" in report.findings[0].words.chinese


def test_a_row_that_is_left_out_or_made_up_is_found(site):
    shown = site.read

    class Other(Saying):
        def _board(self, given):
            said = super()._board(given)
            if said["by"] == "item":
                said["rows"] = [row for row in said["rows"] if row["key"] != "B"]
                said["rows"].append({**said["rows"][0], "key": "C"})
            return said

    found, _board, report = checked(Other(site.duties))

    assert set(found) == {"figure"}
    assert {words.words.english.split(":")[0] for words in report.findings} == {"item B", "item C"}
    assert shown


def test_a_duty_that_was_changed_behind_the_acts_is_found(site):
    site.duties[2]["due"] = "2026-12-18"
    site.duties[1].update(ended_at="2026-10-20T02:00:00+00:00", late_by=-1)

    found, board, _report = checked(site)

    assert sorted(found) == ["duty_moved", "duty_state"]
    assert board.tables["tier"]["county"].counts["kept"] == 2


def test_a_duty_that_contradicts_itself_is_found(site):
    site.duties[1]["late_by"] = -2

    assert checked(site, with_acts=False)[0] == ["late_by"]


def test_without_the_acts_the_list_of_duties_is_trusted(site):
    site.duties[2]["due"] = "2026-12-18"

    assert checked(site, with_acts=False)[0] == []
    assert not [path for path in site.asked if "acts" in path]


def test_only_what_was_asked_for_is_compared(site):
    narrowed = {"since": "2026-11-01", "until": "", "tier": "", "emphasis": "", "field": ""}

    found, board, _report = checked(site, narrowed=narrowed)

    assert found == []
    assert list(board.tables["month"]) == ["2026-12"]


def test_the_day_by_which_the_site_counts_must_be_today(site):
    found, _board, report = checked(site, today=TODAY + datetime.timedelta(days=1))

    assert found == ["day"]
    assert report.code == 1


def table(*lines):
    head = ",".join(str(at) for at in range(26))
    return ("\ufeff" + "\r\n".join([head, *lines]) + "\r\n").encode()


def line(key, *, only=",,,,", span="2026-01-01,2026-12-31", **said):
    """As the site writes it, but for what is `said` otherwise."""
    counts = {name: said.pop(name, 0) for name in COUNTS}
    sums = Sums(counts)
    made = {
        **sums.as_row(),
        "few": "是" if sums.owed < 10 else "",
        "late_done_rate": share(counts["late_done"], sums.owed),
        "late_open_rate": share(counts["late_open"], sums.owed),
        "nil_share": share(counts["nil"], sums.due_total),
        "withheld_share": share(counts["withheld"], sums.due_total),
        **said,
    }
    figures = (made[name] for name in CSV_COLUMNS[5:21])
    written = ",".join("" if one is None else str(one) for one in figures)
    return f"名,{key},{span},{ON},{written},{only}"


def test_a_table_that_was_downloaded_is_compared_for_its_own_days():
    site = Saying([ended(1), duty(3), duty(4, due="2026-12-01"), ended(5, item="B")])
    good = table(
        line("A", kept=1, late_open=1, not_due=1),
        line("B", kept=1),
        line("", kept=2, late_open=1, not_due=1),
    )

    assert checked(site, csv=good)[0] == []


def test_a_table_of_other_figures_or_without_a_row_is_found():
    site = Saying([ended(1), duty(3), ended(5, item="B")])

    found, _board, report = checked(site, csv=table(line("A", kept=1, late_open=1, nil=1)))

    assert found == ["figure"] * 4
    assert [one.words.english for one in report.findings] == [
        "item A: nil is 1 on the site, 0 made again",
        "item A: due is 3 on the site, 2 made again",
        "item A: share of nil is 33.3 on the site, 0.0 made again",
        "item B: due is 0 on the site, 1 made again",
    ]


@pytest.mark.parametrize(
    ("key", "otherwise", "english"),
    [
        ("A", {"not_due": 3}, "item A: not due is 3 on the site, 0 made again"),
        (
            "A",
            {"late_open_rate": "0.0"},
            "item A: share overdue is 0.0 on the site, 50.0 made again",
        ),
        ("A", {"few": ""}, "item A: few is  on the site, 2 made again"),
        ("", {"rate": "99.0"}, "item 合计 / sum: rate is 99.0 on the site, 50.0 made again"),
        ("", {"few": ""}, "item 合计 / sum: few is  on the site, 2 made again"),
    ],
)
def test_each_figure_of_a_line_and_of_the_sum_is_compared(key, otherwise, english):
    site, right = Saying([ended(1), duty(3)]), {"kept": 1, "late_open": 1}
    lines = [line(one, **right, **(otherwise if one == key else {})) for one in ("A", "")]

    _found, _board, report = checked(site, csv=table(*lines))

    assert [one.words.english for one in report.findings] == [english]


@pytest.mark.parametrize(
    "only", [f",,,{ORGANS[0]['code']},", ",,,,A", ",,,,A C", "county,,,,", ",key,,,", ",,none,,"]
)
def test_a_table_is_made_again_of_what_it_says_it_is_narrowed_to(only):
    site = Saying([ended(1), duty(3), ended(5, item="B", organ="ZB-990001-2")])

    assert checked(site, csv=table(line("A", kept=1, late_open=1, only=only)))[0] == []


@pytest.mark.parametrize("only", [",,,ZB-990001-2,", ",,,,B", "township,,,,", ",general,,,"])
def test_a_table_of_other_duties_than_it_says_is_found(only):
    site = Saying([ended(1), duty(3), ended(5, item="B", organ="ZB-990001-2")])

    assert "figure" in checked(site, csv=table(line("A", kept=1, late_open=1, only=only)))[0]


def test_what_was_answered_late_is_made_again_beside_what_was_answered():
    site = Saying([ended(1, LATE, late_by=2, state="withheld"), ended(2, state="withheld")])
    right = table(*(line(key, withheld=2, withheld_late=1) for key in ("A", "")))

    assert checked(site, csv=right)[0] == []

    site.changed["item", "A"] = {"withheld_late": 0}
    found, _board, report = checked(site, csv=table(line("A", withheld=2), line("", withheld=2)))

    assert found == ["figure"] * 3
    assert [one.words.english for one in report.findings] == [
        "item A: withheld, answered late is 0 on the site, 1 made again",
        "item A: withheld, answered late is 0 on the site, 1 made again",
        "item 合计 / sum: withheld, answered late is 0 on the site, 1 made again",
    ]


def test_a_table_of_other_columns_is_to_be_downloaded_again(site):
    with pytest.raises(Broken, match="this table has 3 columns and not 26"):
        checked(site, csv=b"a,b,c\r\n")


def test_an_empty_table_says_nothing(site):
    assert checked(site, csv=table())[0] == []


def test_a_site_that_changes_meanwhile_is_read_again(site):
    class Busy(Saying):
        times = 0

        def read(self, path):
            if path.startswith("api/v1/items"):
                self.times += 1
                if self.times < ATTEMPTS:
                    self.on = f"2026-11-{20 + self.times}"
            return super().read(path)

    assert checked(Busy(site.duties))[0] == []

    class Busier(Busy):
        def read(self, path):
            if path.startswith("api/v1/items"):
                self.on = f"2026-11-{10 + len(self.asked) % 19:02}"
            return super().read(path)

    with pytest.raises(Broken, match="kept changing"):
        checked(Busier(site.duties))


@pytest.mark.parametrize(
    "change", [{"due": "soon"}, {"organ": "X"}, {"ended_at": None}, {"late_by": "x"}]
)
def test_what_cannot_be_read_is_said_and_never_guessed(site, change):
    site.duties[0] = {**site.duties[0], **change}

    if change == {"late_by": "x"}:
        assert "late_by" in checked(site, with_acts=False)[0]
    else:
        with pytest.raises(Broken, match="cannot be read"):
            checked(site, with_acts=False)


def told(acts, openings):
    report = Report()
    duties = told_duties(acts, openings, report)
    return [found.kind for found in report.findings], duties


def test_an_act_that_is_not_what_its_digest_says_is_found(site):
    site.acts[0]["hash"] = "00" * 32
    site.acts[1]["leaf"]["act"] = "not an act"

    assert told(site.acts, site.openings)[0] == ["act", "act"]


def test_an_act_that_must_not_be_served_is_passed_over(site):
    site.acts[0]["leaf"] = None

    found, duties = told(site.acts, site.openings)

    assert found == []
    assert site.duties[0]["object"] not in duties.known


def test_a_list_that_is_not_given_could_hide_what_is_owed(site):
    site.openings[0]["c"] = {"data": {"commitment": "00"}}
    site.openings[2]["c"] = {}
    del site.openings[4]

    assert told(site.acts, site.openings)[0] == ["not_opened"] * 3


def test_content_that_was_changed_is_found(site):
    said = site.openings[0]["c"]["data"]
    said["content"] = said["content"].replace("2026-10-22", "2027-10-22")

    assert told(site.acts, site.openings)[0] == ["content"]
