"""A row adopted by mistake: proposed by one, confirmed by another, used once by the next."""

import datetime
import json
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from mingtang.audit.models import AuditRecord
from mingtang.catalogue import actions
from mingtang.catalogue.choices import ErratumMatter
from mingtang.catalogue.models import Erratum, ErratumProposal
from mingtang.catalogue.queries import errata as queries
from mingtang.catalogue.queries import shipped_standard
from mingtang.catalogue.queries.coming import public_changes
from mingtang.catalogue.queries.editions import planned_edition, planned_standard
from mingtang.catalogue.queries.wordings import item_text
from mingtang.catalogue.rules import errata as rules
from mingtang.catalogue.rules.items import Citation
from mingtang.foundation.errors import RuleBroken
from mingtang.ledger.choices import FieldGroup
from mingtang.ledger.models import Entry, Salt
from tests.catalogue.actions.on_tables import HEADING, adopt
from tests.catalogue.mending import AT, BASIS, BECAUSE, confirm, edition, mended, mistaken, propose
from tests.factories.catalogue import ImportedRowFactory, ImportedTableFactory, ItemFactory, adopted
from tests.factories.organs import CountyFactory, OrganFactory
from tests.factories.people import UserFactory
from tests.ledger.made_up import made_up_resident_number

pytestmark = pytest.mark.django_db
NEXT = HEADING.from_on
NAMES = ErratumMatter


@pytest.fixture
def county():
    return CountyFactory(name="某县")


@pytest.fixture
def standard(county):
    return edition(county)


@pytest.fixture
def item(standard):
    return mistaken(standard)


@pytest.fixture
def table(county):
    """The next edition, without the row that is in force."""
    table = ImportedTableFactory(county=county)
    ImportedRowFactory(table=table)
    return table


def acts():
    return list(Entry.objects.order_by("index").values_list("act", flat=True))


def said(act):
    salt = Salt.objects.get(entry__act=act, group=FieldGroup.STRUCTURED)
    return json.loads(bytes(salt.content))


def test_what_is_proposed_lets_nothing_pass_and_is_on_record(county, item, table):
    by = UserFactory()
    made = propose(item, by=by, because=f"  {BECAUSE} ")

    assert (made.is_waiting, made.because, made.basis) == (True, BECAUSE, BASIS)
    assert str(made) == "港口作业情况 整项不该列入，从目录里去掉"
    assert acts() == ["catalogue.erratum_proposed"]
    assert AuditRecord.objects.get(entry__act="catalogue.erratum_proposed").by == by
    assert said("catalogue.erratum_proposed") == {
        "erratum": str(made.object_id),
        "standard": str(item.standard.object_id),
        "item": item.code,
        "matter": "item",
        "because": BECAUSE,
        "basis": BASIS,
    }
    assert queries.waiting_errata(county) == [made]
    assert queries.waiting_errata(CountyFactory()) == []
    assert queries.errata_in(county) == []
    with pytest.raises(RuleBroken, match="新版里没有这一项"):
        adopt(table)


def test_confirmed_by_another_the_edition_in_force_stays_and_the_next_is_let_pass(
    county, standard, item, table
):
    first, second = UserFactory(), UserFactory()
    made = propose(item, by=first)
    done = confirm(made, by=second, at=AT + datetime.timedelta(days=1))

    erratum = done.recorded
    assert (done.state, done.answered_by, done.answer) == ("confirmed", second, "")
    assert (erratum.object_id, erratum.item, erratum.matter) == (made.object_id, item, "item")
    assert (erratum.because, erratum.basis, str(erratum)) == (BECAUSE, BASIS, str(made))
    assert (erratum.is_open, erratum.is_withdrawn) == (True, False)
    assert acts() == ["catalogue.erratum_proposed", "catalogue.erratum_confirmed"]
    assert said("catalogue.erratum_confirmed") == {
        **said("catalogue.erratum_proposed"),
        "proposed_on": "2026-11-26",
        "confirmed_on": "2026-11-27",
    }
    assert list(standard.items.all()) == [item]

    planned = planned_edition(table, HEADING)
    assert (planned.refused, planned.used) == ([], [erratum])
    assert [one.template for one in planned.comparison.removed[0].mended]

    coming = adopt(table)
    erratum.refresh_from_db()
    assert (erratum.used_in, erratum.is_open) == (coming, False)
    assert said("catalogue.standard_adopted")["mended"] == [str(erratum.object_id)]
    assert queries.granted_to(coming) == {(item.code, "item"): erratum}
    assert public_changes(coming).used == [erratum]
    assert public_changes(coming).refused == []
    assert queries.errata_of(standard) == queries.errata_in(county) == [erratum]


