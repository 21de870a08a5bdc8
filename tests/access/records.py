"""The records that addresses name, made by the actions in each place; `kwargs` of their URLs."""

import datetime

from mingtang.cases.actions import receive_dispute
from mingtang.cases.choices import DisputeKind
from mingtang.catalogue.actions import propose_transfer, record_fact
from mingtang.disclosure import actions
from mingtang.disclosure.choices import EditionState, StepCode, WithdrawalGround
from mingtang.disclosure.models import Delivery, Disclosure, Edition
from mingtang.foundation.working_days import Due
from mingtang.organs.choices import Role
from tests.access.people import DAY, NOW
from tests.catalogue.mending import mistaken, propose
from tests.disclosure import publishing
from tests.disclosure.publishing import START, Scene, later
from tests.disclosure.test_drafts import text_file
from tests.factories.cases import DisputeFactory
from tests.factories.catalogue import (
    ImportedTableFactory,
    ItemFactory,
    PeriodDutyFactory,
    doubtful_row,
)
from tests.factories.disclosure import DeliveryFactory
from tests.factories.issued import (
    ApiTokenFactory,
    DocumentTableFactory,
    GapExplanationFactory,
    IssuedDocumentFactory,
)
from tests.factories.notices import NoticeFactory
from tests.factories.organs import PlaceFactory, PostFactory, StaffedOrgan
from tests.factories.supervision import AnswerFactory, FindingFactory, InspectionDayFactory

CHANNELS = ["website", "board"]
MONTHLY = {"every": "month", "by_day": 10}
UNTIL = NOW + 3 * DAY


def monthly(standard, **given):
    """An item that no fact opens."""
    return ItemFactory(
        standard=standard,
        **{"elements": [], "channels": CHANNELS, "due_rule": MONTHLY, **given},
    )


class Desk:
    """Makes publications of one place; each has its own item and its own duty."""

    def __init__(self, place, standard):
        self.place = place
        self.standard = standard

    def scene(self, *, staff=None, **item):
        staff = staff or self.place.staff
        made = monthly(self.standard, **item)
        return Scene(staff, made, PeriodDutyFactory(organ=staff.organ, item=made))

    def words(self, what):
        """A heading that stands in no other record."""
        return {"title": f"{self.place.name}-{what}"}

    def attached(self, edition, what, *, by=None):
        words = f"{self.place.name}-{what}-file"
        return actions.attach(
            edition=edition,
            file=text_file(words, f"{words}.txt"),
            name=f"{words}.txt",
            by=by or self.place.people["officer"],
            at=later(1),
        )

    def draft(self, what, **item):
        edition = publishing.draft(self.scene(**item), **self.words(what))
        return of_attachment(self.attached(edition, what))

    def submitted(self, what, *, is_emergency=False, **item):
        scene = self.scene(**item)
        edition = publishing.draft(scene, **self.words(what))
        attached = self.attached(edition, what)
        actions.submit(
            edition=edition,
            is_emergency=is_emergency,
            emergency_reason="汛情" if is_emergency else "",
            by=scene.staff.officer,
            at=later(1),
        )
        return attached

    def signed(self, what, *steps, publish_at=None, **given):
        attached = self.submitted(what, **given)
        people = self.place.people
        for step, role in steps:
            actions.sign(
                edition=attached.edition,
                step=step,
                publish_at=publish_at if step == StepCode.APPROVAL else None,
                by=people[role],
                at=later(2),
            )
        return attached

    def published(self, what, **given):
        return of_attachment(self.signed(what, REVIEW, APPROVE, **given))

    def withdrawn(self, what, **given):
        attached = self.signed(what, REVIEW, APPROVE, **given)
        actions.withdraw(
            disclosure=attached.edition.disclosure,
            ground=WithdrawalGround.PERSONAL_DATA,
            reason="遮盖不全",
            by=self.place.people["approver"],
            at=later(4),
        )
        return of_attachment(attached)

    def held(self, what):
        attached = self.signed(what, REVIEW, APPROVE, publish_at=UNTIL)
        edition = Edition.objects.filter(pk=attached.edition_id)
        edition.update(state=EditionState.HELD, held_because="关口")
        return of_attachment(attached)


REVIEW = (StepCode.SECRECY, "secrecy_reviewer")
APPROVE = (StepCode.APPROVAL, "approver")


def of_attachment(attached):
    edition = Edition.objects.select_related("disclosure").get(pk=attached.edition_id)
    return {**of_edition(edition), "attachment_id": attached.pk, "name": attached.name}


def of_edition(edition):
    return {"number": edition.number, **of(edition.disclosure)}


def of(record):
    """The kind is what a dispute about it calls it."""
    return {"object_id": record.object_id, "subject_kind": record._meta.model_name}


