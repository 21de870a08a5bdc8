import datetime

from django.db import transaction

from mingtang.audit import actions as audit
from mingtang.audit.choices import Agent, AuditKind
from mingtang.foundation.clock import day_of
from mingtang.foundation.errors import RuleBroken
from mingtang.foundation.kept_words import in_chinese
from mingtang.foundation.text import gettext_noop as _
from mingtang.ledger.choices import Act
from mingtang.organs.actions.entries import record_change
from mingtang.organs.actions.names import record_name
from mingtang.organs.actions.register import lock_organ
from mingtang.organs.choices import SOLE_ROLES, Role
from mingtang.organs.models import County, Departure, Organ, Post
from mingtang.organs.rules import posts, typed
from mingtang.organs.rules.posts import Held, Tenure
from mingtang.people.models import User

TITLE = _("职务")
LONGEST_TITLE = 64
ACCOUNT_SHUT = _("“%(name)s”的账号已经停用。请先启用账号，或者另选一人。")
OTHER_COUNTY = _("“%(name)s”是别的县的账号。请为本县建立账号。")


@transaction.atomic
def fill_post(
    *,
    organ: Organ,
    role: Role,
    holder: User,
    from_on: datetime.date,
    to_on: datetime.date | None = None,
    title: str = "",
    stands_in_for: Post | None = None,
    by: User | None,
    at: datetime.datetime,
) -> Post:
    """Puts a person in a role of the organ, from a day that may lie ahead; refusals as in
    `rules.posts`. `stands_in_for` makes a stand-in (AB岗), whose end must be given."""
    locked = lock_organ(organ=organ)
    holder = User.objects.get(pk=holder.pk)
    refuse_person(holder=holder, county=locked.county, by=by)
    tenure = Tenure(from_on, to_on)
    posts.refuse_role(role, kind=locked.kind, tier=locked.tier)
    posts.refuse_start(from_on, today=day_of(at))
    posts.refuse_tenure(tenure, is_stand_in=stands_in_for is not None)
    new = Held(holder.pk, str(holder), role, tenure, stands_in_for is not None)
    if stands_in_for is not None:
        posts.refuse_past_stand_in(from_on, today=day_of(at))
        _refuse_stand_in(stands_in_for, new, locked)
    refuse_others(organ=locked, new=new)
    post = Post.objects.create(
        organ=locked,
        role=role,
        holder=holder,
        title=typed.line(title, what=TITLE, most=LONGEST_TITLE),
        stands_in_for=stands_in_for,
        from_on=from_on,
        to_on=to_on,
    )
    record_post(act=Act.POST_FILLED, post=post, by=by, at=at)
    record_name(account=holder, county=locked.county, by=by, at=at)
    return post


@transaction.atomic
def leave_post(*, post: Post, on: datetime.date, by: User | None, at: datetime.datetime) -> Post:
    """Ends a post with that day, the last one on which it is held. Stand-ins stay to their end."""
    locked = (
        Post.objects.select_for_update(of=("self",)).select_related("organ__county").get(pk=post.pk)
    )
    posts.refuse_leaving(Tenure(locked.from_on, locked.to_on), on, today=day_of(at))
    until, locked.to_on = locked.to_on, on
    locked.save(update_fields=["to_on"])
    Departure.objects.create(post=locked, last_on=on, until=until)
    record_post(act=Act.POST_LEFT, post=locked, by=by, at=at)
    return locked


@transaction.atomic
def refuse_person(*, holder: User, county: County, by: User | None) -> None:
    """Raises RuleBroken where that account can hold no post there, or where it is one's own."""
    if by is not None and by.pk == holder.pk:
        raise RuleBroken(posts.NOT_ONESELF)
    if not holder.is_active:
        raise RuleBroken(ACCOUNT_SHUT, name=str(holder))
    if holder.county_code not in ("", county.code):
        raise RuleBroken(OTHER_COUNTY, name=str(holder))


@transaction.atomic
def refuse_others(*, organ: Organ, new: Held, but: Post | None = None) -> None:
    """Raises RuleBroken where others hold what cannot be held beside it; `but`: its own row."""
    later = Post.objects.exclude(to_on__lt=new.tenure.from_on).select_related("holder")
    if but is not None:
        later = later.exclude(pk=but.pk)
    in_the_organ = later.filter(organ=organ)
    of_the_person = later.filter(organ__county=organ.county, holder=new.person)
    posts.refuse_beside(new, map(_held, in_the_organ), is_sole=new.role in SOLE_ROLES)
    posts.refuse_administrator(new, map(_held, of_the_person))


def _refuse_stand_in(post: Post, new: Held, organ: Organ) -> None:
    if post.organ_id != organ.pk or post.role != new.role:
        raise RuleBroken(posts.NOT_THAT_POST)
    posts.refuse_stand_in(_held(post), person=new.person, tenure=new.tenure)
    # Of a person's own second registration the same is said as of any other post.
    others = post.stand_ins.exclude(holder=new.person).select_related("holder")
    posts.refuse_second_stand_in(new.tenure, map(_held, others))


def _held(post: Post) -> Held:
    return Held(
        post.holder_id,
        str(post.holder),
        post.role,
        Tenure(post.from_on, post.to_on),
        post.stands_in_for_id is not None,
    )


@transaction.atomic
def record_post(*, act: Act, post: Post, by: User | None, at: datetime.datetime) -> None:
    """Twice in the audit: as an act, and by name as a change of someone's rights."""
    days = f"{post.from_on}–{post.to_on or ''}"
    words = f"{in_chinese(act.label)} {in_chinese(Role(post.role).label)}"
    audit.record(
        kind=AuditKind.CHANGED_ROLE,
        by=by,
        agent=Agent.ACCOUNT if by else Agent.SETUP,
        at=at,
        county_code=post.organ.county.code,
        object_id=post.organ.object_id,
        detail=f"{words} {post.holder.username} {days}",
    )
    record_change(
        act=act,
        about=post.organ,
        structured={
            "role": post.role,
            "from": str(post.from_on),
            "to": str(post.to_on or ""),
            "stand_in": post.stands_in_for_id is not None,
        },
        person={"holder": post.holder.username, "title": post.title},
        by=by,
        at=at,
    )
