"""One publication through the whole workflow, by the people whose turn it is."""

import datetime
from collections.abc import Mapping

from mingtang.catalogue.models import Duty, Item
from mingtang.demonstration.county import Cast
from mingtang.disclosure import actions
from mingtang.disclosure.choices import Outcome, StepCode
from mingtang.disclosure.models import Disclosure, Edition
from mingtang.disclosure.queries.signing import workflow_of
from mingtang.organs.choices import Role
from mingtang.organs.models import Organ
from mingtang.people.models import User

NOTES = {
    StepCode.SECRECY: "不涉密，不涉及个人隐私，可以公开。",
    StepCode.SUPERVISION: "数字与账目相符。",
}


class Desk:
    """What the people of the county do with a draft; each is another account."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def drafter(self, organ: Organ) -> User:
        return self._who(organ, Role(workflow_of(organ).drafter))

    def _who(self, organ: Organ, role: Role) -> User:
        """Who holds the role there; of a small body's superior where it has nobody."""
        code = self.cast.code_of(organ)
        found = self.cast.people.get((code, role))
        if found is None and organ.parent is not None:
            return self._who(organ.parent, role)
        if found is None:
            raise LookupError(f"{organ} has no {role}")
        return found

    def draft(
        self,
        *,
        item: Item,
        organ: Organ,
        duty: Duty | None,
        day: datetime.date,
        changes: Mapping[str, object],
        outcome: Outcome = Outcome.CONTENT,
    ) -> Edition:
        by = self.drafter(organ)
        edition = actions.start_draft(
            item=item,
            organ=organ,
            duty=duty,
            outcome=outcome,
            by=by,
            at=self.cast.clock.at(day, 9, 5),
        )
        return self.save(edition, changes, self.cast.clock.at(day, 9, 20))

    def save(
        self, edition: Edition, changes: Mapping[str, object], at: datetime.datetime
    ) -> Edition:
        by = self.drafter(edition.disclosure.organ)
        return actions.save_draft(
            edition=edition, version=edition.version, changes=changes, by=by, at=at
        )

    def submit(self, edition: Edition, day: datetime.date) -> Edition:
        by = self.drafter(edition.disclosure.organ)
        return actions.submit(edition=edition, by=by, at=self.cast.clock.at(day, 9, 30))

    def sign(
        self,
        edition: Edition,
        day: datetime.date,
        *,
        until: StepCode | None = None,
        publish_at: datetime.datetime | None = None,
    ) -> Edition:
        """Step after step, the last one publishing; stops after `until`."""
        organ = edition.disclosure.organ
        flow = workflow_of(organ)
        for hour, step in enumerate(flow.steps, start=10):
            code = StepCode(step.code)
            is_last = step == flow.last
            edition = actions.sign(
                edition=edition,
                step=code,
                note=NOTES.get(code, ""),
                publish_at=publish_at if is_last else None,
                by=self._who(organ, Role(step.role)),
                at=self.cast.clock.at(day, hour),
            )
            if code == until:
                break
        return edition

    def give_back(self, edition: Edition, day: datetime.date, text: str) -> Edition:
        organ = edition.disclosure.organ
        step = workflow_of(organ).steps[0]
        return actions.return_draft(
            edition=edition,
            step=StepCode(step.code),
            text=text,
            by=self._who(organ, Role(step.role)),
            at=self.cast.clock.at(day, 15),
        )

    def correct(
        self, disclosure: Disclosure, day: datetime.date, changes: Mapping[str, object]
    ) -> Edition:
        by = self.drafter(disclosure.organ)
        edition = actions.start_correction(
            disclosure=disclosure, by=by, at=self.cast.clock.at(day, 9, 5)
        )
        edition = self.save(edition, changes, self.cast.clock.at(day, 9, 20))
        return self.sign(self.submit(edition, day), day)

    def approver(self, organ: Organ) -> User:
        return self._who(organ, Role(workflow_of(organ).last.role))