def test_an_edition_that_needs_none_uses_none_and_says_nothing_of_any(county, standard, table):
    kept = mistaken(standard, level1="行政许可", level2="保留的事项")
    erratum = mended(kept)
    row = ImportedRowFactory(table=table, level2="保留的事项")
    row.understood = {**row.understood, "basis": "《某某港口管理条例》第三条"}
    row.understood |= {"elements": "正文", "subject": kept.bodies}
    row.save()
    planned = planned_edition(table, HEADING)
    assert (planned.refused, planned.used) == ([], [])

    adopt(table)

    erratum.refresh_from_db()
    assert erratum.used_in is None
    assert "mended" not in said("catalogue.standard_adopted")
    assert queries.granted_to_next(table.county.standards.get(to_on=None)) == {}


def test_only_the_item_and_the_matter_that_were_confirmed_pass(county, standard, item, table):
    other = mistaken(standard, "另一项")
    mended(other)
    mended(item, NAMES.BASIS)

    with pytest.raises(RuleBroken, match="港口作业情况") as refused:
        adopt(table)
    assert "另一项" not in str(refused.value)
    assert not Erratum.objects.filter(used_in__isnull=False).exists()


@pytest.mark.parametrize(
    ("matter", "names", "given", "changes", "match"),
    [
        (NAMES.BASIS, ["某某港口管理条例"], {}, {"basis": ()}, "新版里没有了"),
        (NAMES.ELEMENTS, ["正文"], {}, {"elements": ()}, "少了公开内容"),
        (NAMES.BODIES, ["乙局"], {"bodies": {}}, {"bodies": "one"}, "个机关不用公开了"),
    ],
)
def test_less_of_an_item_passes_in_its_matter_alone(
    county, standard, matter, names, given, changes, match
):
    one, _two = (OrganFactory(county=county, name=name) for name in ("甲局", "乙局"))
    item = mistaken(standard, **given)
    text = item_text(item)
    if changes.get("bodies") == "one":
        changes = {"bodies": replace(text.bodies, codes=frozenset({one.code}))}
    if "basis" in changes:
        changes = {"basis": (Citation("本县办法", "第一条", is_local=True),)}
    new = replace(
        shipped_standard(),
        title=standard.title,
        edition="2027年版",
        from_on=NEXT,
        items=(replace(text, **changes),),
    )
    with pytest.raises(RuleBroken, match=match):
        planned_standard(county, new, NEXT).refuse()
    erratum = mended(item, matter, names=names)

    planned = planned_standard(county, new, NEXT)
    planned.refuse()
    assert planned.used == [erratum]
    coming = actions.adopt_shipped(
        county=county, standard=new, by=UserFactory(), at=AT, from_on=NEXT
    )
    assert queries.granted_to(coming) == {(item.code, matter.value): erratum}
    again = actions.adopt_shipped(
        county=county, standard=new, by=UserFactory(), at=AT, from_on=NEXT
    )
    assert again == coming


def test_those_that_were_named_pass_and_no_others(county, standard):
    one, *_rest = (OrganFactory(county=county, name=name) for name in ("甲局", "乙局", "丙局"))
    item = mistaken(standard, bodies={})
    made = propose(item, NAMES.BODIES, names=["乙局"])
    assert made.names == said("catalogue.erratum_proposed")["names"] == ["乙局"]
    assert confirm(made).recorded.names == said("catalogue.erratum_confirmed")["names"] == ["乙局"]
    text = item_text(item)
    fewer = replace(text, bodies=replace(text.bodies, codes=frozenset({one.code})))
    model = replace(shipped_standard(), title=standard.title, from_on=NEXT, items=(fewer,))

    planned = planned_standard(county, model, NEXT)

    assert planned.used == []
    with pytest.raises(RuleBroken, match="1个机关不用公开了：丙局"):
        planned.refuse()


@pytest.mark.parametrize(
    ("matter", "names", "match"),
    [
        (NAMES.BASIS, [], "请选出多列了哪些"),
        (NAMES.ELEMENTS, ["没有这一条"], "没有：没有这一条"),
        (NAMES.BODIES, ["甲局"], "全都多列了"),
    ],
)
def test_which_are_too_many_is_to_be_said(county, standard, matter, names, match):
    OrganFactory(county=county, name="甲局")
    item = mistaken(standard, bodies={})

    with pytest.raises(RuleBroken, match=match):
        propose(item, matter, names=names)
    assert acts() == []


def test_it_is_used_once(county, standard, item, table):
    erratum = mended(item)
    coming = adopt(table)
    later = datetime.date(2027, 6, 1)

    back = replace(
        shipped_standard(),
        title=standard.title,
        edition="2027年第2版",
        from_on=later,
        items=(item_text(item), *(item_text(one) for one in coming.items.all())),
    )
    actions.adopt_shipped(county=county, standard=back, by=UserFactory(), at=AT, from_on=later)
    again = replace(back, edition="2027年第3版", items=back.items[1:])
    with pytest.raises(RuleBroken, match="港口作业情况"):
        planned_standard(county, again, datetime.date(2027, 9, 1)).refuse()
    erratum.refresh_from_db()
    assert erratum.used_in == coming


