"""An edition is looked at once; what is found is asked, and what is mended closes by itself."""

import datetime

import pytest

from mingtang.disclosure import actions as disclosures
from mingtang.disclosure.choices import WithdrawalGround
from mingtang.files import actions as files
from mingtang.files.models import FileText
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry
from mingtang.supervision import actions
from mingtang.supervision.choices import ClosedBecause, FindingState
from mingtang.supervision.models import Band, Examination, Finding
from mingtang.supervision.queries.looking import (
    LONGEST_OF_A_FILE,
    to_examine,
    whose_text_is_gone,
)
from tests.disclosure.publishing import corrected, later, published, scene
from tests.factories.disclosure import DisclosureFactory
from tests.factories.files import StoredFileFactory
from tests.factories.organs import OrganFactory
from tests.files.made import pdf, picture, word
from tests.supervision.texts import FIGURES, body, words

pytestmark = pytest.mark.django_db
AT = later(60)
FIGURES_ASKED = [{"key": "sum", "label": "金额", "hint": "", "kind": "number", "required": False}]


def looked_at(at=AT):
    """What a night raises, by kind."""
    raised = [one for edition in to_examine() for one in actions.examine(edition=edition, at=at)]
    return {one.kind: one for one in raised}


def copied(there, *, seed=1, **given):
    """A second publication of the organ with the words of the first."""
    first = published(there, body=body(seed))
    second = published(there._replace(duty=None), at=later(30), body=body(seed), **given)
    return first, second


def test_a_text_of_its_own_is_kept_by_its_signature_and_asked_nothing():
    edition = published(scene(), body=body(1))

    assert looked_at() == {}
    kept = Examination.objects.get(edition=edition)
    assert (len(kept.signature), kept.bands.count()) == (256, 8)
    assert not to_examine().exists()


def test_a_near_copy_of_its_own_is_asked_about_with_figures_alone():
    first, second = copied(scene())
    found = looked_at()["copy_of_own"]

    assert (found.edition, found.other) == (second, first)
    assert found.evidence == {"alike": 100, "figures": 3, "same_figures": 3, "others": 0}
    assert found.about_on == second.published_at.date()
    entry = Entry.objects.get(object_id=found.object_id)
    assert (entry.act, entry.organ_code) == (Act.FINDING_RAISED, first.disclosure.organ.code)


def test_a_neighbours_text_is_asked_of_who_came_later():
    mine = scene()
    neighbour = OrganFactory(county=mine.organ.county)
    published(scene(organ=neighbour, with_duty=False), body=body(1))
    edition = published(mine, at=later(30), body=body(1))

    assert {(one.kind, one.edition) for one in looked_at().values()} == {("copy_of_other", edition)}


def test_a_neighbours_text_under_the_short_name_of_another_place_and_other_days_is_seen():
    mine = scene()
    mine.organ.name = "白塔镇人民政府"
    mine.organ.save()
    neighbour = OrganFactory(county=mine.organ.county, name="青石镇人民政府")

    def told(place, day):
        told = "".join(f"{place}{day}在{words(n, 40)}。" for n in range(5))
        return told + FIGURES

    published(scene(organ=neighbour, with_duty=False), body=told("青石镇", "3月10日"))
    published(mine, at=later(30), body=told("白塔镇", "11月2日"))

    assert looked_at()["copy_of_other"].evidence["alike"] == 100


def test_a_form_filled_in_with_new_figures_is_read_and_let_pass():
    there = scene()
    published(there, body=words(1, 900) + FIGURES)
    published(
        there._replace(duty=None),
        at=later(30),
        body=words(1, 900) + "共办理1190件，涉及资金35.2万元，惠及388户。",
    )

    assert looked_at() == {}


def test_a_text_of_another_county_is_not_compared():
    published(scene(), body=body(1))
    published(scene(), at=later(30), body=body(1))

    assert looked_at() == {}


