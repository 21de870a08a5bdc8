import pytest

from mingtang.disclosure import permissions
from mingtang.organs.choices import Role
from mingtang.organs.models import Post
from tests.disclosure.publishing import START, draft, published, scene
from tests.factories.organs import OrganFactory, PlaceFactory, holder_of

pytestmark = pytest.mark.django_db
ON = START.date()
OWN = ("officer", "reviewer", "approver", "head")


@pytest.fixture
def there():
    return scene(channels=["website", "board"])


def allowed(there, may, record):
    """Those of the organ who may, by role, and strangers of another organ and another county."""
    other = OrganFactory(county=there.organ.county)
    strangers = {
        "other_organ": holder_of(Role.OFFICER, organ=other),
        "other_approver": holder_of(Role.APPROVER, organ=other),
        "other_county": holder_of(Role.OPENNESS_OFFICE, organ=OrganFactory()),
        "openness": holder_of(Role.OPENNESS_OFFICE, organ=other),
    }
    people = {name: getattr(there.staff, name) for name in OWN} | strangers
    return {name for name, person in people.items() if may(person, record, ON)}


@pytest.mark.parametrize(
    ("may", "who"),
    [
        (permissions.may_draft, {"officer"}),
        (permissions.may_sign, {"reviewer", "approver"}),
        (permissions.may_read_draft, set(OWN)),
    ],
)
def test_an_edition_is_for_its_organ(there, may, who):
    assert allowed(there, may, draft(there)) == who


@pytest.mark.parametrize(
    ("may", "who"),
    [
        (permissions.may_correct, {"officer"}),
        (permissions.may_approve, {"approver"}),
        (permissions.may_withdraw, {"approver", "openness"}),
        (permissions.may_read_desk, {*OWN, "openness"}),
        (permissions.may_read_internal, set()),
    ],
)
def test_a_publication_is_for_its_organ_and_the_office_above(there, may, who):
    assert allowed(there, may, published(there).disclosure) == who


def test_a_list_opens_the_drafts_that_the_page_of_one_would(there):
    edition, organ = draft(there), there.organ

    for role in Role.values:
        person = there.staff.head if role == Role.HEAD else holder_of(role, organ=organ)
        opens = permissions.drafts_opened_by(Post.objects.filter(holder=person))
        assert (organ.pk in opens) == permissions.may_read_draft(person, edition, ON), role


def test_internal_disclosure_is_for_the_organs_own_people_alone():
    there = scene(audience="internal", channels=[])
    disclosure = published(there).disclosure

    assert allowed(there, permissions.may_read_internal, disclosure) == set(OWN)


def test_what_is_to_be_disclosed_inside_is_not_shown_while_it_is_a_draft():
    there = scene(audience="internal", channels=[])
    disclosure = draft(there).disclosure

    assert allowed(there, permissions.may_read_internal, disclosure) == set()


def test_a_posting_is_confirmed_by_who_keeps_the_board(there):
    PlaceFactory(organ=there.organ)
    sheet = published(there).deliveries.get(channel="board")

    assert allowed(there, permissions.may_confirm, sheet) == {"officer"}


@pytest.mark.parametrize(
    ("may", "who"),
    [(permissions.may_read_desk, set(OWN)), (permissions.may_withdraw, {"approver"})],
)
def test_no_county_office_looks_into_what_is_disclosed_inside(may, who):
    there = scene(audience="internal", channels=[])
    disclosure = published(there).disclosure

    assert allowed(there, may, disclosure) == who
