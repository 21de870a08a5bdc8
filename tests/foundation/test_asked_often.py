import threading

import pytest
from django.db import connection, models
from django.db.transaction import TransactionManagementError

from mingtang.foundation.asked_often import AskedOften
from mingtang.organs.models import Organ
from tests.factories.organs import OrganFactory

KEY = models.BigIntegerField()


def asked() -> AskedOften[Organ]:
    return AskedOften(
        lambda county, kind: (
            Organ.objects.filter(county=county, kind=kind).select_related("county").order_by("pk")
        ),
        county=KEY,
        kind=models.CharField(),
    )


@pytest.mark.django_db
def test_each_asking_is_answered_by_its_own_values_with_all_that_belongs_to_a_row(
    django_assert_num_queries,
):
    organs = asked()
    one, other = OrganFactory(), OrganFactory()

    for organ in (one, other, one):
        with django_assert_num_queries(1):
            found = organs(county=organ.county_id, kind=organ.kind)
            assert [row.county for row in found] == [organ.county]
        assert found == [organ]
        assert found[0].established_on == organ.established_on
        assert found[0].object_id == organ.object_id


@pytest.mark.django_db
def test_it_is_a_new_row_each_time_as_it_stands_then():
    organs = asked()
    organ = OrganFactory()
    before = organs.one(county=organ.county_id, kind=organ.kind)

    Organ.objects.filter(pk=organ.pk).update(address="新址")

    after = organs.one(county=organ.county_id, kind=organ.kind)
    assert (before.address, after.address) == (organ.address, "新址")
    assert organs.get(county=organ.county_id, kind=organ.kind) == organ
    assert organs.one(county=organ.county_id, kind="committee") is None
    with pytest.raises(Organ.DoesNotExist):
        organs.get(county=organ.county_id, kind="committee")


@pytest.mark.django_db
def test_a_value_is_never_read_as_sql():
    organs = asked()
    organ = OrganFactory()

    assert organs(county=organ.county_id, kind="' OR 1=1 --") == []


@pytest.mark.django_db(transaction=True)
def test_a_lock_is_refused_where_no_transaction_would_hold_it():
    organ = OrganFactory()
    locked = AskedOften(lambda key: Organ.objects.select_for_update().filter(pk=key), key=KEY)

    for _again in range(2):
        with pytest.raises(TransactionManagementError, match="begin one"):
            locked(key=organ.pk)


@pytest.mark.django_db(transaction=True)
def test_threads_ask_by_their_own_connections():
    organs = asked()
    organ = OrganFactory()
    mine = organs(county=organ.county_id, kind=organ.kind)
    theirs: list[Organ] = []

    def ask() -> None:
        theirs.extend(organs(county=organ.county_id, kind=organ.kind))
        connection.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert mine == theirs == [organ]