def editions(place, standard):
    """Every state an edition can be in, and one of each other way of work."""
    desk = Desk(place, standard)
    return {
        "draft": desk.draft("draft"),
        "in_review": of_attachment(desk.submitted("in-review")),
        "reviewed": of_attachment(desk.signed("reviewed", REVIEW)),
        "scheduled": of_attachment(desk.signed("scheduled", REVIEW, APPROVE, publish_at=UNTIL)),
        "held": desk.held("held"),
        "emergency": of_attachment(desk.signed("emergency", REVIEW, is_emergency=True)),
        "published": desk.published("published"),
        "withdrawn": desk.withdrawn("withdrawn"),
        "corrected": corrected(desk),
        "correction": correction(desk),
        "internal_draft": desk.draft("internal-draft", audience="internal", channels=[]),
        "internal": desk.published("internal", audience="internal", channels=[]),
        "internal_withdrawn": desk.withdrawn(
            "internal-withdrawn", audience="internal", channels=[]
        ),
        "village_draft": village_draft(desk),
        "station_in_review": station_in_review(desk),
    }


def corrected(desk):
    """Published twice: the second edition."""
    scene = desk.scene()
    first = publishing.published(scene, **desk.words("corrected"))
    edition = publishing.corrected(
        scene, first.disclosure, at=later(5), title=f"{desk.place.name}-corrected-again"
    )
    return of_edition(edition)


def correction(desk):
    """A draft that is to take the place of what is public."""
    scene = desk.scene()
    first = publishing.published(scene, **desk.words("to-correct"))
    second = actions.start_correction(
        disclosure=first.disclosure, by=scene.staff.officer, at=later(5)
    )
    return of_attachment(desk.attached(second, "correction"))


def village_draft(desk):
    clerk = desk.place.people["village_clerk"]
    staff = StaffedOrgan(desk.place.village, clerk, None, None, None)
    return of_edition(publishing.draft(desk.scene(staff=staff), **desk.words("village")))


def station_in_review(desk):
    officer = PostFactory(organ=desk.place.station, role=Role.OFFICER).holder
    staff = StaffedOrgan(desk.place.station, officer, None, None, None)
    edition = publishing.draft(desk.scene(staff=staff), **desk.words("station"))
    attached = desk.attached(edition, "station", by=officer)
    actions.submit(edition=edition, by=officer, at=later(1))
    return of_attachment(attached)


def facts(place):
    """One of each power that it takes; they open nothing."""
    recorders = {
        "formed_or_changed": "officer",
        "congress_approved": "congress_clerk",
        "replied": "finance_clerk",
    }
    names = {"formed_or_changed": "fact", "congress_approved": "approval", "replied": "reply"}
    return {
        names[kind]: of(
            record_fact(
                organ=place.department,
                kind=kind,
                title=f"{place.name}-{kind}",
                happened_on=datetime.date(2026, 9, 18),
                recorded_for=place.department,
                evidence="第三次会议决议",
                by=place.people[role],
                at=NOW - DAY,
            )
        )
        for kind, role in recorders.items()
    }


def duties(place, standard):
    item = monthly(standard)
    inside = monthly(standard, channels=[], audience="internal")
    title = f"{place.name}-internal-duty"
    # It waits for the approval of the congress.
    PeriodDutyFactory(organ=place.department, item=monthly(standard, gates=["congress"]))
    return {
        "duty": of(PeriodDutyFactory(organ=place.department, item=item)),
        "internal_duty": of(PeriodDutyFactory(organ=place.department, item=inside, title=title)),
        "item": of(item),
        "internal_item": of(inside),
    }


def deliveries(place, made):
    """On the board of the department, waiting; and one that must come down."""
    board = PlaceFactory(organ=place.department)
    edition = Edition.objects.get(
        disclosure__object_id=made["published"]["object_id"], number=made["published"]["number"]
    )
    waiting = DeliveryFactory(edition=edition, organ=place.department, place=board)
    down = DeliveryFactory(
        edition=edition, organ=place.department, place=PlaceFactory(organ=place.department)
    )
    Delivery.objects.filter(pk=down.pk).update(state="to_remove", remove_from=START.date())
    return {
        "delivery": of(waiting),
        "delivery_photograph": {**of(down), **photographed(down)},
        **photographs(place, made),
        "standing_board": of(board),
        "delivery_down": of(down),
        "board": {**of(place.department), "place_id": board.object_id},
    }


def photographs(place, made):
    """Of sheets of publications in several states."""
    return {
        f"photograph_{what}": {
            "object_id": made[what]["object_id"],
            **photographed(
                DeliveryFactory(
                    edition=Edition.objects.get(
                        disclosure__object_id=made[what]["object_id"], number=made[what]["number"]
                    ),
                    organ=place.department,
                    place=PlaceFactory(organ=place.department),
                    state="cancelled",
                )
            ),
        }
        for what in ("published", "withdrawn", "draft", "internal")
    }


def photographed(delivery):
    """Any file does: what comes back is what was kept."""
    name = f"{delivery.organ.name}-photograph"
    stored = text_file(name, f"{name}.txt")
    receipt = delivery.receipts.create(kind="posted", at=START, photograph=stored)
    return {"receipt_id": receipt.pk}


