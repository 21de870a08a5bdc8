import pytest
from django.core.management import call_command

from mingtang.organs.choices import OrganKind
from mingtang.people.models import User
from tests.factories.organs import CountyFactory, OrganFactory


def run(capsys, code):
    """The exit code, what stood on standard output, and what on standard error."""
    ended = 0
    try:
        call_command("administrators", "--county", code)
    except SystemExit as left:
        ended = left.code
    said = capsys.readouterr()
    return ended, said.out, said.err


@pytest.mark.django_db
def test_each_administrator_is_shown_once_with_a_password_that_opens_the_account(capsys):
    OrganFactory(county=CountyFactory(code="130123"), kind=OrganKind.AUTHORITY)

    code, out, err = run(capsys, "130123")

    lines = [line.split() for line in out.splitlines() if line.startswith("  ")]
    assert (code, err) == (0, "")
    assert [line[2] for line in lines] == ["系统管理员", "安全保密管理员", "安全审计员"]
    for username, password, _title in lines:
        assert User.objects.get(username=username).check_password(password)
    assert "三个管理员都在任" in run(capsys, "130123")[1]


@pytest.mark.django_db
def test_what_cannot_be_done_ends_with_a_sentence_that_helps(capsys):
    CountyFactory(code="130124")

    for county, said in (
        ("130124", "请先登记机关"),
        ("999999", "import organs --county 999999 --make-bodies"),
    ):
        code, out, err = run(capsys, county)
        assert (code, out) == (2, "")
        assert said in err
