"""What organs say to each other and to those over them, and whole tables: more forms for words."""

import dataclasses
import datetime
import itertools

from mingtang.catalogue import actions as catalogue
from mingtang.catalogue.rules.bodies import Bodies
from mingtang.catalogue.rules.items import Citation, Element, ItemText, StandardText
from mingtang.catalogue.rules.terms_of_items import ByDay, Every
from mingtang.disclosure import actions as disclosure
from mingtang.disclosure.choices import Decision
from mingtang.foundation import clock
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.tables import Row
from mingtang.issued import actions as issued
from mingtang.issued.choices import GapKind
from mingtang.issued.rules.numbers import Gap
from mingtang.issued.rules.registering import Particulars
from mingtang.journeys.calendars import confirm_year, decline_year, propose_year, withdraw_year
from mingtang.organs import actions as organs
from mingtang.supervision import actions as supervision
from mingtang.terms.rules import Notice
from mingtang.withheld import actions as withheld
from tests.attacks.county import another
from tests.catalogue.mending import BECAUSE, MISTAKEN, edition, mistaken
from tests.disclosure.publishing import draft, later, open_duty, published
from tests.factories.organs import OrganFactory
from tests.factories.people import UserFactory
from tests.factories.supervision import FindingFactory

NUMBERS = itertools.count(1)
GAPS = itertools.count(1)
AT, THEN, AFTERWARDS = later(8_000), later(8_001), later(8_002)


