import re

import pytest
from django.urls import reverse

from mingtang.audit.models import AuditRecord
from mingtang.issued.models import ApiToken
from mingtang.organs.choices import Role
from tests.channels.desk.sitting import alert, page, sit
from tests.factories.issued import ApiTokenFactory
from tests.factories.organs import holder_of

pytestmark = pytest.mark.usefixtures("wall_clock")


@pytest.fixture
def admin(client, organ):
    return sit(client, Role.SYSTEM_ADMIN, organ)


def test_a_token_is_shown_once_and_kept_as_a_digest(client, organ, admin):
    clerk = holder_of(Role.OFFICER, organ=organ)
    post = clerk.posts.get()

    response = client.post(
        reverse("desk:token-new"), {"post": str(post.pk), "name": "县政府办公室公文系统"}
    )

    words = re.search(r"mt_[\w-]{43}", page(response))[0]
    token = ApiToken.objects.get()
    assert (token.organ, token.holder, token.issued_by) == (organ, clerk, admin)
    assert words not in str(vars(token))
    listed = page(client.get(reverse("desk:tokens")))
    assert "县政府办公室公文系统" in listed
    assert words not in listed
    assert AuditRecord.objects.filter(detail__contains="发给接口令牌").exists()


def test_only_clerks_are_offered(client, organ, admin):
    approver = holder_of(Role.APPROVER, organ=organ)

    response = client.post(
        reverse("desk:token-new"), {"post": str(approver.posts.get().pk), "name": "公文系统"}
    )

    assert "选的这一项现在没有了" in alert(response)


def test_a_token_is_revoked_and_stays_on_the_list(client, organ, admin):
    token = ApiTokenFactory(organ=organ, name="旧系统")

    client.post(reverse("desk:token-revoke", args=[token.object_id]))

    token.refresh_from_db()
    assert (token.revoked_by, token.revoked_at is None) == (admin, False)
    assert "已收回" in page(client.get(reverse("desk:tokens")))


def test_without_tokens_the_page_says_what_they_are_for(client, organ, admin):
    assert "还没有发过令牌" in page(client.get(reverse("desk:tokens")))
