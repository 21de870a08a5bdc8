import datetime

import pytest
from django.utils import translation

from mingtang.catalogue.rules import gates
from mingtang.channels.shared.again import templates_of, told_again
from mingtang.disclosure.rules import consulting
from mingtang.journeys.checking import misfits

WORDS = templates_of(gates, consulting)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def test_what_a_check_found_is_told_in_the_language_of_who_reads():
    kept = misfits.CONTENT_CHANGED % {"index": 12}

    told = told_again(kept, templates_of(misfits))

    assert "12" in told
    assert told.isascii()


def test_a_reason_and_its_mend_are_known_one_behind_the_other_and_a_day_is_a_day_again():
    params = {"organ": "县财政局", "day": datetime.date(2026, 3, 17)}
    kept = consulting.WAITS % params + consulting.WAIT_HOW

    told = told_again(kept, WORDS)

    assert "县财政局" in told
    assert "17 Mar 2026. Once" in told
    assert "答复" not in told


def test_what_a_person_wrote_stays_as_it_is_also_within_a_sentence_of_ours():
    kept = consulting.OBJECTS % {"organ": "县财政局", "answer": "还没有登记人大的批准。"}

    assert told_again(kept, WORDS).endswith("还没有登记人大的批准。")
    for words in ("", "数字不对", f"{gates.NO_CONGRESS}数字不对"):
        assert told_again(words, WORDS) == words


def test_a_sentence_without_parts_and_numbers_that_are_no_day():
    assert told_again(gates.NO_CONGRESS, WORDS) != gates.NO_CONGRESS
    assert "2026-13-45" in told_again(
        consulting.WAITS % {"organ": "县局", "day": "2026-13-45"}, WORDS
    )