class Between:
    """Part of `Forms`, which has the county and its people."""

    def documents(self, said):
        organ, by = self.there.organ, self.there.staff.officer
        words = Particulars(said, clock.day_of(later(7_990)), "request", "A27", said)
        year = words.issued_on.year
        document, _is_new = issued.register_document(
            organ=organ,
            number=f"示密〔{year}〕{next(NUMBERS)}号",
            said=words,
            recorded_for=organ,
            by=by,
            at=AT,
        )
        other = dataclasses.replace(words, reason=f"{said}。")
        issued.correct_document(
            document=document, said=other, because=said, recorded_for=organ, by=by, at=THEN
        )
        issued.withdraw_document(document=document, because=said, by=by, at=AFTERWARDS)

    def reasons_for_gaps(self, said):
        organ, by = self.there.organ, self.there.staff.officer
        words = Particulars("关于值班的通知", clock.day_of(later(7_990)), "request", "A27", "内部")
        year, series, serial = words.issued_on.year, "示空发", 2 * next(GAPS)
        issued.register_document(
            organ=organ,
            number=f"{series}〔{year}〕{serial}号",
            said=words,
            recorded_for=organ,
            by=by,
            at=AT,
        )
        explained = issued.explain_gap(
            organ=organ,
            series=series,
            year=year,
            numbers=Gap(serial - 1, serial - 1),
            kind=GapKind.VOID,
            words=said,
            said_for=organ,
            by=by,
            at=THEN,
        )
        issued.withdraw_explanation(explanation=explained, because=said, by=by, at=AFTERWARDS)

    def looks_at_what_is_withheld(self, said):
        there = another(self.there)
        edition = published(
            there._replace(duty=open_duty(there.organ, there.item)),
            at=AT,
            outcome="withheld",
            title="不予公开的说明",
            body="涉及企业的商业秘密。",
            exemption="E15",
            third_party="refused",
            third_party_on=AT.date(),
        )
        by, at = self.there.staff.approver, later(8_030)
        withheld.confirm_publication(disclosure=edition.disclosure, reason=said, by=by, at=at)

    def transfers(self, said):
        giver, by = self.there.staff.officer, self.office
        for answer in (catalogue.decline_transfer, catalogue.withdraw_transfer):
            duty = open_duty(self.there.organ, another(self.there).item)
            taker = OrganFactory(county=self.place.county)
            asked = catalogue.propose_transfer(
                duty=duty, taker=taker, because=said, by=giver, at=AT
            )
            answer(transfer=asked, because=said, by=by, at=THEN)
        catalogue.share_duty(duty=duty, organs=[taker], by=by, at=THEN)
        catalogue.share_duty(duty=duty, organs=[], because=said, by=by, at=THEN)
        catalogue.decide_transfer(duty=duty, taker=taker, because=said, by=by, at=AFTERWARDS)

    def consultations(self, said):
        edition, organ = draft(another(self.there), at=AT), self.place.there[1].organ
        asked = disclosure.ask_organ(
            edition=edition, organ=organ, question=said, by=self.there.staff.officer, at=AT
        )
        by = self.place.there[1].staff.officer
        disclosure.answer_consultation(
            consultation=asked, agrees=False, answer=said, by=by, at=THEN
        )
        disclosure.decide_objection(
            consultation=asked, decision=Decision.MEND, reason=said, by=self.office, at=AFTERWARDS
        )

    def findings(self, said):
        shown = published(another(self.there), at=AT).disclosure
        finding = FindingFactory(organ=self.there.organ, disclosure=shown, edition=shown.current)
        by = self.there.staff.officer
        supervision.answer_finding(finding=finding, text=said, by=by, at=later(8_010))
        supervision.settle_finding(
            finding=finding, accepted=True, reason=said, by=self.office, at=later(8_020)
        )

    def inspections(self, said):
        day = clock.day_of(later(7_000 + 24 * next(NUMBERS)))
        entered = supervision.enter_inspection(
            county=self.place.county,
            organ=self.there.organ,
            day=day,
            title=said,
            by=self.office,
            at=AT,
        )
        supervision.cancel_inspection(inspection_day=entered, by=self.office, at=THEN)

    def calendars(self, said):
        """A year that counts; one that another refused and one that was taken back."""
        for answer in (None, decline_year, withdraw_year):
            day = datetime.date(2030 + next(NUMBERS) % 150, 3, 10)
            days = {day: said[:20]}
            notice = Notice(day.year, said, None, days, frozenset(), self.place.county.code)
            how = {"county": self.place.county, "at": AT}
            other = UserFactory(county_code=self.place.county.code)
            made = propose_year(notice=notice, replaces=0, by=self.office, **how)
            if answer is None:
                confirm_year(proposal=made, by=other, **how)
            else:
                by = other if answer is decline_year else self.office
                answer(proposal=made, because=said, by=by, **how)

    def standards(self, said):
        """Whole: names, elements, sources and notes of a catalogue."""
        text = ItemText(
            code=f"Z-{next(NUMBERS)}",
            clause="S3.1a",
            level1=said,
            level2=said,
            elements=(Element("content", said),),
            basis=(Citation(said, "第一条"),),
            due=ByDay(Every.MONTH, 10),
            bodies=Bodies(),
        )
        day = clock.day_of(AT)
        adopted = StandardText(
            title=said, edition=str(next(NUMBERS)), basis=said, from_on=day, items=(text,)
        )
        catalogue.adopt_standard(county=self.place.county, standard=adopted, by=self.office, at=AT)
        coming = catalogue.adopt_standard(
            county=self.place.county,
            standard=dataclasses.replace(adopted, edition=str(next(NUMBERS))),
            from_on=day + datetime.timedelta(days=1),
            by=self.office,
            at=AT,
        )
        catalogue.withdraw_standard(standard=coming, because=said, by=self.office, at=AT)

    def errata(self, said):
        """One that counts, until it is taken back; one that another refused."""
        county, other = self.place.county, UserFactory(county_code=self.place.county.code)
        item = mistaken(edition(county, f"目录{next(NUMBERS)}"))
        words = {"because": f"{BECAUSE}{said}", "basis": said, "at": AT}
        for matter, answer in (("item", None), ("basis", catalogue.decline_erratum)):
            words["names"] = [] if matter == "item" else [MISTAKEN[0]["law"]]
            made = catalogue.propose_erratum(item=item, matter=matter, by=self.office, **words)
            if answer is None:
                made = catalogue.confirm_erratum(proposal=made, by=other, at=AT)
                answer = catalogue.withdraw_erratum
            answer(proposal=made, because=said, by=other, at=THEN)

    def rolls(self, said):
        bodies = {"name": said, "kind": "工作部门", "duties_text": said, "address": said}
        fields = {"phone": said[:20], "office_hours": said, "board": said}
        self._read(organs.register_organs, {**bodies, **fields}, most=1)
        username = f"roll{next(NUMBERS)}"
        person = {"name": said, "username": username, "organ": said, "title": said[:60]}
        people = {**person, "roles": "公开专员", "email": f"{username}@example.cn"}
        self._read(organs.open_accounts, people, passwords=None, most=1)
        self._read(organs.fill_posts, people, most=1)

    def _read(self, action, words, **given):
        (done,) = action(
            county=self.place.county, rows=[Row(2, words)], by=self.office, at=AT, **given
        )
        for problem in done.problems:
            raise RuleBroken(problem.template, **problem.params)
