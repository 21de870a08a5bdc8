from typing import Any

from django.core.management.base import BaseCommand

from mingtang.demonstration.county import PASSWORD, TRIED, text
from mingtang.organs.choices import Role
from mingtang.organs.models import County, Post


class Command(BaseCommand):
    help = "Prints the accounts with which the invented county may be tried."

    def handle(self, *args: Any, **options: Any) -> None:
        code = text()["county"]["code"]
        if not County.objects.filter(code=code, is_demo=True).exists():
            return
        self.stdout.write(f"演示账号（密码都是 {PASSWORD}，登录：/desk/）")
        posts = Post.objects.filter(holder__username__in=[one for one, *_rest in TRIED])
        organs = dict(posts.values_list("holder__username", "organ__name"))
        for username, _organ, role in TRIED:
            at = organs.get(username, "")
            self.stdout.write(f"  {username:<10} {Role(role).label} {at}".rstrip())
