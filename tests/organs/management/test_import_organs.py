import json

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection

from mingtang.organs.management.commands import import_organs
from mingtang.organs.models import County, Organ, Region


def run(capsys, *words):
    """The exit code, what stood on standard output, and what on standard error."""
    code = 0
    try:
        call_command("import_organs", *words)
    except SystemExit as ended:
        code = ended.code
    said = capsys.readouterr()
    return code, said.out, said.err


def run_json(capsys, *words):
    code, out, _err = run(capsys, *words, "--json")
    return code, json.loads(out)


@pytest.mark.django_db
def test_a_county_is_imported_with_what_it_lies_in(capsys):
    code, out, err = run(capsys, "--county", "130123")

    assert code == 0
    assert "已导入区划 河北省石家庄市正定县（130123）：新增13个，更新0个，不变0个。" in out
    assert "正在导入区划" in err
    assert Region.objects.count() == 13
    assert Region.objects.get(code="130123").parent.parent.name == "河北省"
    assert not Organ.objects.exists()


@pytest.mark.django_db
def test_a_city_is_imported_with_its_counties_and_townships(capsys):
    code, said = run_json(capsys, "--city", "石家庄市")

    assert code == 0
    assert Region.objects.filter(level="county").count() == 24
    assert said["regions"]["new"] == Region.objects.count() > 250


@pytest.mark.django_db
def test_the_whole_country_is_imported_and_nothing_is_new_the_second_time(capsys):
    assert run_json(capsys, "--all")[1]["regions"]["new"] == 44_703

    again = run_json(capsys, "--all")[1]["regions"]

    assert again == {
        "total": 44_703,
        "new": 0,
        "changed": 0,
        "same": 44_703,
        "no_longer_listed": 0,
    }
    assert [Region.objects.filter(level=level).count() for level in import_organs.LEVELS] == [
        31,
        342,
        2978,
        41_352,
    ]


@pytest.mark.django_db
def test_a_county_that_is_named_gets_its_bodies(capsys):
    code, out, _err = run(
        capsys, "--county", "正定县", "--make-bodies", "--log-origin", "open.zd.example/log"
    )

    county = County.objects.get(code="130123")
    assert code == 0
    assert "已登记机关11个：正定县人民政府、" in out
    assert "公开日志来源名：open.zd.example/log" in out
    assert county.log_origin == "open.zd.example/log"
    assert county.region == Region.objects.get(code="130123")
    assert Organ.objects.filter(county=county).count() == 11
    assert Organ.objects.get(name="正定镇人民政府").region.name == "正定镇"


@pytest.mark.django_db
def test_made_again_there_is_nothing_to_make(capsys):
    run(capsys, "--county", "130123", "--make-bodies", "--log-origin", "a.example/log")

    code, out, _err = run(capsys, "--county", "130123", "--make-bodies")
    foreseen = run(capsys, "--county", "130123", "--make-bodies", "--dry-run")[1]

    assert code == 0
    assert "已登记机关0个。" in out
    assert "将登记机关0个。" in foreseen
    assert "公开日志来源名：a.example/log" in out + foreseen
    assert Organ.objects.count() == 11


@pytest.mark.django_db
def test_a_dry_run_tells_and_writes_nothing(capsys):
    code, said = run_json(capsys, "--county", "朝阳区", "--dry-run")
    assert (code, "110105 北京市朝阳区、" in said["error"]) == (2, True)

    code, said = run_json(capsys, "--county", "110105", "--make-bodies", "--dry-run")

    assert code == 0
    assert said["dry_run"]
    assert len(said["bodies"]) == 25
    assert "110105021 南磨房地区" in said["not_understood"]
    assert said["regions"]["new"] == 46
    assert not Region.objects.exists()
    assert not County.objects.exists()


@pytest.mark.django_db
def test_names_that_do_not_say_what_they_are_are_listed(capsys):
    out = run(capsys, "--county", "110105", "--make-bodies", "--dry-run")[1]

    assert "名称看不出是什么机关，没有登记19个：110105021 南磨房地区、" in out
    assert "……共25个。" in out


@pytest.mark.django_db
def test_a_region_no_longer_listed_is_reported(capsys):
    Region.objects.create(code="139999", name="旧县", level="county")

    out = run(capsys, "--county", "130123")[1]

    assert "库里另有1个区划不在表里，予以保留" in out


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a server has no file")
def test_a_dry_run_works_before_there_is_a_database(capsys, monkeypatch, tmp_path):
    nowhere = tmp_path / "none.sqlite3"
    monkeypatch.setitem(connection.settings_dict, "NAME", str(nowhere))

    code, said = run_json(capsys, "--county", "130123", "--make-bodies", "--dry-run")

    assert code == 0
    assert (said["regions"]["new"], len(said["bodies"])) == (13, 11)
    assert not nowhere.exists()
    code, said = run_json(capsys, "--county", "130123")
    assert (code, "数据库还没有建好" in said["error"]) == (2, True)


def test_a_dry_run_works_before_there_are_tables(capsys, monkeypatch):
    def no_such_table():
        raise DatabaseError

    monkeypatch.setattr(Region.objects, "exists", no_such_table)

    assert run_json(capsys, "--county", "130123", "--dry-run")[1]["regions"]["new"] == 13


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--county", "130199"], "是不是：130109 河北省石家庄市藁城区"),
        (["--county", "长安区"], "有2个"),
        (["--county", ""], "没有代码或者名称是“”"),
        (["--county", "130171", "--make-bodies"], "不是有人民政府的县级行政区"),
        (["--all", "--make-bodies"], "只能和 --county 一起用"),
        (["--city", "1301", "--make-bodies"], "只能和 --county 一起用"),
        (["--all", "--from", "/nowhere"], "provinces.csv 第1行：没有这个文件。"),
    ],
)
def test_what_cannot_be_done_ends_with_a_sentence_that_helps(capsys, words, said):
    code, out, err = run(capsys, *words, "--dry-run")

    assert (code, out) == (2, "")
    assert said in err
    assert run_json(capsys, *words, "--dry-run")[1]["error"] in err


@pytest.mark.parametrize("words", [[], ["--county", "130123", "--all"], ["--nonsense"]])
def test_a_wrong_command_is_answered_in_words_of_ours(capsys, words):
    argv = ["manage.py", "import_organs", *words]
    with pytest.raises(SystemExit) as ended:
        import_organs.Command().run_from_argv(argv)

    assert ended.value.code == 2
    assert (
        "请写 --county（县）、--city（地级市）或者 --all（全国）中的一个" in capsys.readouterr().err
    )
