import pytest

from mingtang.organs.actions import take_number
from mingtang.organs.choices import NumberKind
from tests.factories.organs import OrganFactory


@pytest.mark.django_db
def test_numbers_run_from_one_without_a_gap_for_each_organ_kind_and_year():
    organ, other = OrganFactory(), OrganFactory()
    index = {"kind": NumberKind.INDEX, "year": 2026}

    assert [take_number(organ=organ, **index) for _ in range(3)] == [1, 2, 3]
    assert take_number(organ=other, **index) == 1
    assert take_number(organ=organ, kind=NumberKind.RECEIPT, year=2026) == 1
    assert take_number(organ=organ, kind=NumberKind.INDEX, year=2027) == 1
