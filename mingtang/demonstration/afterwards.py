"""What happens after publication in the invented county: corrections, withdrawals, postings."""

import datetime
from io import BytesIO

from PIL import Image, ImageDraw

from mingtang.cases.choices import DisputeKind, DisputeResult, SubjectKind
from mingtang.demonstration.county import Cast
from mingtang.demonstration.publishing import Desk, moment
from mingtang.disclosure import actions
from mingtang.disclosure.choices import Validity, WithdrawalGround
from mingtang.disclosure.models import Delivery, Disclosure
from mingtang.disclosure.rules.delivering import Seen
from mingtang.files import actions as files
from mingtang.files.models import StoredFile
from mingtang.journeys import disputes
from mingtang.organs.choices import Role, Tier

POSTED_OF = 10  # nine sheets in ten have been posted


def correct_some(cast: Cast, until: datetime.date) -> None:
    """Three figures were wrong, and the public can see what they were before."""
    desk = Desk(cast)
    chosen = (
        _standing(cast).filter(item__audience="public").order_by("-first_published_at")[5:50:15]
    )
    for disclosure in chosen:
        body = disclosure.current.body if disclosure.current else ""
        desk.correct(
            disclosure,
            until - datetime.timedelta(days=1),
            {
                "body": body.replace("第一类", "第一类（更正）", 1),
                "correction_reason": "明细表第一行名称录入有误，金额不变。",
            },
        )


def _standing(cast: Cast):  # type: ignore[no-untyped-def]
    return Disclosure.objects.filter(
        county=cast.county, withdrawn_at__isnull=True, current__isnull=False, outcome="content"
    ).select_related("organ__parent", "organ__county", "item", "current")


def withdraw_some(cast: Cast, until: datetime.date) -> None:
    """One for personal data, one by order, one because it moved; tombstones stay."""
    desk = Desk(cast)
    reasons = (
        (
            WithdrawalGround.PERSONAL_DATA,
            "附件遮盖不全，有人的住址写到了门牌号。",
            "政府信息公开条例:15",
        ),
        (
            WithdrawalGround.LEGAL_ORDER,
            "上级机关责令撤回，原文引用了未公开的文件。",
            "政府信息公开条例:47",
        ),
        (WithdrawalGround.MOVED, "职责已划转，由承继机关另行公开。", ""),
    )
    chosen = _standing(cast).order_by("-first_published_at")[80:200:50]
    for number, (disclosure, (ground, reason, basis)) in enumerate(
        zip(chosen, reasons, strict=False)
    ):
        actions.withdraw(
            disclosure=disclosure,
            ground=ground,
            reason=reason,
            basis=basis,
            by=desk.approver(disclosure.organ),
            at=moment(until - datetime.timedelta(days=3 - number), 15),
        )


def repeal_one(cast: Cast, until: datetime.date) -> None:
    """A document that no longer binds says so on its own page."""
    document = _standing(cast).exclude(validity=Validity.NOT_APPLICABLE).first()
    if document is None:
        return
    actions.change_validity(
        disclosure=document,
        validity=Validity.AMENDED,
        note="个别条款以后来的规定为准（演示）。",
        by=Desk(cast).approver(document.organ),
        at=moment(until - datetime.timedelta(days=2), 16),
    )


def post_most(cast: Cast, until: datetime.date) -> None:
    """Village clerks hang the sheets and photograph them; some still wait, some must come down."""
    photograph = _photograph(cast, until)
    waiting = Delivery.objects.filter(
        organ__county=cast.county, state="waiting", place__isnull=False
    ).select_related("organ", "edition")
    for number, delivery in enumerate(waiting.order_by("created_at", "id")):
        if number % POSTED_OF == POSTED_OF - 1:
            continue
        code = cast.code_of(delivery.organ)
        is_village = delivery.organ.tier == Tier.VILLAGE
        role = Role.VILLAGE_CLERK if is_village else Role.OFFICER
        hung = min(delivery.created_at + datetime.timedelta(days=1, hours=2), moment(until, 8))
        actions.confirm_posting(
            delivery=delivery,
            photograph=photograph,
            seen=Seen(where=f"{delivery.organ.name}公开栏（演示）"),
            by=cast.who(code, role),
            at=hung,
        )
        delivery.refresh_from_db()
        if delivery.remove_from and delivery.remove_from < until - datetime.timedelta(days=30):
            actions.confirm_removal(
                delivery=delivery,
                photograph=photograph,
                seen=Seen(where=f"{delivery.organ.name}公开栏（演示）"),
                by=cast.who(code, role),
                at=moment(delivery.remove_from, 17),
            )
    actions.come_down(on=until)


def _photograph(cast: Cast, until: datetime.date) -> StoredFile:
    """A drawn picture of a board that says that it is one."""
    picture = Image.new("RGB", (640, 420), "#e8e2d0")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((40, 40, 600, 380), fill="#fbfaf6", outline="#7f7a6e", width=6)
    pen.rectangle((80, 80, 300, 340), fill="#ffffff", outline="#1a1e22", width=2)
    pen.rectangle((340, 80, 560, 340), fill="#ffffff", outline="#1a1e22", width=2)
    pen.text((250, 390), "DEMO PICTURE", fill="#1a1e22")
    content = BytesIO()
    picture.save(content, "JPEG")
    content.seek(0)
    by = cast.who("SQC-V1", Role.VILLAGE_CLERK)
    stored, _facts = files.store_photograph(content=content, by=by, at=moment(until, 7))
    return stored


def dispute_some(cast: Cast, until: datetime.date) -> None:
    """Citizens said that something was wrong: answered, open, and one whose answer is late."""
    chosen = (
        _standing(cast).filter(item__audience="public").order_by("-first_published_at")[3:80:19]
    )
    answers = (
        (DisputeResult.UPHELD, "属实。明细表一行名称写错，已发更正版，金额不变。"),
        (DisputeResult.REJECTED, "经核对，数字与账目相符；差额是跨年支付，已在说明里写明。"),
        None,
        None,
    )
    texts = (
        "明细表第一行的名称好像写错了。",
        "合计比上个月少了很多，是不是漏了？",
        "附件里没有发放标准，应当一起公开。",
        "公布的时间比文件规定的晚，请说明原因。",
    )
    by = cast.who("OFFICE", Role.OPENNESS_OFFICE)
    for number, disclosure in enumerate(chosen[:4]):
        received = until - datetime.timedelta(days=(24, 15, 12, 1)[number])
        made = disputes.raise_dispute(
            county=cast.county,
            subject_kind=SubjectKind.DISCLOSURE,
            subject_id=disclosure.object_id,
            kind=DisputeKind.WRONG if number < 2 else DisputeKind.SHOULD_BE_PUBLIC,
            text=texts[number],
            idempotency_key=f"demonstration-{number}",
            at=moment(received, 10),
        )
        answer = answers[number]
        if answer:
            result, words = answer
            disputes.answer_dispute(
                dispute=made,
                result=result,
                answer=words,
                by=by,
                at=moment(received + datetime.timedelta(days=2), 11),
            )
