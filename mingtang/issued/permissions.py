"""Who may do what with the register of issued documents, and with the tokens of office systems."""

import datetime

from mingtang.catalogue.choices import FactKind
from mingtang.catalogue.permissions import may_hold_back, may_record_kind
from mingtang.issued.models import ApiToken, DocumentTable, GapExplanation, IssuedDocument
from mingtang.organs.models import County, Organ
from mingtang.organs.queries import may
from mingtang.organs.rules.roles import Power
from mingtang.people.models import User


def may_register(person: User, organ: Organ, on: datetime.date) -> bool:
    """The organ's own clerk, or the county's openness office: a document for everyone is a fact.

    Of an organ that has ended, the clerk of its successor.
    """
    return may_record_kind(person, FactKind.DOCUMENT_ISSUED, organ=organ, on=on)


def may_change_document(person: User, document: IssuedDocument, on: datetime.date) -> bool:
    """To correct its registration or to withdraw it: whoever may register one."""
    return may_register(person, document.organ, on)


def may_hide_anew(person: User, organ: Organ, on: datetime.date) -> bool:
    """To register as not for everyone what had been for everyone and owed: the county's openness
    office. No statute asks for it: an organ does not hide alone what it owed."""
    return may(person, Power.COORDINATE, county=organ.county, on=on)


def may_hold_back_document(person: User, document: IssuedDocument, on: datetime.date) -> bool:
    return may_hold_back(person, document.organ, on)


def may_read_document(person: User, document: IssuedDocument, on: datetime.date) -> bool:
    """Titles of what is not for everyone too: who works in the organ, or oversees it, and whoever
    may register those of one that has ended."""
    organ = document.organ
    if may(person, Power.READ_DESK, organ=organ, on=on):
        return True
    return organ.is_dissolved and may_register(person, organ, on)


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
