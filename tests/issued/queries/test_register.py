import pytest

from mingtang.issued.queries.committed import contents, hidden, not_as_told
from mingtang.issued.queries.register import (
    document_of,
    documents_of,
    register_of,
    with_attribute,
)
from mingtang.issued.queries.tables import tables_of
from mingtang.issued.queries.tokens import clerks_of, token_shown, tokens_of
from mingtang.ledger.models import Entry
from tests.factories.issued import (
    WORDS,
    ApiTokenFactory,
    DocumentTableFactory,
    IssuedDocumentFactory,
)
from tests.factories.organs import OrganFactory, staffed_organ
from tests.issued.registers import HIDDEN, ON, catalogue, register

pytestmark = pytest.mark.django_db


@pytest.fixture
def staffed():
    made = staffed_organ()
    catalogue(made.organ.county)
    return made


def test_the_register_of_a_county_and_of_an_organ(staffed):
    own = IssuedDocumentFactory(organ=staffed.organ)
    other = IssuedDocumentFactory(organ=OrganFactory(county=staffed.organ.county))
    IssuedDocumentFactory()

    assert set(documents_of(staffed.organ.county)) == {own, other}
    assert list(register_of(staffed.organ)) == [own]


def test_it_is_narrowed_by_what_is_said_of_them_now(staffed):
    shown = register(staffed)
    IssuedDocumentFactory(organ=staffed.organ)

    assert list(with_attribute(register_of(staffed.organ), "active")) == [shown]


def test_the_document_that_a_fact_is(staffed):
    document = register(staffed)

    assert document_of(document.now.fact) == document


def test_tables_and_tokens_of_whom_they_concern(staffed):
    table = DocumentTableFactory(organ=staffed.organ)
    DocumentTableFactory()
    token = ApiTokenFactory(organ=staffed.organ)

    assert list(tables_of([staffed.organ.pk])) == [table]
    [listed] = tokens_of(staffed.organ.county)
    assert (listed, listed.call_count, listed.called_at) == (token, 0, None)


def test_a_token_is_known_by_its_words_in_its_county_alone(staffed):
    token = ApiTokenFactory(organ=staffed.organ)
    county = staffed.organ.county

    assert token_shown(county, f"Bearer {WORDS}") == token
    assert token_shown(county, WORDS) is None
    assert token_shown(OrganFactory().county, f"Bearer {WORDS}") is None


def test_clerks_are_those_who_register_for_an_organ_that_stands(staffed):
    gone = staffed_organ(county=staffed.organ.county, dissolved_on=ON)
    assert gone.officer

    assert [post.holder for post in clerks_of(staffed.organ.county, ON)] == [staffed.officer]


def test_entries_about_other_things_open_nothing_here(staffed):
    register(staffed)
    others = list(Entry.objects.exclude(act__startswith="document"))

    assert (contents(others, inside=True), hidden(others)) == ({}, {})


def test_what_stands_as_it_was_told_is_not_listed(staffed):
    documents = [register(staffed), register(staffed, "示发〔2026〕2号", HIDDEN)]

    assert not_as_told(staffed.organ.county, [one.pk for one in documents]) == []
