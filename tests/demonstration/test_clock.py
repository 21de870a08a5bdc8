import datetime

from mingtang.demonstration.clock import HERE, STEP, Clock, last_full_day, moment

DAY = datetime.date(2026, 3, 10)
ONE = datetime.timedelta(days=1)


def test_it_tells_the_hour_that_is_asked_for():
    assert Clock(moment(DAY, 8)).at(DAY, 9, 20) == moment(DAY, 9, 20)


def test_it_never_goes_back_and_never_stands_still():
    clock = Clock(moment(DAY, 8))

    told = [clock.at(DAY, 12), clock.at(DAY, 9), clock.at(DAY, 12), clock.at(DAY - ONE, 9)]

    assert told == [moment(DAY, 12) + STEP * number for number in range(4)]


def test_the_day_is_over_when_the_offices_close():
    assert last_full_day(datetime.datetime(2026, 3, 10, 17, 59, tzinfo=HERE)) == DAY - ONE
    assert last_full_day(datetime.datetime(2026, 3, 10, 18, 0, tzinfo=HERE)) == DAY
    assert last_full_day(datetime.datetime(2026, 3, 10, 23, 0, tzinfo=datetime.UTC)) == DAY
