"""Who leads what, what the county set and when it rests: changed past the actions, and found."""

import datetime

import pytest

from mingtang.journeys.checking import of_county
from mingtang.journeys.openings import closed
from mingtang.ledger.models import Entry, Salt
from mingtang.organs import actions
from mingtang.organs.choices import Field, MemberRank, Role
from mingtang.organs.models import County, GroupMember, OpennessOffice, OrganField, Post
from mingtang.people.models import User
from mingtang.terms.models import CalendarNotice
from tests.factories.calendars import announce_year
from tests.factories.organs import OrganFactory
from tests.factories.people import UserFactory
from tests.ledger.put_out import Published

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)
ON = datetime.date(2026, 3, 10)
HOW = {"by": None, "at": AT}
OF_THE_REGISTER, OF_SETTINGS = "机关登记与日志不符", "县的设置或者节假日安排与日志不符"


@pytest.fixture
def county():
    return actions.found_county(
        code="990001", name="示范县", log_origin="990001.example/log", **HOW
    )


@pytest.fixture
def organ(county):
    return actions.create_organ(
        county=county, kind="department", tier="county", code="ZB-990001-1", name="县文化局", **HOW
    )


@pytest.fixture
def led(organ):
    """An organ that is led, in charge of a field, in a county with a holiday of its own."""
    holder = UserFactory(county_code="990001")
    actions.fill_post(organ=organ, role=Role.HEAD, holder=holder, from_on=ON, **HOW)
    members = [("甲", "局长", MemberRank.LEADER), ("乙", "副局长", MemberRank.MEMBER)]
    actions.form_leading_group(organ=organ, document="文1号", from_on=ON, members=members, **HOW)
    reached = {"phone": "", "address": "", "office_hours": "", "email": ""}
    actions.name_openness_office(organ=organ, name="办公室", from_on=ON, **reached, **HOW)
    actions.assign_field(organ=organ, field=Field.CULTURE, from_on=ON, basis="方案", **HOW)
    actions.change_county(county=organ.county, changes={"sponsor": "示范县人民政府"}, **HOW)
    announce_year(
        county=organ.county,
        is_local=True,
        year=2026,
        number="县政办〔2026〕2号",
        published_on=None,
        days_off={datetime.date(2026, 9, 1): "县庆"},
        days_worked=[],
        by=UserFactory(county_code="990001"),
        at=AT,
    )
    return organ


@pytest.fixture
def log(led, settings, tmp_path):
    log = Published(led.county, settings, tmp_path)
    log.publish()
    return log


def found(led, log):
    county = County.objects.get(pk=led.county_id)
    return [one.words for one in of_county(county, log.folder)]


def test_a_register_that_nobody_changed_past_the_actions_fits(led, log):
    assert found(led, log) == []


def test_an_organ_that_nobody_registered_is_found(led, log):
    OrganFactory(county=led.county, name="县统计局")

    assert found(led, log) == ["机关登记与日志不符"]


@pytest.mark.parametrize(
    ("model", "changed", "words"),
    [
        (Post, {"to_on": ON}, OF_THE_REGISTER),
        (OpennessOffice, {"phone": "010-12345678"}, OF_THE_REGISTER),
        (OrganField, {"basis": "另一份方案"}, OF_SETTINGS),
        (County, {"sponsor": "别的机关"}, OF_SETTINGS),
        (County, {"is_demo": True}, OF_SETTINGS),
        (County, {"look_again_months": 11}, OF_SETTINGS),
    ],
)
def test_what_is_changed_past_the_actions_is_found(led, log, model, changed, words):
    model.objects.update(**changed)

    assert found(led, log) == [words]


@pytest.mark.parametrize("area", ["990001", ""])
def test_holidays_that_are_moved_are_found(led, log, area):
    CalendarNotice.objects.filter(county_code=area, year=2026).update(days_off={"2026-08-20": ""})

    assert found(led, log) == [OF_SETTINGS]


def test_a_notice_that_nobody_announced_is_found(led, log):
    CalendarNotice.objects.create(county_code="", year=2026, version=2, number="假的")

    assert found(led, log) == [OF_SETTINGS]


class TestPersons:
    def entry(self, act):
        return Entry.objects.get(act=act)

    def words(self, act):
        return f"任职的人或者领导小组成员与日志{self.entry(act).index}号条目不符"

    def test_another_holder_is_found(self, led, log):
        Post.objects.update(holder=UserFactory())

        assert found(led, log) == [self.words("organ.post_filled")]

    def test_another_member_is_found(self, led, log):
        GroupMember.objects.filter(name="甲").update(name="丙")

        assert found(led, log) == [self.words("organ.group_formed")]

    def test_of_two_who_began_on_one_day_each_fits(self, led, settings, tmp_path):
        for _number in range(2):
            holder = UserFactory(county_code="990001")
            actions.fill_post(organ=led, role=Role.OFFICER, holder=holder, from_on=ON, **HOW)
        log = Published(led.county, settings, tmp_path)
        log.publish()

        assert found(led, log) == []

    def test_who_left_is_still_the_one(self, led, settings, tmp_path):
        actions.leave_post(post=Post.objects.get(), on=datetime.date(2026, 5, 1), **HOW)
        log = Published(led.county, settings, tmp_path)
        log.publish()

        assert found(led, log) == []

    def test_a_salt_that_is_gone_hides_nobody(self, led, log):
        Salt.objects.filter(entry__act="organ.post_filled", group="person").delete()

        assert self.words("organ.post_filled") in found(led, log)

    def test_where_nothing_is_kept_of_an_entry_nobody_is_named(self, led, log):
        Salt.objects.filter(entry__act="organ.post_filled", group="data").update(content=None)

        assert self.words("organ.post_filled") in found(led, log)

    def test_everybody_is_told_by_what_it_commits_to(self, led):
        entry = self.entry("organ.post_filled")
        assert closed([entry])[entry.pk]["person"] == entry.commitments["person"]

        Post.objects.update(holder=UserFactory())
        assert closed([entry])[entry.pk]["person"] != entry.commitments["person"]


class TestNames:
    """What people are called where pages show it."""

    def words(self):
        entry = Entry.objects.filter(act="person.named").latest("index")
        return f"页面上显示的姓名与日志{entry.index}号条目不符"

    def test_another_name_is_found_and_told_by_what_it_commits_to(self, led, log):
        entry, holder = Entry.objects.get(act="person.named"), Post.objects.get().holder
        assert closed([entry])[entry.pk]["person"] == entry.commitments["person"]
        User.objects.filter(pk=holder.pk).update(name="另一个")

        assert found(led, log) == [self.words()]
        assert closed([entry])[entry.pk]["person"] != entry.commitments["person"]

    def test_a_name_that_was_changed_by_an_act_fits(self, led, settings, tmp_path):
        holder = Post.objects.get().holder
        actions.change_account(account=holder, name="改名后", email="", **HOW)
        log = Published(led.county, settings, tmp_path)
        log.publish()

        assert found(led, log) == []
        first, second = Entry.objects.filter(act="person.named").order_by("index")
        told = closed([first, second])
        assert "person" not in told.get(first.pk, {})
        assert told[second.pk]["person"] == second.commitments["person"]

    def test_a_salt_that_is_gone_hides_no_name(self, led, log):
        Salt.objects.filter(entry__act="person.named", group="person").delete()

        assert self.words() in found(led, log)
