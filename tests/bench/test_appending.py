import pytest
from django.core.management import CommandError, call_command

from mingtang.ledger.models import Entry
from tests.factories.organs import CountyFactory

pytestmark = pytest.mark.django_db


def test_so_many_acts_are_recorded_published_and_signed(tmp_path, capsys):
    call_command("bench_append", str(tmp_path), "2")

    assert float(capsys.readouterr().out) > 0
    assert Entry.objects.count() == 2
    (checkpoint,) = tmp_path.glob("files/*/checkpoint")
    assert checkpoint.read_text().splitlines()[1] == "2"


def test_nothing_is_added_to_what_somebody_has(tmp_path):
    CountyFactory()
    with pytest.raises(CommandError):
        call_command("bench_append", str(tmp_path), "2")
    assert Entry.objects.count() == 0
