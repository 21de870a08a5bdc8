"""`manage.py administrators --county 130123`: who can sign in first in a county that is no show.

Reached as `bin/mingtang administrators`. User names and passwords are shown this once. Each is
changed at the first sign-in; all other accounts and posts are opened in the desk by these three.
"""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from mingtang.foundation import clock
from mingtang.foundation.errors import RuleBroken
from mingtang.organs.actions import seat_administrators
from mingtang.organs.models import County
from mingtang.people.one_time_passwords import one_time_password

REFUSED = 2
NO_COUNTY = (
    "还没有代码为“{code}”的县。请先执行 bin/mingtang import organs --county {code} --make-bodies。"
)
ALL_THERE = "{county}的三个管理员都在任，没有建立账号。"
MADE = "{county}的管理员账号。密码只显示这一次，第一次登录时要改；请分别交给三个人："
NEXT = "登录：/desk/。由系统管理员建立其他账号，由安全保密管理员登记各人的岗位。"


class Command(BaseCommand):
    help = "为新设的县建立系统管理员、安全保密管理员、安全审计员账号（已有的不动）"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--county", required=True, help="县的代码，例如 130123")

    def handle(self, *_args: object, county: str, **_options: Any) -> None:
        found = County.objects.filter(code=county.strip()).first()
        if found is None:
            self.stderr.write(NO_COUNTY.format(code=county.strip()[:20]))
            sys.exit(REFUSED)
        try:
            seated = seat_administrators(
                county=found, make_password=one_time_password, at=clock.now()
            )
        except RuleBroken as refused:
            self.stderr.write(str(refused))
            sys.exit(REFUSED)
        if not seated:
            self.stdout.write(ALL_THERE.format(county=found.name))
            return
        self.stdout.write(MADE.format(county=found.name))
        for one in seated:
            self.stdout.write(f"  {one.account.username}  {one.password}  {one.role.label}")
        self.stdout.write(NEXT)
