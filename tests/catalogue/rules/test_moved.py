import pytest

from mingtang.catalogue.rules.moved import (
    OF_HOLIDAYS,
    OF_LOOKING_AGAIN,
    because_of_holidays,
    known_again,
)


def test_what_a_notice_of_holidays_moved_is_known_again_with_its_year_and_number():
    written = because_of_holidays(2027, "国办发明电〔2026〕9号")

    assert written == "2027年节假日安排（国办发明电〔2026〕9号）"
    assert known_again(written) == (
        OF_HOLIDAYS,
        {"year": "2027", "number": "国办发明电〔2026〕9号"},
    )


def test_what_was_looked_at_again_is_known_again():
    assert known_again(OF_LOOKING_AGAIN) == (OF_LOOKING_AGAIN, {})


@pytest.mark.parametrize("written", ["日期抄错", "27年节假日安排（一号）", ""])
def test_what_a_person_wrote_stays_as_written(written):
    assert known_again(written) is None
