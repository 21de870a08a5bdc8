import datetime

import pytest

from mingtang.foundation.tables import Row
from mingtang.organs.actions import fill_posts, open_accounts, staff_rolls
from mingtang.organs.actions.posts import ACCOUNT_SHUT
from mingtang.organs.choices import Role
from mingtang.organs.models import Post
from mingtang.organs.queries import rolls
from mingtang.organs.rules.rolls import Outcome
from mingtang.organs.rules.staff_rolls import NO_ROLE
from mingtang.people.actions import NAME_TAKEN
from mingtang.people.models import User
from tests.factories.organs import CountyFactory, OrganFactory, PostFactory
from tests.factories.people import UserFactory

AT = datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 3, 10)
LINE = {"name": "甲某", "username": "jia", "organ": "水利局", "roles": "公开专员"}


@pytest.fixture
def organ(db):
    return OrganFactory(name="水利局")


def rows_of(*lines):
    return [Row(number, {**LINE, **line}) for number, line in enumerate(lines, 2)]


def short(done):
    return [(one.outcome, *(problem.template for problem in one.problems)) for one in done]


@pytest.fixture
def open_(organ, clerk):
    def opened(*lines, passwords=None, most=50):
        return open_accounts(
            county=organ.county,
            rows=rows_of(*lines),
            passwords=passwords,
            most=most,
            by=clerk,
            at=AT,
        )

    return opened


@pytest.fixture
def fill(organ, clerk):
    return lambda *lines, most=50: short(
        fill_posts(county=organ.county, rows=rows_of(*lines), most=most, by=clerk, at=AT)
    )


def test_accounts_are_opened_once_each_with_a_password_that_must_be_changed(open_, organ):
    OrganFactory(county=organ.county, name="教育局")
    lines = [
        {},
        {"organ": "教育局"},
        {"name": "乙某", "username": "yimou", "email": "y@example.cn"},
    ]

    done = open_(*lines, passwords=lambda: "kbwr7-q3mzp-u8fda")

    assert short(done) == [(Outcome.NEW,), (Outcome.KNOWN,), (Outcome.NEW,)]
    assert [one.password for one in done] == ["kbwr7-q3mzp-u8fda", "", "kbwr7-q3mzp-u8fda"]
    opened = User.objects.get(username="yimou")
    assert opened.check_password("kbwr7-q3mzp-u8fda")
    assert (opened.must_change_password, opened.email) == (True, "y@example.cn")
    assert opened.county_code == organ.county.code
    assert not Post.objects.exists()


def test_nobody_gets_an_account_for_an_organ_that_is_not_in_the_register(open_):
    assert short(open_({"organ": "没有的局"})) == [(Outcome.WRONG, rolls.NOBODY)]
    assert not User.objects.filter(username="jia").exists()


def test_the_same_roll_again_leaves_password_and_account(open_):
    open_({}, passwords=lambda: "kbwr7-q3mzp-u8fda")

    done = open_({}, passwords=lambda: "another-1-password")

    assert (short(done), done[0].password) == ([(Outcome.KNOWN,)], "")
    assert User.objects.get(username="jia").check_password("kbwr7-q3mzp-u8fda")


def test_no_more_than_asked_are_opened_and_the_others_have_their_turn(open_):
    lines = [{"username": f"user{n}"} for n in range(3)]

    assert short(open_(*lines, most=2)) == [(Outcome.NEW,), (Outcome.NEW,), (Outcome.LATER,)]
    assert short(open_(*lines, most=2)) == [(Outcome.KNOWN,), (Outcome.KNOWN,), (Outcome.NEW,)]


def test_without_passwords_nobody_can_sign_in(open_):
    open_({})

    assert not User.objects.get(username="jia").has_usable_password()


def test_an_account_of_somebody_else_is_left_alone(open_, organ):
    UserFactory(username="jia", name="丙某", county_code=organ.county.code)
    UserFactory(username="yimou", name="乙某", county_code=CountyFactory().code)

    done = open_({}, {"username": "yimou", "name": "乙某"}, {"roles": ""})

    assert short(done) == [
        (Outcome.WRONG, staff_rolls.OTHER_PERSON),
        (Outcome.WRONG, NAME_TAKEN),
        (Outcome.WRONG, NO_ROLE),
    ]
    assert short(open_({"username": "bing"}, {"username": "bing", "name": "丁某"})) == [
        (Outcome.NEW,),
        (Outcome.WRONG, staff_rolls.OTHER_PERSON),
    ]


def test_posts_are_filled_from_today_or_the_day_that_is_written_once(open_, fill):
    open_({}, {"name": "乙某", "username": "yimou"})
    lines = [
        {"roles": "公开专员、签发人", "title": "股长"},
        {"name": "乙某", "username": "yimou", "roles": "第一责任人", "from_on": "2026-03-01"},
    ]

    assert fill(*lines) == [(Outcome.NEW,), (Outcome.NEW,)]
    assert fill(*lines) == [(Outcome.KNOWN,), (Outcome.KNOWN,)]
    assert sorted(Post.objects.values_list("role", "from_on", "title")) == [
        (Role.APPROVER, TODAY, "股长"),
        (Role.HEAD, datetime.date(2026, 3, 1), ""),
        (Role.OFFICER, TODAY, "股长"),
    ]


def test_no_more_posts_than_asked_are_filled_and_the_others_have_their_turn(open_, fill):
    open_({}, {"name": "乙某", "username": "yimou"})
    lines = [{}, {"name": "乙某", "username": "yimou"}]

    assert fill(*lines, most=1) == [(Outcome.NEW,), (Outcome.LATER,)]
    assert fill(*lines, most=1) == [(Outcome.KNOWN,), (Outcome.NEW,)]


def test_who_stands_in_for_somebody_does_not_hold_the_post(open_, fill, organ):
    open_({})
    post = PostFactory(organ=organ, role=Role.OFFICER)
    holder = User.objects.get(username="jia")
    PostFactory(organ=organ, role=Role.OFFICER, holder=holder, stands_in_for=post, to_on=TODAY)

    (done,) = fill({"from_on": "2026-03-20"})

    assert done == (Outcome.NEW,)


def test_who_has_a_part_of_it_gets_the_rest(open_, fill):
    open_({})
    fill({})

    assert fill({"roles": "公开专员、签发人"}) == [(Outcome.NEW,)]
    assert Post.objects.count() == 2


def test_of_an_account_of_another_county_nothing_is_told(fill):
    UserFactory(username="jia", name="别县某", county_code=CountyFactory().code)

    assert fill({}) == [(Outcome.WRONG, staff_rolls.NO_ACCOUNT)]


def test_a_row_with_a_problem_is_left_out_whole(open_, fill, organ):
    open_({}, {"name": "乙某", "username": "yimou"})
    User.objects.filter(username="yimou").update(is_active=False)
    OrganFactory(county=organ.county, name="同名局")
    OrganFactory(county=organ.county, name="同名局", parent=organ)

    assert fill(
        {"username": "nobody"},
        {"name": "丁某"},
        {"name": "乙某", "username": "yimou"},
        {"organ": "没有的局"},
        {"organ": "同名局"},
        {"roles": "局长"},
        {"roles": "公开专员、村公开员"},
    )[:5] == [
        (Outcome.WRONG, staff_rolls.NO_ACCOUNT),
        (Outcome.WRONG, staff_rolls.OTHER_PERSON),
        (Outcome.WRONG, ACCOUNT_SHUT),
        (Outcome.WRONG, rolls.NOBODY),
        (Outcome.WRONG, rolls.SEVERAL),
    ]
    assert not Post.objects.exists()
