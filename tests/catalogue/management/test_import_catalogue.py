import json

import pytest
from django.core.management import call_command

from mingtang.catalogue.management.commands import import_catalogue
from mingtang.catalogue.models import ImportedTable
from tests.catalogue.rules.official.made import book, row
from tests.factories.organs import CountyFactory, OrganFactory


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "目录.xlsx"
    path.write_bytes(book(row(), row(subject=None, time="看情况")))
    return path


def run(capsys, *words):
    """The exit code, what stood on standard output, and what on standard error."""
    code = 0
    try:
        call_command("import_catalogue", *map(str, words))
    except SystemExit as ended:
        code = ended.code
    said = capsys.readouterr()
    return code, said.out, said.err


def test_json_is_one_object_of_rows_and_problems_without_a_database(capsys, table):
    code, out, err = run(capsys, table, "--dry-run", "--json")
    said = json.loads(out)

    assert (code, err) == (0, "")
    assert set(said) == {"rows", "problems"}
    assert [row["term"] for row in said["rows"]] == [
        {"after": "formed_or_changed", "n": 20, "unit": "wd"},
        None,
    ]
    assert [(one["row"], one["column"], one["read"]) for one in said["problems"]] == [
        (5, "公开主体", ""),
        (5, "公开时限", "看情况"),
    ]


def test_a_person_reads_how_much_was_understood_and_where_it_was_not(capsys, table):
    _code, out, _err = run(capsys, table, "--dry-run")

    assert out.splitlines()[0] == "读出2项，其中1项读懂了公开时限。"
    assert "行政许可·第5行·公开主体：没有公开主体。请补上由哪个机关公开。" in out
    assert "（写的是：看情况）" in out


@pytest.mark.django_db
def test_with_a_county_it_is_told_too_which_organs_its_register_does_not_have(capsys, table):
    OrganFactory(county=CountyFactory(code="130123"), name="县教育局")

    _code, out, _err = run(capsys, table, "--dry-run", "--json", "--county", "130123")

    asked = [(one["row"], one["column"], one["read"]) for one in json.loads(out)["problems"]]
    assert (4, "公开主体", "县市场监管局") in asked


@pytest.mark.django_db
def test_contradictory_terms_are_told_by_the_register_of_a_county(capsys, tmp_path):
    county = CountyFactory(code="130123", name="示范县")
    OrganFactory(county=county, name="示范县财政局")
    path = tmp_path / "目录.xlsx"
    rows = [row(subject="县财政局"), row(subject="示范县财政局", time="每月10日前")]
    path.write_bytes(book(*rows))

    _code, anywhere, _err = run(capsys, path, "--dry-run", "--json")
    _code, here, _err = run(capsys, path, "--dry-run", "--json", "--county", "130123")

    assert json.loads(anywhere)["problems"] == []
    (told,) = json.loads(here)["problems"]
    assert (told["row"], told["column"], told["read"]) == (5, "公开时限", "每月10日前")
    assert "和表“行政许可”第4行是同一件事项" in told["message"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["没有.xlsx", "--dry-run"], "没有找到没有.xlsx"),
        (["{table}"], "请用 --county 写明"),
        (["{table}", "--county", "999999"], "还没有代码为“999999”的县"),
    ],
)
@pytest.mark.django_db
def test_what_cannot_be_done_ends_with_two_and_a_sentence_that_helps(capsys, table, words, said):
    words = [word.format(table=table) for word in words]
    code, out, err = run(capsys, *words)
    code_too, as_json, _err = run(capsys, *words, "--json")

    assert (code, out, code_too) == (2, "", 2)
    assert said in err
    assert said in json.loads(as_json)["problems"][0]["message"]
    assert said in as_json  # Chinese as it is, as in the rows


@pytest.mark.parametrize("words", [[], ["目录.xlsx", "--dryrun"], ["a.xlsx", "b.xlsx"]])
def test_a_wrong_command_is_answered_in_words_of_ours(capsys, words):
    with pytest.raises(SystemExit) as ended:
        import_catalogue.Command().run_from_argv(["manage.py", "import_catalogue", *words])

    assert ended.value.code == 2
    assert "例如 import catalogue 目录.xlsx" in capsys.readouterr().err


@pytest.mark.django_db
def test_without_dry_run_the_draft_is_kept_and_what_remains_is_said(capsys, table):
    county = CountyFactory(name="正定县", code="130123")
    OrganFactory(county=county, name="县市场监管局")

    code, out, _err = run(capsys, table, "--county", "130123")

    kept = ImportedTable.objects.get(county=county)
    assert (code, kept.name, kept.imported_by) == (0, "目录.xlsx", None)
    assert out.splitlines()[0] == "“目录.xlsx”已读入正定县，共2项：直接读懂1项，还有1项要人核定。"
    assert f"/desk/standard/tables/{kept.object_id}/" in out


@pytest.mark.django_db
def test_a_program_is_told_where_the_draft_is_and_how_much_waits(capsys, table):
    CountyFactory(code="130123")

    _code, out, _err = run(capsys, table, "--county", "130123", "--json")

    kept = ImportedTable.objects.get()
    assert json.loads(out) == {
        "table": str(kept.object_id),
        "path": f"/desk/standard/tables/{kept.object_id}/",
        "rows": 2,
        "read": 0,
        "waiting": 2,
    }


def test_a_file_that_is_too_large_is_not_read(capsys, table, settings):
    settings.FILE_LIMITS = {"size": 10}

    code, _out, err = run(capsys, table, "--dry-run")

    assert code == 2
    assert "超过0 MB" in err
