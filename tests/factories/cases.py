import datetime
import uuid

import factory

from mingtang.cases.choices import DisputeResult, DisputeState
from mingtang.cases.models import Dispute
from mingtang.cases.rules import receipt_number
from tests.factories.organs import OrganFactory
from tests.factories.people import UserFactory

RECEIVED_AT = datetime.datetime(2026, 3, 10, 1, 0, tzinfo=datetime.UTC)


class DisputeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Dispute

    organ = factory.SubFactory(OrganFactory)
    county = factory.SelfAttribute("organ.county")
    receipt_number = factory.Sequence(receipt_number)
    kind = "wrong"
    subject_kind = "disclosure"
    subject_id = factory.LazyFunction(uuid.uuid4)
    subject_title = "关于一件事项的公示"
    text = "表里的合计与各行相加不一致。"
    received_at = RECEIVED_AT
    due_on = datetime.date(2026, 3, 13)
    idempotency_key = factory.Sequence(lambda n: f"key-{n}")

    class Params:
        answered = factory.Trait(
            state=DisputeState.ANSWERED,
            result=DisputeResult.UPHELD,
            answer="已改正。",
            answered_at=RECEIVED_AT + datetime.timedelta(days=1),
            answered_by=factory.SubFactory(UserFactory),
            answered_for=factory.SelfAttribute("organ"),
        )
