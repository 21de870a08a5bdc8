"""Who may do what with the register of issued documents, and with the tokens of office systems."""

import datetime

from mingtang.issued.models import ApiToken, DocumentTable, GapExplanation, IssuedDocument
from mingtang.organs.models import County, Organ
from mingtang.organs.queries import may
from mingtang.organs.rules.roles import Power
from mingtang.people.models import User


def may_register(person: User, organ: Organ, on: datetime.date) -> bool:
    """The organ's own clerk, or the county's openness office: a document for everyone is a fact."""
    return may(person, Power.RECORD_FACT, organ=organ, on=on)


def may_change_document(person: User, document: IssuedDocument, on: datetime.date) -> bool:
    """To correct its registration or to withdraw it: whoever may register one."""
    return may_register(person, document.organ, on)


def may_read_document(person: User, document: IssuedDocument, on: datetime.date) -> bool:
    """Titles of what is not for everyone too: who works in the organ, or oversees it."""
    return may(person, Power.READ_DESK, organ=document.organ, on=on)


def may_explain_gaps(person: User, organ: Organ, on: datetime.date) -> bool:
    """To say why a number has no document: whoever may register one there."""
    return may_register(person, organ, on)


def may_withdraw_explanation(person: User, said: GapExplanation, on: datetime.date) -> bool:
    return may_explain_gaps(person, said.organ, on)


def may_import(person: User, table: DocumentTable, on: datetime.date) -> bool:
    return may_register(person, table.organ, on)


def may_manage_tokens(person: User, county: County, on: datetime.date) -> bool:
    """A token is an account of a machine: the system administrator's, as all accounts are."""
    return may(person, Power.MANAGE_PEOPLE, county=county, on=on)


def may_revoke_token(person: User, token: ApiToken, on: datetime.date) -> bool:
    return may_manage_tokens(person, token.organ.county, on)