def test_an_edition_taken_back_before_its_first_day_gives_it_back(county, standard, item, table):
    erratum = mended(item)
    coming = adopt(table)
    actions.withdraw_standard(standard=coming, because="日期写错了", by=UserFactory(), at=AT)

    erratum.refresh_from_db()
    assert (erratum.used_in, erratum.is_open) == (None, True)
    again = adopt(table, replace(HEADING, edition="2027年第2版"))
    erratum.refresh_from_db()
    assert erratum.used_in == again


def test_one_taken_back_while_the_edition_was_being_adopted_is_not_used(county, item, table):
    erratum = mended(item)
    planned = planned_edition(table, HEADING)
    actions.withdraw_erratum(proposal=erratum.proposal, because="重新核对", by=UserFactory(), at=AT)

    with pytest.raises(RuleBroken, match="请重新比较"):
        actions.adopt_standard(
            county=county,
            standard=planned.text,
            from_on=NEXT,
            errata=planned.used,
            by=UserFactory(),
            at=AT,
        )


def test_nobody_confirms_or_declines_his_own(item):
    by = UserFactory()
    made = propose(item, by=by)

    with pytest.raises(RuleBroken, match="您自己提出的"):
        confirm(made, by=by)
    with pytest.raises(RuleBroken, match="您自己提出的"):
        actions.decline_erratum(proposal=made, because="不对", by=by, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        ErratumProposal.objects.filter(pk=made.pk).update(
            state="declined", answer="不对", answered_by=by, answered_at=AT
        )
    assert Erratum.objects.count() == 0


def test_another_declines_it_with_a_reason_and_it_may_be_proposed_anew(county, item, table):
    made, second = propose(item), UserFactory()
    with pytest.raises(RuleBroken, match="为什么不同意"):
        actions.decline_erratum(proposal=made, because=" ", by=second, at=AT)

    done = actions.decline_erratum(proposal=made, because="县里有港口", by=second, at=AT)

    assert (done.state, done.answer, done.answered_by) == ("declined", "县里有港口", second)
    assert said("catalogue.erratum_declined") == {
        "erratum": str(made.object_id),
        "reason": "县里有港口",
    }
    assert queries.refused_errata(county) == [done]
    with pytest.raises(RuleBroken, match="已经有了结果（没有同意）"):
        confirm(made)
    with pytest.raises(RuleBroken, match="已经有了结果"):
        actions.withdraw_erratum(proposal=made, because="算了", by=made.proposed_by, at=AT)
    assert propose(item).is_waiting


def test_who_proposed_it_takes_it_back_before_it_is_confirmed_and_nobody_else(item):
    made = propose(item)
    with pytest.raises(RuleBroken, match="不是您提出的"):
        actions.withdraw_erratum(proposal=made, because="算了", by=UserFactory(), at=AT)
    with pytest.raises(RuleBroken, match="为什么收回"):
        actions.withdraw_erratum(proposal=made, because="", by=made.proposed_by, at=AT)

    done = actions.withdraw_erratum(proposal=made, because="写错了", by=made.proposed_by, at=AT)

    assert (done.state, done.answer) == ("withdrawn", "写错了")
    assert said("catalogue.erratum_withdrawn")["reason"] == "写错了"
    with pytest.raises(RuleBroken, match="已经有了结果（已经收回）"):
        confirm(made)


def test_what_was_confirmed_is_taken_back_by_anybody_until_it_is_used(county, item, table):
    erratum, by = mended(item), UserFactory()

    actions.withdraw_erratum(proposal=erratum.proposal, because="核对有误", by=by, at=AT)

    erratum.refresh_from_db()
    assert (erratum.withdrawn_by, erratum.withdrawn_because) == (by, "核对有误")
    assert (erratum.is_withdrawn, erratum.is_open) == (True, False)
    with pytest.raises(RuleBroken, match="新版里没有这一项"):
        adopt(table)
    with pytest.raises(RuleBroken, match="已经收回了"):
        actions.withdraw_erratum(proposal=erratum.proposal, because="再收", by=by, at=AT)

    again = mended(item)
    coming = adopt(table)
    with pytest.raises(RuleBroken, match="已经用在2027年版里"):
        actions.withdraw_erratum(proposal=again.proposal, because="再收", by=by, at=AT)
    again.refresh_from_db()
    assert again.used_in == coming


def test_one_of_a_kind_at_a_time(item):
    made = propose(item)
    with pytest.raises(RuleBroken, match="已经有一份等另一个人确认"):
        propose(item)
    assert propose(item, NAMES.BASIS).is_waiting

    confirm(made)
    with pytest.raises(RuleBroken, match="已经确认，还没有用过"):
        propose(item)


def test_only_of_the_edition_in_force_that_nothing_replaces(county, standard, item, table):
    coming = edition(county, "别的目录", from_on=datetime.date(2027, 1, 1))
    with pytest.raises(RuleBroken, match="今天没有施行"):
        propose(mistaken(coming))

    made, other = propose(item), mistaken(standard, "另一项")
    mended(item, NAMES.BASIS)
    mended(other)
    standard.to_on = datetime.date(2026, 12, 31)
    standard.save()
    with pytest.raises(RuleBroken, match="已经有新版接替"):
        propose(other, NAMES.BASIS)
    with pytest.raises(RuleBroken, match="已经有新版接替"):
        confirm(made)


def test_never_of_what_the_law_asks_for_not_even_once_a_later_model_does(
    county, standard, item, table, monkeypatch
):
    own = ItemFactory(standard=standard, basis=[{"law": "本县办法", "article": "", "local": True}])
    with pytest.raises(RuleBroken, match="不用勘误"):
        propose(own)
    with pytest.raises(RuleBroken, match="也是按它公开的"):
        propose(ItemFactory(standard=standard))
    with pytest.raises(RuleBroken, match="随软件提供的目录里就有"):
        propose(adopted(CountyFactory()).items.first())

    waiting = propose(item, NAMES.BASIS)
    mended(item)
    model = shipped_standard()
    later = replace(
        model, items=(*model.items, replace(item_text(item), code="Z-1", level2="新法要求的"))
    )
    for module in (queries, actions.errata):
        monkeypatch.setattr(module, "shipped_standard", lambda: later)
    with pytest.raises(RuleBroken, match="新法要求的"):
        confirm(waiting)
    with pytest.raises(RuleBroken, match="新版里没有这一项"):
        adopt(table)


def test_the_words_are_public_and_name_nobody(item):
    number = made_up_resident_number()
    for given in ({"because": f"{BECAUSE}{number}"}, {"basis": f"{BASIS}{number}"}):
        with pytest.raises(RuleBroken, match="公众会看到"):
            propose(item, **given)
    made = propose(item)
    with pytest.raises(RuleBroken, match="公众会看到"):
        actions.decline_erratum(proposal=made, because=number, by=UserFactory(), at=AT)
    with pytest.raises(RuleBroken, match="至少写20个字"):
        propose(item, NAMES.BASIS, because="写错了")


def test_the_database_keeps_them_whole(item, table):
    erratum = mended(item)
    by = UserFactory()
    broken = (
        {"withdrawn_at": AT, "withdrawn_by": by},
        {"withdrawn_because": "算了"},
        {
            "withdrawn_at": AT,
            "withdrawn_by": by,
            "withdrawn_because": "算了",
            "used_in": item.standard,
        },
    )
    for given in broken:
        with pytest.raises(IntegrityError), transaction.atomic():
            Erratum.objects.filter(pk=erratum.pk).update(**given)
    with pytest.raises(IntegrityError), transaction.atomic():
        Erratum.objects.create(item=item, matter="item", confirmed_at=AT)


def test_what_may_be_mended_at_all(county, standard, item, django_assert_num_queries):
    ItemFactory(standard=standard)
    inside = mistaken(standard, "对内的", audience="internal", channels=[])
    ended = edition(county, "旧目录", to_on=datetime.date(2026, 12, 31))
    mistaken(ended)
    mistaken(edition(CountyFactory()))

    with django_assert_num_queries(2):
        found = queries.mendable_items(county, datetime.date(2026, 11, 26))
    assert found == [item, inside]
    assert queries.find_mended_item(county, item.object_id) == item
    assert queries.find_mended_item(CountyFactory(), item.object_id) is None


def test_a_row_too_many_may_be_mended_where_the_rows_of_the_model_stand(county, standard):
    asked = {"law": "预算法", "article": "第十四条"}
    item = mistaken(standard, "预算公开（重复）", basis=[asked])
    model = [one for one in shipped_standard().items if "预算法" in str(one.basis)]

    before = queries.why_item_not_mended(item)
    for one in model:
        ItemFactory(standard=standard, code=one.code, level2=one.level2)

    assert before.template == rules.ASKED_FOR
    assert queries.why_item_not_mended(item) is None
    assert item in queries.mendable_items(county, datetime.date(2026, 11, 26))


def test_what_was_proposed_is_found_in_its_county(county, item):
    made = propose(item)

    assert queries.find_proposed_erratum(county, made.object_id) == made
    assert queries.find_proposed_erratum(CountyFactory(), made.object_id) is None
