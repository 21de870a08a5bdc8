"""Does acts for a client that says which, a line each, as a process of the website does.

`python -m tests.attacks.crash.doer`: asked "key moment", it answers "receipt index" when the act
is committed, and AGAIN where the database went away. With `begin N` it makes the counties instead,
once: one for those who ask here, and N for those who send the form to the web server, as a county
takes no more than so many in a day.
"""

import datetime
import sys
import uuid

import django

BEGUN = datetime.datetime(2026, 3, 10, 1, tzinfo=datetime.UTC)
PAGES = uuid.UUID("7d3bb4f4-1df5-4f5e-9f0c-7a3a4f6f2f10")
CLERKS = "990001"
PAGES_VISITED = 20
AGAIN = "again"


def visited(number):
    """Code and host of a county."""
    return f"99{1000 + number}", f"visited-{number}.example"


def begin(counties):
    from tests.factories.organs import CountyFactory, OrganFactory  # noqa: PLC0415 - needs Django

    OrganFactory(county=CountyFactory(code=CLERKS, host="clerks.example"), code="ZB-990001-1")
    for number in range(counties):
        code, host = visited(number)
        county = CountyFactory(code=code, host=host)
        for page in range(PAGES_VISITED):
            OrganFactory(county=county, code=f"ZB-{code}-{page}")


def act(key, moment):
    from mingtang.cases.actions import receive_dispute  # noqa: PLC0415 - needs Django
    from mingtang.foundation.working_days import Due  # noqa: PLC0415 - needs Django
    from mingtang.ledger.models import Entry  # noqa: PLC0415 - needs Django
    from mingtang.organs.models import Organ  # noqa: PLC0415 - needs Django

    organ = Organ.objects.select_related("county").get(county__code=CLERKS)
    dispute = receive_dispute(
        county=organ.county,
        organ=organ,
        kind="wrong",
        subject_kind="disclosure",
        subject_id=uuid.uuid5(PAGES, key),
        subject_title="关于一件事项的公示",
        text="表里的合计与各行相加不一致。",
        idempotency_key=key,
        due=Due(datetime.date(2026, 3, 13), is_provisional=False),
        at=BEGUN + datetime.timedelta(hours=int(moment)),
    )
    return f"{dispute.receipt_number} {Entry.objects.get(object_id=dispute.object_id).index}"


def answer(line):
    """As a server goes on when its database was killed: with a new connection."""
    from django.db import Error, connection  # noqa: PLC0415 - needs Django

    try:
        return act(*line.split())
    except Error:
        connection.close()
        return AGAIN


if __name__ == "__main__":
    django.setup()
    if sys.argv[1:]:
        begin(int(sys.argv[2]))
    else:
        for line in sys.stdin:
            sys.stdout.write(f"{answer(line)}\n")
            sys.stdout.flush()
