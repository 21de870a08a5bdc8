"""Changes of registers: of organs, people, settings, holidays and documents, past all actions."""

import datetime

from mingtang.issued.models import IssuedDocument, Registration
from mingtang.organs.models import (
    County,
    GroupMember,
    LeadingGroup,
    OpennessOffice,
    Organ,
    OrganField,
    OrganName,
    Post,
    Succession,
)
from mingtang.people.models import User
from mingtang.terms.models import CalendarNotice
from tests.disclosure.publishing import later
from tests.factories.organs import OrganFactory
from tests.factories.people import UserFactory


def rename_organ(place, dice):
    """The register calls it otherwise, or has it under another body."""
    organ = dice.choice(list(Organ.objects.filter(county=place.county, code__startswith="ZB-99")))
    changes = {"name": "另一个局"}, {"duties_text": "没有职责"}, {"phone": "010-12345678"}
    Organ.objects.filter(pk=organ.pk).update(**dice.choice(changes))


def slip_in_an_organ(place, dice):
    OrganFactory(county=place.county, name=f"县第{dice.randrange(100)}局")


def rewrite_register(place, dice):
    """Days of posts, an office, a past name, what became of a body; past all actions."""
    day = datetime.date(2020, 1, dice.randint(1, 28))
    changes = (
        (Post, {"from_on": day}),
        (OpennessOffice, {"phone": "010-12345678"}),
        (OrganName, {"name": "从前的名称"}),
        (Succession, {"basis": "另一份文件"}),
        (LeadingGroup, {"document": "另一份文件"}),
        (OrganField, {"from_on": day}),
    )
    model, changed = dice.choice(changes)
    model.objects.filter(organ__code__startswith="ZB-99").update(**changed)


def put_another_in_the_post(place, dice):
    """Another holds the post, or sits in the leading group."""
    if dice.random() < 0.5:
        posts = Post.objects.filter(organ__code__startswith="ZB-99")
        posts.update(**dice.choice([{"holder": UserFactory()}, {"title": "代局长"}]))
    else:
        GroupMember.objects.filter(name="甲").update(name=f"丙{dice.randint(1, 999)}")


def change_settings(place, dice):
    changes = {"sponsor": "别的机关"}, {"dispute_answer_working_days": 20}, {"is_demo": True}
    County.objects.filter(pk=place.county.pk).update(**dice.choice(changes))


def change_holidays(place, dice):
    """A day off more, or a notice that nobody announced."""
    notices = CalendarNotice.objects.filter(county_code=place.county.code)
    if dice.random() < 0.5:
        notices.update(days_off={f"2026-08-{dice.randint(10, 28)}": "高温假"})
    else:
        notice = notices.get()
        notice.pk, notice.version, notice.days_off = None, 2, {"2026-08-20": "高温假"}
        notice.save()


def call_a_person_otherwise(place, dice):
    """Whoever holds a post has another name where a page shows it."""
    posts = Post.objects.filter(organ__code__startswith="ZB-99").order_by("pk")
    holder = dice.choice(list(posts)).holder_id
    User.objects.filter(pk=holder).update(name=f"另一人{dice.random()}")


def ship_a_year(place, dice):
    """Holidays of a year that the software did not bring, told as if it had."""
    year = dice.randint(2027, 2030)
    CalendarNotice.objects.create(
        county_code="", year=year, number="国办发明电", days_off={f"{year}-08-20": "高温假"}
    )


def slip_in_a_document(place, dice):
    """The register of issued documents has one more, or one that was taken off it."""
    documents = IssuedDocument.objects.filter(organ__county=place.county).order_by("pk")
    chosen, kind = dice.choice(list(documents)), dice.randrange(3)
    others = [one.organ for one in place.there if one.organ.pk != chosen.organ_id]
    if kind == 0:
        documents.filter(pk=chosen.pk).update(
            withdrawn_at=later(1400), withdrawn_because="没有这件"
        )
    elif kind == 1:
        documents.filter(pk=chosen.pk).update(organ=dice.choice(others))
    else:
        words = f"另一个标题{dice.random()}"
        Registration.objects.filter(document=chosen).update(title=words)


KINDS = (
    rename_organ,
    slip_in_an_organ,
    rewrite_register,
    put_another_in_the_post,
    change_settings,
    change_holidays,
    call_a_person_otherwise,
    ship_a_year,
    slip_in_a_document,
)
