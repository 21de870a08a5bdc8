import pytest

from mingtang.disclosure.actions import acts
from mingtang.disclosure.queries.committed import contents
from mingtang.ledger.models import Entry
from tests.disclosure.publishing import published, scene

pytestmark = pytest.mark.django_db


def test_x(monkeypatch):
    real = acts.committed
    seen = {}
    def spy(edition, note=""):
        r = real(edition, note=note); seen[(edition.pk, edition.state)] = r; return r
    monkeypatch.setattr(acts, "committed", spy)
    shown = published(scene()).disclosure
    print(seen)
    print(contents(list(Entry.objects.filter(object_id=shown.object_id, act="disclosure.published"))))
    assert 0
