"""What happens after publication in the invented county: corrections, withdrawals, disputes.

Each has its day, counted back from the end of the story, and happens when the story comes to it.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from django.db.models import QuerySet

from mingtang.cases.choices import DisputeKind, DisputeResult, SubjectKind
from mingtang.cases.models import Dispute
from mingtang.catalogue import actions as catalogue
from mingtang.catalogue.choices import FactKind
from mingtang.catalogue.models import Item
from mingtang.demonstration import opinions
from mingtang.demonstration.county import Cast
from mingtang.demonstration.publishing import Desk
from mingtang.disclosure import actions
from mingtang.disclosure.choices import Validity, WithdrawalGround
from mingtang.disclosure.models import Disclosure
from mingtang.foundation.working_days import Calendar
from mingtang.journeys import disputes
from mingtang.organs.choices import Role
from mingtang.withheld.actions import confirm_publication, release_publication
from mingtang.withheld.queries.standing import withheld_by

Happening = Callable[[datetime.date], None]

WITHDRAWALS = (
    (
        WithdrawalGround.PERSONAL_DATA,
        "附件遮盖不全，有人的住址写到了门牌号。",
        "《政府信息公开条例》第十五条",
    ),
    (
        WithdrawalGround.LEGAL_ORDER,
        "上级机关责令撤回，原文引用了未公开的文件。",
        "《政府信息公开条例》第四十七条",
    ),
    (
        WithdrawalGround.MOVED,
        "职责已划转，由承继机关另行公开。",
        "移交示范县人民政府办公室，依据本县机构改革方案",
    ),
)


CHANGED = "所涉事项已经办结，不再影响第三方，应当公开（演示）。"
UNCHANGED = "所涉第三方的商业秘密没有变化，仍不同意公开（演示）。"


@dataclass(frozen=True)
class Complaint:
    """What a citizen said so many working days before the end, and what the answer was, if any."""

    days_ago: int
    kind: DisputeKind
    text: str
    result: DisputeResult | None = None
    answer: str = ""


COMPLAINTS = (
    Complaint(
        17,
        DisputeKind.WRONG,
        "明细表第一行的名称好像写错了。",
        DisputeResult.UPHELD,
        "属实。明细表一行名称写错，已发更正版，金额不变。",
    ),
    Complaint(
        11,
        DisputeKind.WRONG,
        "合计比上个月少了很多，是不是漏了？",
        DisputeResult.REJECTED,
        "经核对，数字与账目相符；差额是跨年支付，已在说明里写明。",
    ),
    Complaint(9, DisputeKind.SHOULD_BE_PUBLIC, "附件里没有发放标准，应当一起公开。"),
    Complaint(1, DisputeKind.SHOULD_BE_PUBLIC, "公布的时间比文件规定的晚，请说明原因。"),
)


@dataclass
class Afterwards:
    """By day, what happens on it. Days are working days before the end of the story."""

    cast: Cast
    until: datetime.date
    days: Calendar
    planned: dict[datetime.date, list[Happening]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.desk = Desk(self.cast)
        for number, complaint in enumerate(COMPLAINTS):
            self._plan(complaint.days_ago, partial(self._complain, number, complaint))
        for number, why in enumerate(WITHDRAWALS):
            self._plan(4 - number, partial(self._withdraw, 80 + 50 * number, why))
        self._plan(15, self._look_again)
        self._plan(12, self._take_back)
        self._plan(3, self._amend)
        self._plan(1, self._correct)

    def happen(self, day: datetime.date) -> None:
        for happening in self.planned.pop(day, ()):
            happening(day)

    def _plan(self, days_ago: int, happening: Happening) -> None:
        day = self.days.add(self.until, -days_ago).on
        self.planned.setdefault(day, []).append(happening)

    def _standing(self) -> QuerySet[Disclosure]:
        return (
            Disclosure.objects.filter(
                county=self.cast.county,
                withdrawn_at__isnull=True,
                current__isnull=False,
                outcome="content",
            )
            .select_related("organ__parent", "organ__county", "item", "current")
            .order_by("-first_published_at", "id")
        )

    def _correct(self, day: datetime.date) -> None:
        """Three figures were wrong, and the public can see what they were before."""
        for disclosure in self._standing().filter(item__audience="public")[5:50:15]:
            body = disclosure.current.body if disclosure.current else ""
            changes = {
                "body": body.replace("第一类", "第一类（更正）", 1),
                "correction_reason": "明细表第一行名称录入有误，金额不变。",
            }
            self.desk.correct(disclosure, day, changes)

    def _withdraw(
        self, place: int, why: tuple[WithdrawalGround, str, str], day: datetime.date
    ) -> None:
        """One for personal data, one by order, one because it moved; tombstones stay."""
        ground, reason, basis = why
        for disclosure in self._standing()[place : place + 1]:
            actions.withdraw(
                disclosure=disclosure,
                ground=ground,
                reason=reason,
                basis=basis,
                by=self.desk.approver(disclosure.organ),
                at=self.cast.clock.at(day, 15),
            )

    def _look_again(self, day: datetime.date) -> None:
        """What was withheld a year ago: one is forgotten, one may be public, the others are not."""
        organs = [organ.pk for organ in self.cast.organs.values()]
        due = (one for one in withheld_by(self.cast.county, organs) if one.due_on <= day)
        found = [one.thing for one in due if isinstance(one.thing, Disclosure)]
        for number, disclosure in enumerate(found[1:]):
            examine = confirm_publication if number else release_publication
            examine(
                disclosure=disclosure,
                reason=CHANGED if number == 0 else UNCHANGED,
                by=self.desk.approver(disclosure.organ),
                at=self.cast.clock.at(day, 10),
            )

    def _amend(self, day: datetime.date) -> None:
        """A document of which parts no longer bind says so on its own page; not the Opinions,
        which nothing has amended."""
        documents = self._standing().exclude(validity=Validity.NOT_APPLICABLE)
        documents = documents.exclude(title=opinions.words(day)["title"])
        for document in documents.order_by("-id")[:1]:
            actions.change_validity(
                disclosure=document,
                validity=Validity.AMENDED,
                note="个别条款以后来的规定为准（演示）。",
                by=self.desk.approver(document.organ),
                at=self.cast.clock.at(day, 16),
            )

    def _take_back(self, day: datetime.date) -> None:
        """A contract was recorded that had not been signed: the duty it opened is void."""
        organ = self.cast.organs["EDU"]
        by = self.desk.drafter(organ)
        mistaken = catalogue.record_fact(
            organ=organ,
            kind=FactKind.CONTRACT_SIGNED,
            title="签订操场改造合同",
            happened_on=day,
            recorded_for=organ,
            item=Item.objects.get(standard__county=self.cast.county, code="G-14"),
            evidence="演示：合同的名称和编号。",
            by=by,
            at=self.cast.clock.at(day, 9),
        )
        catalogue.withdraw_fact(
            fact=mistaken,
            because="合同还没有签，登记早了。",
            by=by,
            at=self.cast.clock.at(day, 16),
        )

    def _complain(self, number: int, complaint: Complaint, day: datetime.date) -> None:
        """Citizens said that something was wrong: answered, open, and one whose answer is late."""
        public = self._standing().filter(item__audience="public")
        for disclosure in public[3 + 19 * number : 4 + 19 * number]:
            made = disputes.raise_dispute(
                county=self.cast.county,
                subject_kind=SubjectKind.DISCLOSURE,
                subject_id=disclosure.object_id,
                kind=complaint.kind,
                text=complaint.text,
                idempotency_key=f"demonstration-{number}",
                at=self.cast.clock.at(day, 10),
            )
            if complaint.result:
                answered = self.days.add(day, 2).on
                answer = partial(self._answer, made, complaint.result, complaint.answer)
                self.planned.setdefault(answered, []).append(answer)

    def _answer(
        self, dispute: Dispute, result: DisputeResult, words: str, day: datetime.date
    ) -> None:
        disputes.answer_dispute(
            dispute=dispute,
            result=result,
            answer=words,
            by=self.cast.who("OFFICE", Role.OPENNESS_OFFICE),
            at=self.cast.clock.at(day, 11),
        )
