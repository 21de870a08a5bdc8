"""Every action with an act that takes words somebody typed; each is told what to say."""

import datetime
import itertools
import uuid

from mingtang.cases.actions import answer_dispute, hide_text, receive_dispute
from mingtang.catalogue import actions as catalogue
from mingtang.disclosure import actions
from mingtang.disclosure.choices import StepCode, WithdrawalGround
from mingtang.foundation import clock
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.working_days import Due
from mingtang.organs import actions as organs
from mingtang.organs.actions.logs import bar_entry
from mingtang.organs.choices import Field, MemberRank, OrganKind, Role, SuccessionKind, Tier
from tests.attacks.between import Between
from tests.attacks.county import another
from tests.disclosure.publishing import corrected, draft, later, published, reviewed, submitted
from tests.factories.organs import OrganFactory, holder_of
from tests.factories.people import UserFactory

DAYS = itertools.count(1)
SEE_OTHER = 302
TEXT = "表里的合计与各行相加不一致。"


class Forms(Between):
    """Of one county; each call uses an organ or a publication of its own where it must."""

    def __init__(self, place):
        self.place, self.there = place, place.there[0]
        self.office = holder_of(Role.OPENNESS_OFFICE, organ=OrganFactory(county=place.county))

    def drafts(self, said):
        draft(another(self.there), at=later(8_000), title=said, body=said, summary=said)

    def elements(self, said):
        words = {"values": {"amount": said}, "document_number": said[:60]}
        edition = draft(another(self.there), at=later(8_000), **words)
        actions.abandon_draft(edition=edition, by=self.there.staff.officer, at=later(8_001))

    def publications(self, said):
        published(another(self.there), at=later(8_000), title=f"关于{said}的公告", body=said)

    def emergencies(self, said):
        edition = draft(another(self.there), at=later(8_000))
        by = self.there.staff.officer
        actions.submit(
            edition=edition, is_emergency=True, emergency_reason=said, by=by, at=later(8_001)
        )

    def returns(self, said):
        edition = submitted(another(self.there), at=later(8_000))
        by, step = self.there.staff.reviewer, StepCode.SECRECY
        actions.return_draft(edition=edition, step=step, text=said, by=by, at=later(8_002))

    def notes(self, said):
        edition = submitted(another(self.there), at=later(8_000))
        by, step = self.there.staff.reviewer, StepCode.SECRECY
        actions.sign(edition=edition, step=step, note=said, by=by, at=later(8_002))

    def approvals_taken_back(self, said):
        edition, by = reviewed(another(self.there), at=later(8_000)), self.there.staff.approver
        soon, at = later(8_100), later(8_003)
        edition = actions.sign(
            edition=edition, step=StepCode.APPROVAL, publish_at=soon, by=by, at=at
        )
        actions.withdraw_approval(edition=edition, because=said, by=by, at=later(8_004))

    def withdrawals(self, said, basis=""):
        shown = published(another(self.there), at=later(8_000)).disclosure
        return actions.withdraw(
            disclosure=shown,
            ground=WithdrawalGround.PERSONAL_DATA,
            reason=said,
            basis=basis,
            by=self.there.staff.approver,
            at=later(8_010),
        )

    def withdrawal_bases(self, said):
        self.withdrawals("数字有误", f"政府信息公开条例:第{said}条")

    def erasures(self, said):
        gone, by = self.withdrawals("数字有误"), self.there.staff.approver
        actions.erase(disclosure=gone, reason=said, by=by, at=later(8_011))

    def corrections(self, said):
        there = another(self.there)
        shown = published(there, at=later(8_000)).disclosure
        corrected(there, shown, at=later(8_010), body=f"{said}更正。", correction_reason=said)

    def validity(self, said):
        shown = published(another(self.there), at=later(8_000)).disclosure
        by = self.there.staff.approver
        actions.change_validity(
            disclosure=shown, validity="expired", note=said, by=by, at=later(8_010)
        )

    def facts(self, said):
        fact = catalogue.record_fact(
            organ=self.there.organ,
            kind="decided",
            title=said,
            happened_on=clock.day_of(later(7_000)),
            recorded_for=self.there.organ,
            item=another(self.there).item,
            number=said[:40],
            evidence=said,
            is_number=True,
            by=self.there.staff.officer,
            at=later(8_000),
        )
        by = self.there.staff.officer
        fact = catalogue.correct_fact(
            fact=fact, because=said, evidence=f"{said}。", by=by, at=later(8_001)
        )
        catalogue.withdraw_fact(fact=fact, because=said, by=by, at=later(8_002))

    def disputes(self, said, *, text=None, contact=""):
        return receive_dispute(
            county=self.place.county,
            organ=self.there.organ,
            kind="wrong",
            subject_kind="disclosure",
            subject_id=self.place.shown[0].object_id,
            subject_title=said,
            text=text or f"{TEXT}{said}",
            contact=contact,
            idempotency_key=f"{said}{next(DAYS)}",
            due=Due(clock.day_of(later(9_000)), is_provisional=False),
            at=later(8_000 + 24 * next(DAYS)),
        )

    def sent(self, said):
        """By the form of the website, as anybody does."""
        client, host = self.place.site.client, self.place.county.host
        form = {"kind": "wrong", "text": f"{TEXT}{said}", "contact": said, "key": uuid.uuid4().hex}
        page = f"/wrong/organ/{self._organ().object_id}/"
        if client.post(page, form, HTTP_HOST=host).status_code != SEE_OTHER:
            raise RuleBroken("refused")

    def contacts(self, said):
        self.disputes("公告", text=TEXT, contact=said)

    def answers(self, said):
        asked = self.disputes("公告", text=TEXT)
        at = asked.received_at
        answer_dispute(dispute=asked, result="upheld", answer=said, by=self.office, at=at)

    def hidden(self, said):
        asked = self.disputes("公告", text=TEXT)
        hide_text(dispute=asked, because=said, by=self.office, at=asked.received_at)

    def renames(self, said):
        organs.rename_organ(organ=self._organ(), name=said, basis=said, **self._on())

    def registers(self, said):
        changes = {"address": said, "duties_text": said, "phone": said[:20]}
        organs.change_organ(organ=self._organ(), changes=changes, by=None, at=later(8_000))

    def registrations(self, said):
        organs.create_organ(
            county=self.place.county,
            kind=OrganKind.DEPARTMENT,
            tier=Tier.COUNTY,
            code=f"ZB-{self.place.county.code}-{next(DAYS)}",
            name=said,
            duties_text=said,
            address=said,
            phone=said[:20],
            office_hours=said,
            **self._by(),
        )

    def mergers(self, said):
        organs.merge_organ(organ=self._organ(), into=self._organ(), basis=said, **self._on())

    def dissolutions(self, said):
        organs.dissolve_organ(organ=self._organ(), basis=said, **self._on())

    def ends_proposed(self, said):
        """One that another refused, and one that was taken back."""
        by, at = self.office, later(8_000)
        other = UserFactory(county_code=self.place.county.code)
        for answer, who in ((organs.decline_succession, other), (organs.withdraw_succession, by)):
            made = organs.propose_succession(
                organ=self._organ(),
                kind=SuccessionKind.MERGED,
                successor=self._organ(),
                basis=said,
                foreseen={},
                on=self._day(),
                by=by,
                at=at,
            )
            answer(proposal=made, because=said, by=who, at=at)

    def posts(self, said):
        organ, holder = self._organ(), UserFactory(name=said)
        post = organs.fill_post(
            organ=organ,
            role=Role.OFFICER,
            holder=holder,
            title=said,
            from_on=self._day(),
            **self._by(),
        )
        organs.leave_post(post=post, on=self._day(), **self._by())

    def settings(self, said):
        names = ("sponsor", "undertaker", "phone", "office_hours", "address")
        changes = dict.fromkeys(names, said)
        organs.change_county(county=self.place.county, changes=changes, **self._by())

    def entries_barred(self, said):
        bar_entry(county=self.place.county, index=0, because=said, at=later(8_000))

    def leadership(self, said):
        members = [(said, said, MemberRank.LEADER)]
        organs.form_leading_group(
            organ=self._organ(), document=said, from_on=self._day(), members=members, **self._by()
        )

    def offices(self, said):
        organs.name_openness_office(
            organ=self._organ(),
            name=said,
            phone=said[:20],
            address=said,
            office_hours=said,
            email="",
            from_on=self._day(),
            **self._by(),
        )

    def places(self, said):
        organs.open_place(
            organ=self._organ(), name=said, address=said, opened_on=self._day(), **self._by()
        )

    def bases(self, said):
        """As an article of a law, and as the code under which the log has it."""
        apart = f"{said[:3]}-{said[3:7]}-{said[7:11]}" if said.isdigit() else said
        for basis in (said, f"政府信息公开条例:第{apart}条", f"ogi-regulation.{said}"):
            organs.assign_field(
                organ=self._organ(),
                field=Field.EDUCATION,
                from_on=self._next(),
                basis=basis,
                **self._by(),
            )

    def fields_ended(self, said):
        organ, given = self._organ(), {"field": Field.JUSTICE, "basis": said}
        organs.assign_field(organ=organ, from_on=self._day(), **given, **self._by())
        organs.end_field(organ=organ, to_on=self._next(), **given, **self._by())

    def _organ(self):
        return OrganFactory(county=self.place.county)

    def _day(self):
        return clock.day_of(later(8_000))

    def _next(self):
        return clock.day_of(later(8_000)) + datetime.timedelta(days=next(DAYS))

    def _by(self):
        return {"by": None, "at": later(8_000)}

    def _on(self):
        return {"on": self._day(), **self._by()}


NAMES = [
    name
    for sort in (Forms, Between)
    for name, value in vars(sort).items()
    if callable(value) and not name.startswith("_")
]
