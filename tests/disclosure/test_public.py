import pytest

from mingtang.disclosure import actions
from mingtang.disclosure.choices import WithdrawalGround
from mingtang.disclosure.models import Attachment
from mingtang.disclosure.queries import public
from tests.disclosure.publishing import corrected, draft, later, published, scene
from tests.disclosure.test_drafts import text_file

pytestmark = pytest.mark.django_db


def test_what_is_internal_is_in_no_public_list():
    there = scene(audience="internal", channels=[])
    disclosure = published(there).disclosure
    county = there.organ.county

    assert list(public.published(county)) == []
    assert public.find(county, disclosure.object_id) is None
    assert public.counts_by_organ(county) == {}


def test_a_draft_is_in_no_public_list():
    there = scene()
    disclosure = draft(there).disclosure

    assert public.find(there.organ.county, disclosure.object_id) is None


def test_one_county_does_not_show_anothers():
    one, two = scene(), scene()
    disclosure = published(one).disclosure

    assert public.find(two.organ.county, disclosure.object_id) is None
    assert list(public.published(two.organ.county)) == []


def test_lists_and_counts_go_by_organ_and_item():
    there = scene()
    disclosure = published(there).disclosure
    county = there.organ.county

    assert list(public.of_organ(there.organ)) == [disclosure]
    assert list(public.of_item(county, there.item)) == [disclosure]
    assert public.counts_by_organ(county) == {there.organ.pk: 1}
    assert public.counts_by_item(county) == {there.item.code: 1}


def test_editions_that_were_public_can_be_read_by_number():
    there = scene()
    first = published(there)
    corrected(there, first.disclosure, at=later(30))
    disclosure = public.find(there.organ.county, first.disclosure.object_id)

    assert [edition.number for edition in public.editions(disclosure)] == [2, 1]
    assert public.edition(disclosure, 1) == first
    assert public.edition(disclosure, 9) is None


class TestAttachment:
    def attached(self, there):
        edition = draft(there)
        return actions.attach(
            edition=edition, file=text_file(), name="表.txt", by=there.staff.officer, at=later(1)
        )

    def test_a_file_of_a_draft_is_not_public(self):
        there = scene()
        added = self.attached(there)

        assert public.attachment(added.edition.disclosure, added.pk) is None

    def test_a_public_one_is_until_it_is_withdrawn(self):
        there = scene()
        edition = published(there)
        added = Attachment.objects.create(edition=edition, file=text_file(), name="表.txt")
        disclosure = edition.disclosure
        assert public.attachment(disclosure, added.pk) == added
        assert list(public.attachments(edition)) == [added]

        gone = actions.withdraw(
            disclosure=disclosure,
            ground=WithdrawalGround.ERROR,
            reason="有误",
            by=there.staff.approver,
            at=later(40),
        )

        assert public.attachment(gone, added.pk) is None
