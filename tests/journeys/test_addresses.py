"""Notices say where to go on; the desk must have these addresses."""

import uuid

import pytest
from django.urls import resolve

from mingtang.journeys import rules

ANY = uuid.UUID("7d3bb4f4-1df5-4f5e-9f0c-7a3a4f6f2f10")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (rules.DUTIES, "desk:duties"),
        (rules.duty_path(ANY), "website:duty"),
        (rules.DISPUTES, "desk:disputes"),
        (rules.PUBLICATIONS, "desk:publications"),
        (rules.publication_path(ANY), "desk:publication"),
        (rules.edition_path(ANY, 2), "desk:edition"),
        (rules.delivery_path(ANY), "desk:delivery"),
        (rules.dispute_path(ANY), "desk:dispute"),
        (rules.calendar_path("country", 2027), "desk:calendar-year"),
        (rules.succession_path(ANY), "desk:organ"),
        (rules.erratum_path(ANY), "desk:erratum"),
    ],
)
def test_where_a_notice_leads_there_is_a_page(path, name):
    assert resolve(path).view_name == name