def disputes(place):
    """One whose sender left a telephone and wrote another into the text; one that left nothing."""
    about = {
        "organ": place.department,
        "subject_kind": "organ",
        "subject_id": place.department.object_id,
    }
    received = receive_dispute(
        county=place.county,
        kind=DisputeKind.WRONG,
        subject_title=f"{place.name}局",
        text=f"{place.name}的合计与各行相加不一致，请打13800138000。",
        contact="13900139000",
        idempotency_key=f"{place.name}-key",
        due=Due(datetime.date(2026, 12, 1), is_provisional=False),
        at=NOW - DAY,
        **about,
    )
    return {"dispute": of(received), "answered": of(DisputeFactory(answered=True, **about))}


def registers(place):
    """What the county's administrators keep."""
    archivist = place.people["archivist"]
    code = place.county.code
    return {
        "organ": {**of(place.department), "field": "education"},
        "account": {"account_id": archivist.pk},
        "closed_account": {"account_id": closed_account(place).pk},
        "post": {"post_id": archivist.posts.first().pk},
        "notice": {"notice_id": NoticeFactory(recipient=archivist, county_code=code).pk},
    }


def tables(place, standard):
    """A draft of which something waits, and the edition in force."""
    table = ImportedTableFactory(county=place.county)
    doubtful_row(table, number=1)
    return {"table": of(table), "standard": of(standard)}


def errata(place, standard):
    """A row that may be mended, and one of which that was proposed by somebody who left."""
    proposed, other = (
        mistaken(standard, f"{place.name}-{what}", due_rule=MONTHLY)
        for what in ("mistaken", "mendable")
    )
    return {"erratum": of(propose(proposed, at=NOW)), "mendable": of(other)}


def documents(place):
    """One that is not for everyone, why a number has none, a table that waits, and a token."""
    organ, officer = place.department, place.people["officer"]
    name = place.name
    document = IssuedDocumentFactory(
        organ=organ, series="示函", said__title=f"{name}-hidden-document", said__recorder=officer
    )
    table = DocumentTableFactory(organ=organ, name=f"{name}-documents.xlsx", imported_by=officer)
    token = ApiTokenFactory(
        organ=organ, holder=officer, name=f"{name}-token", digest=f"{name}-digest"
    )
    explained = GapExplanationFactory(
        organ=organ, series="示函", year=document.year, said_by=officer
    )
    return {
        "document": of(document),
        "gap_explanation": of(explained),
        "document_table": of(table),
        "token": of(token),
    }


def findings(place, made):
    """One that waits for the organ, one for the office, and one of a period."""
    shown = Disclosure.objects.get(object_id=made["published"]["object_id"])
    asked = {"organ": place.department, "disclosure": shown, "edition": shown.current}
    answered = AnswerFactory(
        finding__kind="boilerplate",
        finding__evidence={"stock": 5, "of": 6},
        **{f"finding__{name}": value for name, value in asked.items()},
        by=place.people["officer"],
    )
    return {
        "finding": of(FindingFactory(**asked)),
        "answered_finding": of(answered.finding),
        "bunched_finding": of(FindingFactory(organ=place.department, bunched=True)),
        "inspection": of(
            InspectionDayFactory(
                organ=place.department,
                title=f"{place.name}-inspection",
                on=INSPECTED_ON[place.name],
                entered_by=place.people["openness_office"],
            )
        ),
    }


# Two places are in one county, where a day is entered once.
INSPECTED_ON = {
    name: datetime.date(2026, 9, 28 + number) for number, name in enumerate(("own", "other"))
} | {"elsewhere": datetime.date(2026, 9, 28)}


def between_organs(place, standard):
    """The village gives a duty to its department, and asks it about two drafts."""
    village, clerk = place.village, place.people["village_clerk"]
    staff = StaffedOrgan(village, clerk, None, None, None)
    desk = Desk(place, standard)
    duty = PeriodDutyFactory(organ=village, item=monthly(standard), title=f"{place.name}-given")
    given = propose_transfer(
        duty=duty, taker=place.department, because="职责不在村", by=clerk, at=START
    )
    asked, objected = (
        actions.ask_organ(
            edition=publishing.draft(desk.scene(staff=staff), **desk.words(what)),
            organ=place.department,
            question=f"{place.name}-{what}-question",
            by=clerk,
            at=later(1),
        )
        for what in ("asked", "objected")
    )
    actions.answer_consultation(
        consultation=objected,
        agrees=False,
        answer="金额不对",
        by=place.people["approver"],
        at=later(2),
    )
    return {"transfer": of(given), "consultation": of(asked), "objection": of(objected)}


def closed_account(place):
    person = PostFactory(organ=place.department, to_on=START.date()).holder
    person.is_active = False
    person.save()
    return person


def records(place, standard):
    made = editions(place, standard)
    return {
        **made,
        **facts(place),
        **duties(place, standard),
        **deliveries(place, made),
        **disputes(place),
        **registers(place),
        **tables(place, standard),
        **errata(place, standard),
        **documents(place),
        **findings(place, made),
        **between_organs(place, standard),
    }
