import pytest

from mingtang.supervision.choices import FindingState
from mingtang.supervision.rules.standing import Course, fits


@pytest.mark.parametrize(
    ("course", "states"),
    [
        (Course(), {"open"}),
        (Course(is_answered=True), {"answered"}),
        (Course(is_answered=True, is_settled=True), {"accepted", "kept"}),
        (Course(is_closed=True), {"closed"}),
        (Course(is_answered=True, is_settled=True, is_closed=True), {"closed"}),
    ],
)
def test_what_happened_says_the_state(course, states):
    assert {state.value for state in FindingState if fits(state, course)} == states
