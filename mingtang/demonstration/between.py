"""What the organs of the invented county ask of each other on the last day; one of each kind."""

import datetime

from mingtang.catalogue import actions as catalogue
from mingtang.catalogue.choices import Audience, DutyState
from mingtang.catalogue.models import Duty, DutyTransfer
from mingtang.demonstration.county import Cast
from mingtang.demonstration.names import name
from mingtang.disclosure.choices import EDITABLE, OPEN
from mingtang.disclosure.models import Consultation, Edition
from mingtang.journeys import consulting, departures, transfers
from mingtang.organs import actions as organs
from mingtang.organs.choices import Role
from mingtang.organs.models import Post

HOUR = 15


def between_organs(cast: Cast, day: datetime.date) -> None:
    """Does nothing where the story was too short to leave what it speaks of."""
    _consult(cast, day)
    _hand_duties(cast, day)
    _leave(cast, day)


def _consult(cast: Cast, day: datetime.date) -> None:
    """One that the civil affairs office waits for, one that it is to answer, one objected to."""
    _ask(cast, day, "CIVIL", "FIN", "成交金额和资金来源是否与你局的采购备案一致。")
    _ask(cast, day, "HOUSE", "CIVIL", "名单里的低保家庭是否与你局的在册名单一致。")
    objected = _ask(cast, day, "EDU", "TRANS", "校车线路和停靠站是否与你局的许可一致。")
    if objected is not None:
        consulting.answer_consultation(
            consultation=objected,
            agrees=False,
            answer="第三条线路的停靠站与许可不一致，应当以许可决定为准。",
            by=cast.who("TRANS", Role.APPROVER),
            at=cast.clock.at(day, HOUR),
        )


def _ask(
    cast: Cast, day: datetime.date, asking: str, asked: str, question: str
) -> Consultation | None:
    drafts = Edition.objects.filter(
        disclosure__organ=cast.organs[asking],
        disclosure__outcome="content",
        disclosure__consultations=None,
        state__in=OPEN,
    )
    # One that was returned or is drafted still comes first: what is scheduled should go out.
    edition = drafts.filter(state__in=EDITABLE).first() or drafts.filter(state="in_review").first()
    if edition is None:
        return None
    return consulting.ask_organ(
        edition=edition,
        organ=cast.organs[asked],
        question=question,
        by=cast.who(asking, Role.OFFICER),
        at=cast.clock.at(day, HOUR),
    )


def _hand_duties(cast: Cast, day: datetime.date) -> None:
    """One that was agreed on, one that waits for an answer, one decided; and one of two organs."""
    if agreed := _open_duty(cast, "GOV", "老旧小区"):
        made = _propose(cast, day, agreed, "HOUSE", "这件文件由住房和城乡建设局起草、负责实施。")
        transfers.accept_transfer(
            transfer=made, by=cast.who("HOUSE", Role.APPROVER), at=cast.clock.at(day, HOUR)
        )
    if offered := _open_duty(cast, "GOV", "临时救助"):
        _propose(cast, day, offered, "CIVIL", "临时救助由民政局主管，由它公开。")
    if decided := _open_duty(cast, "MARKET"):
        transfers.decide_transfer(
            duty=decided,
            taker=cast.organs["URBAN"],
            because="这一类处罚权已相对集中到城市管理部门，由它公开。",
            by=cast.who("OFFICE", Role.OPENNESS_OFFICE),
            at=cast.clock.at(day, HOUR),
        )
    if shared := _open_duty(cast, "CIVIL"):
        catalogue.share_duty(
            duty=shared,
            organs=[cast.organs["PSB"]],
            by=cast.who("CIVIL", Role.OFFICER),
            at=cast.clock.at(day, HOUR),
        )


def _propose(cast: Cast, day: datetime.date, duty: Duty, taker: str, because: str) -> DutyTransfer:
    return transfers.propose_transfer(
        duty=duty,
        taker=cast.organs[taker],
        because=because,
        by=cast.who("GOV", Role.OFFICER),
        at=cast.clock.at(day, HOUR),
    )


def _open_duty(cast: Cast, code: str, words: str = "") -> Duty | None:
    """One of an organ that nobody drafts yet, the last to fall due."""
    return (
        Duty.objects.filter(
            organ=cast.organs[code],
            title__contains=words,
            item__audience=Audience.PUBLIC,
            state=DutyState.OPEN,
            disclosures=None,
        )
        .order_by("-due_on", "id")
        .first()
    )


def _leave(cast: Cast, day: datetime.date) -> None:
    """The township's officer leaves, and a colleague goes on with what is not finished."""
    officer = cast.who("QS", Role.OFFICER)
    cast.hired += 1
    successor = organs.open_account(
        county=cast.county,
        username="qs-officer-2",
        name=name(cast.hired),
        email="qs-officer-2@shifan.example",
        by=None,
        at=cast.clock.at(day, HOUR),
    )
    post = Post.objects.select_related("organ__county", "holder").get(
        organ=cast.organs["QS"], role=Role.OFFICER, holder=officer
    )
    departures.leave_post(
        post=post,
        on=day,
        successor=successor,
        by=cast.who("PSB", Role.SECURITY_ADMIN),
        at=cast.clock.at(day, HOUR),
    )