def test_what_came_out_later_is_never_the_one_that_was_copied():
    there = scene()
    first = published(there, body=body(1))
    published(there._replace(duty=None), at=later(10), body=body(2))
    looked_at()
    corrected(there, first.disclosure, at=later(20), body=body(2))

    assert looked_at() == {}


def test_who_is_looked_at_twice_is_asked_once():
    copied(scene())
    editions = list(to_examine())
    looked_at()

    assert [actions.examine(edition=edition, at=AT) for edition in editions] == [[], []]
    assert Finding.objects.count() == 1


def test_a_new_edition_that_mends_it_closes_the_finding_with_its_trace():
    there = scene()
    _first, second = copied(there)
    looked_at()
    mended = corrected(there, second.disclosure, at=later(40), body=body(2))

    assert looked_at() == {}
    closed = Finding.objects.get()
    assert (closed.state, closed.closed_because) == (FindingState.CLOSED, ClosedBecause.MENDED)
    assert (closed.mended_by, closed.closed_at) == (mended, AT)
    assert Entry.objects.filter(object_id=closed.object_id).count() == 2


def test_a_new_edition_that_mends_nothing_leaves_the_question_as_it_stands():
    there = scene()
    _first, second = copied(there)
    looked_at()
    corrected(there, second.disclosure, at=later(40), body=body(1), summary="改了一句话")

    assert looked_at() == {}
    assert Finding.objects.get().state == FindingState.OPEN


def test_what_was_mended_and_comes_back_is_asked_anew_of_the_new_edition():
    there = scene()
    _first, second = copied(there)
    looked_at()
    corrected(there, second.disclosure, at=later(40), body=body(2))
    looked_at()
    again = corrected(there, second.disclosure, at=later(50), body=body(1))

    assert looked_at()["copy_of_own"].edition == again
    assert Finding.objects.count() == 2


def test_what_was_explained_and_accepted_is_not_asked_again():
    there = scene()
    _first, second = copied(there)
    looked_at()
    Finding.objects.update(state=FindingState.ACCEPTED)
    corrected(there, second.disclosure, at=later(40), body=body(1), summary="改了一句话")
    assert looked_at() == {}

    corrected(there, second.disclosure, at=later(50), body=body(2))
    assert looked_at() == {}
    assert Finding.objects.get().state == FindingState.ACCEPTED


def test_a_correction_of_the_day_alone_is_old_news():
    there = scene()
    first = published(there, body=body(1), formed_on=datetime.date(2026, 1, 5))
    looked_at()
    corrected(there, first.disclosure, at=later(40), formed_on=datetime.date(2026, 3, 5))

    found = looked_at()["redated"]
    assert (found.other, found.evidence["days"]) == (first, 59)


def test_a_correction_that_rewrites_it_is_none():
    there = scene()
    first = published(there, body=body(1), formed_on=datetime.date(2026, 1, 5))
    corrected(
        there, first.disclosure, at=later(40), body=body(2), formed_on=datetime.date(2026, 3, 5)
    )

    assert looked_at() == {}


def test_an_edition_whose_former_one_nobody_finds_is_looked_at_by_itself():
    edition = published(scene(), body=body(1))
    type(edition).objects.filter(pk=edition.pk).update(number=2, correction_reason="数字录入有误")

    assert looked_at() == {}


def test_a_picture_beside_two_words_is_asked_about():
    edition = published(scene(), body="见图。")
    edition.attachments.create(
        file=StoredFileFactory(media_type="image/png", text_state="not_read"), name="公示.png"
    )

    assert looked_at()["image_only"].evidence == {"files": 1, "signs": 2}
    assert bytes(Examination.objects.get().signature) == b""
    assert not Band.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [("名单.pdf", pdf("", "")), ("名单.docx", word(pictures=[picture()]))],
)
def test_scanned_pages_and_a_file_of_one_picture_are_asked_about_like_a_picture(name, content):
    there = scene(elements=FIGURES_ASKED)
    edition = published(there, body="具体内容详见附件。")
    there.item.elements = [{**FIGURES_ASKED[0], "kind": "table", "required": True}]
    there.item.save()
    edition.attachments.create(
        file=files.store(content=content, name=name, by=None, at=AT),
        name=name,
        decision="read_by_eye",
    )
    type(edition).objects.filter(pk=edition.pk).update(values={"sum": "见附件"})

    found = looked_at()

    assert found["image_only"].evidence == {"files": 1, "signs": 11}
    assert found["no_figures"].evidence == {"without": ["sum"], "of": 1}


