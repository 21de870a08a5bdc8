"""An edition that everybody signed and that waits for its time."""

from mingtang.disclosure.choices import StepCode
from mingtang.journeys import publishing
from tests.disclosure.publishing import later, reviewed


def scheduled(there, *, publish_at):
    return publishing.sign(
        edition=reviewed(there),
        step=StepCode.APPROVAL,
        publish_at=publish_at,
        by=there.staff.approver,
        at=later(3),
    )
