"""Official tables are read in as drafts."""

import pytest

from mingtang.catalogue import actions
from mingtang.catalogue.actions import tables as module
from mingtang.catalogue.models import ImportedRow
from mingtang.catalogue.queries.tables import progress
from mingtang.catalogue.rules.official.rows import NO_MATTERS
from mingtang.foundation.errors import RuleBroken
from tests.catalogue.actions.on_tables import AT, imported
from tests.catalogue.rules.official.made import book, row
from tests.factories.catalogue import (
    TWENTY,
    ImportedTableFactory,
)
from tests.factories.organs import CountyFactory, OrganFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return CountyFactory(name="某县")


@pytest.fixture
def table(county):
    return ImportedTableFactory(county=county)


def test_what_was_read_is_kept_as_a_draft_with_its_doubts(county):
    OrganFactory(county=county, name="县市场监管局")
    table = imported(county, row(), row(level2="清单", subject="某局"), head=HEAD)

    first, second = ImportedRow.objects.filter(table=table)
    assert (table.state, table.name, table.file.size > 0) == ("draft", "目录.xlsx", True)
    assert [one["template"] for one in table.problems] == ["多出的列“%(name)s”没有读。"]
    (around,) = table.around
    assert (around["sheet"], around["above"]) == ("行政许可", ["正定县政务公开标准目录"])
    assert (around["below"], around["heads"]["time"]) == ([], "公开时限")
    assert (first.sheet, first.row, first.term) == ("行政许可", 4, TWENTY)
    assert first.understood["subject"]["codes"]
    assert [(one.row_id, one.aspect) for one in table.doubts.all()] == [(second.pk, "subject")]
    assert progress(table).rows == 2


def test_lines_that_are_names_in_the_register_are_kept_as_bodies_apart(county):
    for name in ("县妇女联合会", "团县委"):
        OrganFactory(county=county, name=name)

    table = imported(county, row(subject="县妇女联合会\n团县委"))

    (kept,) = ImportedRow.objects.filter(table=table)
    assert kept.subject == "县妇女联合会、团县委"
    assert len(kept.understood["subject"]["codes"]) == 2


HEAD = (
    ("序号", "公开事项", None, "公开内容\n（要素）", "公开依据", "公开时限", "公开主体")
    + ("公开渠道和载体", "公开对象", None, "公开方式", None, "公开层级", None, "公开形式"),
    (None, "一级事项", "二级事项", None, None, None, None)
    + (None, "全社会", "特定群体", "主动", "依申请", "县级", "乡级", None),
)


def test_what_is_wrong_with_a_row_and_in_no_column_is_kept_with_the_table(county):
    table = imported(county, row(), row())

    assert [(one["row"], one["column"]) for one in table.problems] == [(5, "")]


def test_a_file_without_a_table_is_refused_with_the_first_reason(county):
    with pytest.raises(RuleBroken, match="没有找到表头"):
        imported(county, head=[("随便", "什么")])
    with pytest.raises(RuleBroken) as refused:
        imported(county)
    assert refused.value.template == NO_MATTERS
    assert not county.imported_tables.exists()


def test_more_rows_than_can_be_settled_are_refused(county, monkeypatch):
    monkeypatch.setattr(module, "ROWS_AT_MOST", 1)

    with pytest.raises(RuleBroken, match="有2项，一次最多1项"):
        imported(county, row(), row(level2="清单"))


def test_the_same_file_sent_twice_is_one_draft(county):
    content = book(row())
    given = {"county": county, "name": "目录.xlsx", "by": UserFactory(), "at": AT}
    first = actions.import_table(content=content, **given)

    assert actions.import_table(content=content, **given) == first
    actions.discard_table(table=first)
    assert actions.import_table(content=content, **given) != first
