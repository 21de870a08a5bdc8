"""Looking at what was published, asking about it, answering, and settling it."""

from mingtang.supervision.actions.answering import answer_finding, settle_finding
from mingtang.supervision.actions.erasing import forget_text
from mingtang.supervision.actions.examining import examine
from mingtang.supervision.actions.inspections import cancel_inspection, enter_inspection
from mingtang.supervision.actions.lapsing import lapse, measure_anew
from mingtang.supervision.actions.periods import examine_periods

__all__ = [
    "answer_finding",
    "cancel_inspection",
    "enter_inspection",
    "examine",
    "examine_periods",
    "forget_text",
    "lapse",
    "measure_anew",
    "settle_finding",
]
