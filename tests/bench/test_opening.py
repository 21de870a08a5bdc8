import pytest
from django.core.management import CommandError, call_command

from mingtang.catalogue.models import Duty
from mingtang.ledger.choices import Act
from mingtang.ledger.models import Entry
from tests.factories.organs import CountyFactory

pytestmark = pytest.mark.django_db


def test_a_year_is_opened_for_all_and_then_nothing_is_new(capsys):
    call_command("bench_opening", "2", "3")

    first, again, opened = capsys.readouterr().out.split()
    assert min(float(first), float(again)) > 0
    assert int(opened) == Duty.objects.count() == 2 * 3 * 12
    assert Entry.objects.filter(act=Act.DUTIES_OPENED).count() == 2


def test_nothing_is_added_to_what_somebody_has():
    CountyFactory()
    with pytest.raises(CommandError):
        call_command("bench_opening", "2", "3")
    assert not Duty.objects.exists()