def test_a_file_that_could_not_be_opened_is_not_held_a_picture():
    edition = published(scene(), body="内容见附件。")
    unread = StoredFileFactory(text_state="not_read", unread=["旧版 Word 的文字读不出来。"])
    FileText.objects.create(file=unread, passages=[])
    edition.attachments.create(file=unread, name="名单.doc")

    assert looked_at() == {}


def with_file(there, text, **given):
    """A publication that says all it says in a file."""
    edition = published(there, body="内容见附件。", **given)
    file = StoredFileFactory()
    FileText.objects.create(file=file, passages=[["第1页", text[:100]], ["第2页", text[100:]]])
    edition.attachments.create(file=file, name="预算.pdf")
    return edition


def test_the_file_of_last_year_is_a_copy_too():
    there = scene()
    first = with_file(there, body(1))
    second = with_file(there._replace(duty=None), body(1), at=later(30))

    found = looked_at()["copy_of_own"]
    assert (found.edition, found.other, found.evidence["alike"]) == (second, first, 100)


def test_files_with_other_figures_are_none():
    there = scene()
    with_file(there, body(1))
    other = body(1, "共办理99件，涉及7.5万元，惠及8户。")
    with_file(there._replace(duty=None), other, at=later(30))

    assert looked_at() == {}


def test_of_two_files_their_beginnings_alone_are_compared():
    long = words(7, LONGEST_OF_A_FILE)
    there = scene()
    with_file(there, FIGURES + long + words(8, 60))
    with_file(there._replace(duty=None), FIGURES + long + words(9, 60), at=later(30))

    assert looked_at()["copy_of_own"].evidence["alike"] == 100


def test_elements_are_looked_into():
    there = scene(elements=FIGURES_ASKED)
    edition = published(there, body=words(1))
    there.item.elements = [{**FIGURES_ASKED[0], "kind": "table", "required": True}]
    there.item.save()
    type(edition).objects.filter(pk=edition.pk).update(values={"sum": "比去年多"})

    assert looked_at()["no_figures"].evidence == {"without": ["sum"], "of": 1}


def test_drafts_nil_returns_and_what_is_inside_are_not_looked_at():
    DisclosureFactory(first_published_at=None)
    published(scene(audience="internal"), body=body(1))
    published(scene(), at=later(1), body="本期没有发生这一事项。", outcome="nil")

    assert not to_examine().exists()


def withdraw(edition, there):
    return disclosures.withdraw(
        disclosure=edition.disclosure,
        ground=WithdrawalGround.ERROR,
        reason="内容有误",
        by=there.staff.approver,
        at=later(50),
    )


@pytest.mark.parametrize(
    ("place", "because"), [(1, ClosedBecause.WITHDRAWN), (0, ClosedBecause.OTHER_WITHDRAWN)]
)
def test_what_nobody_can_look_at_any_more_is_closed(place, because):
    there = scene()
    both = copied(there)
    looked_at()
    withdraw(both[place], there)

    lapsed = [actions.lapse(finding=finding, at=AT) for finding in whose_text_is_gone()]
    assert [one.closed_because for one in lapsed] == [because]
    assert not whose_text_is_gone().exists()


def test_what_can_still_be_looked_at_does_not_lapse():
    copied(scene())
    looked_at()

    assert actions.lapse(finding=Finding.objects.get(), at=AT).is_open
