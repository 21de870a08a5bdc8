"""Pages of an organ, an item and the register of documents, beside what was put on record."""

import pytest

from mingtang.audit.models import Mismatch
from mingtang.catalogue.actions import adopt_standard
from mingtang.catalogue.models import Item, Standard
from mingtang.catalogue.queries.standards import shipped_standard
from mingtang.channels.shared.public_pages import CACHE_CONTROL, FRESH
from mingtang.foundation import clock
from mingtang.issued.actions import explain_gap
from mingtang.issued.models import GapExplanation, IssuedDocument, Registration
from mingtang.issued.rules.numbers import Gap
from mingtang.ledger.models import Entry
from mingtang.organs.actions import create_organ, fill_post, merge_organ
from mingtang.organs.choices import Role
from mingtang.organs.models import Organ, Post
from tests.disclosure.publishing import later
from tests.factories.organs import OrganFactory, staffed_organ
from tests.factories.people import UserFactory
from tests.issued.registers import HIDDEN, catalogue, register
from tests.ledger.put_out import Published

pytestmark = pytest.mark.django_db
SAID = "这一页与公开日志的记录不符"


@pytest.fixture
def log(county, settings, tmp_path):
    return Published(county, settings, tmp_path)


def entered(county, number, name, **more):
    return create_organ(
        county=county,
        kind="department",
        tier="county",
        code=f"ZB-{county.code}-{number}",
        name=name,
        by=None,
        at=later(1),
        **more,
    )


def page_of(visit, address):
    response = visit(address)
    is_kept = {CACHE_CONTROL: True, FRESH: False}[response.headers["Cache-Control"]]
    page = response.content.decode()
    assert is_kept == (SAID not in page)
    return page


class TestOrgan:
    @pytest.fixture
    def organ(self, county, log):
        """Its parent was merged into another, and it has a head."""
        old, new = entered(county, 1, "县文化局"), entered(county, 2, "县文旅局")
        made = entered(county, 3, "县图书馆", parent=old)
        fill_post(
            organ=made,
            role=Role.HEAD,
            holder=UserFactory(),
            from_on=clock.day_of(later(2)),
            title="馆长",
            by=None,
            at=later(2),
        )
        merge_organ(
            organ=old,
            into=new,
            on=clock.day_of(later(24)),
            basis="县委办〔2026〕1号",
            by=None,
            at=later(24),
        )
        log.publish()
        return Organ.objects.get(pk=made.pk)

    def test_what_is_as_it_was_entered_is_shown_without_a_word(self, organ, visit):
        assert SAID not in page_of(visit, f"/organs/{organ.object_id}/")
        assert not Mismatch.objects.exists()

    @pytest.mark.parametrize(
        "changes",
        [
            {"name": "县档案馆"},
            {"duties_text": "没有登记过的职责"},
            {"phone": "0000-0000000"},
            {"parent": None},
        ],
    )
    def test_what_the_register_says_otherwise_is_said(self, organ, visit, changes):
        Organ.objects.filter(pk=organ.pk).update(**changes)

        assert "机关登记与日志不符" in page_of(visit, f"/organs/{organ.object_id}/")
        assert Mismatch.objects.count() == 1

    def test_another_in_its_post_is_said(self, organ, visit):
        Post.objects.filter(organ=organ).update(holder=UserFactory())

        assert "任职的人或者领导小组成员与日志" in page_of(visit, f"/organs/{organ.object_id}/")

    def test_an_entry_of_it_that_was_changed_is_said(self, organ, visit):
        Entry.objects.filter(object_id=organ.object_id).update(at=later(9))

        assert "条目与写入时不同" in page_of(visit, f"/organs/{organ.object_id}/")

    def test_one_that_no_act_entered_is_left_to_the_night(self, county, visit):
        organ = OrganFactory(county=county)

        assert SAID not in page_of(visit, f"/organs/{organ.object_id}/")


class TestItem:
    @pytest.fixture
    def item(self, county, log):
        adopt_standard(county=county, standard=shipped_standard(), by=UserFactory(), at=later(1))
        log.publish()
        return Item.objects.filter(audience="public").first()

    def test_an_edition_as_it_was_adopted_is_shown_without_a_word(self, item, visit):
        assert SAID not in page_of(visit, f"/items/{item.object_id}/")

    def test_another_due_day_of_an_item_is_said(self, item, visit):
        Item.objects.filter(pk=item.pk).update(due_rule={"yearly_by": "12-31"})

        assert "公开目录的事项与发布时不符" in page_of(visit, f"/items/{item.object_id}/")

    def test_another_day_on_which_it_came_into_force_is_said(self, item, visit):
        Standard.objects.update(from_on="2020-01-01")

        assert SAID in page_of(visit, f"/items/{item.object_id}/")


class TestRegister:
    @pytest.fixture
    def there(self, county, log):
        made = staffed_organ(organ=OrganFactory(county=county))
        catalogue(county)
        register(made)
        register(made, "示发〔2026〕2号", HIDDEN)
        log.publish()
        return made

    def address(self, there):
        return f"/organs/{there.organ.object_id}/issued/?year=2026"

    def test_documents_as_they_were_registered_are_shown_without_a_word(self, there, visit):
        page = page_of(visit, self.address(there))

        assert "示发〔2026〕2号" in page
        assert SAID not in page

    def test_another_title_or_day_is_said(self, there, visit):
        Registration.objects.filter(attribute="active").update(issued_on="2026-01-05")

        assert SAID in page_of(visit, self.address(there))

    def test_another_reason_of_what_is_not_for_everyone_is_said(self, there, visit):
        Registration.objects.filter(attribute="none").update(reason="另一个")

        assert SAID in page_of(visit, self.address(there))

    def test_another_time_of_registering_is_said(self, there, visit):
        IssuedDocument.objects.update(registered_at=later(-72))

        assert "发文登记与日志不符" in page_of(visit, self.address(there))

    def test_another_reason_for_a_missing_number_is_said_on_both_pages(self, there, log, visit):
        register(there, "示发〔2026〕5号", HIDDEN)
        said = explain_gap(
            organ=there.organ,
            series="示发",
            year=2026,
            numbers=Gap(3, 4),
            kind="void",
            words="编号时多占了号",
            said_for=there.organ,
            by=there.officer,
            at=later(0),
        )
        log.publish()
        pages = (self.address(there), f"/organs/{there.organ.object_id}/issued/gaps/?year=2026")
        for address in pages:
            assert "空号说明与日志不符" not in page_of(visit, address)

        GapExplanation.objects.filter(pk=said.pk).update(words="另一个理由")

        for address in pages:
            assert SAID in page_of(visit, address)
