import pytest
from django.core.management import call_command

from mingtang.ledger.models import Entry
from tests.factories.organs import CountyFactory
from tests.ledger.publishing import acts
from tlog.notes import SecretKey

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    made = CountyFactory()
    acts(1, origin=made.log_origin)
    return made


def test_an_entry_is_barred_from_the_command_line(county, capsys):
    call_command("log", "bar", "0", county=county.code, because="某法责字〔2026〕1号")

    assert Entry.objects.get(index=0, log__origin=county.log_origin).barred_at
    assert "已记入日志" in capsys.readouterr().out


def test_a_key_is_announced_from_the_command_line(county):
    key = SecretKey.make(county.log_origin).key

    call_command("log", "announce-key", str(key), county=county.code)

    assert Entry.objects.filter(act="log.key_announced").count() == 1


@pytest.mark.parametrize("words", [("bar", "7"), ("announce-key", "nonsense")])
def test_what_cannot_be_done_is_said_and_ends_with_2(county, capsys, words):
    given = {"because": "某法责字〔2026〕1号"} if words[0] == "bar" else {}
    with pytest.raises(SystemExit) as ended:
        call_command("log", *words, county=county.code, **given)

    assert ended.value.code == 2
    assert capsys.readouterr().err


def test_a_county_that_is_not_there_is_said(capsys):
    with pytest.raises(SystemExit):
        call_command("log", "announce-key", "x", county="000000")
    assert "000000" in capsys.readouterr().err
