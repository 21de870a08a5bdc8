import datetime

import pytest

from mingtang.audit.choices import AuditKind
from mingtang.audit.models import AuditRecord
from mingtang.organs.actions import import_regions
from mingtang.organs.models import Region
from mingtang.organs.queries.regions import differences, no_longer_listed
from mingtang.organs.rules.divisions import Division, Divisions

AT = datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)
DIVISIONS = [
    Division("13", "河北省", "province", ""),
    Division("1301", "石家庄市", "city", "13"),
    Division("130102", "长安区", "county", "1301"),
    Division("130123", "正定县", "county", "1301"),
    Division("130123100", "正定镇", "township", "130123"),
]


def known():
    return [
        (region.code, region.name, region.level, region.parent and region.parent.code)
        for region in Region.objects.select_related("parent").order_by("code")
    ]


@pytest.mark.django_db
def test_divisions_are_taken_over_with_what_they_lie_in(clerk):
    imported = import_regions(divisions=DIVISIONS, by=clerk, at=AT)

    assert imported == (5, 0, 0)
    assert known() == [(one.code, one.name, one.level, one.parent or None) for one in DIVISIONS]
    assert AuditRecord.objects.get().kind == AuditKind.IMPORTED


@pytest.mark.django_db
def test_done_again_it_changes_nothing_and_leaves_no_line():
    import_regions(divisions=DIVISIONS, by=None, at=AT)
    before = {region.code: region.pk for region in Region.objects.all()}

    assert import_regions(divisions=DIVISIONS, by=None, at=AT) == (0, 0, 5)
    assert {region.code: region.pk for region in Region.objects.all()} == before
    assert AuditRecord.objects.count() == 1


@pytest.mark.django_db
def test_what_has_changed_is_brought_up_to_date_and_the_rest_stays():
    import_regions(divisions=DIVISIONS, by=None, at=AT)
    kept = Region.objects.get(code="130123").pk
    renamed = Division("130123", "正定区", "county", "1301")
    added = Division("130123101", "新镇", "township", "130123")

    imported = import_regions(divisions=[*DIVISIONS[:2], renamed, added], by=None, at=AT)

    assert imported == (1, 1, 2)
    assert Region.objects.get(code="130123").pk == kept
    assert Region.objects.get(code="130123").name == "正定区"
    assert Region.objects.get(code="130123101").parent_id == kept
    assert Region.objects.filter(code="130102").exists()


@pytest.mark.django_db
def test_what_would_change_is_told_in_one_query(django_assert_num_queries):
    import_regions(divisions=DIVISIONS[:3], by=None, at=AT)

    with django_assert_num_queries(1):
        change = differences(DIVISIONS)

    assert ([one.code for one in change.new], change.changed, change.same) == (
        ["130123", "130123100"],
        (),
        3,
    )


@pytest.mark.django_db
def test_what_the_tables_no_longer_list_is_counted_and_kept():
    import_regions(divisions=DIVISIONS, by=None, at=AT)

    assert no_longer_listed(Divisions({one.code: one for one in DIVISIONS[1:]})) == 1
    assert Region.objects.count() == 5
