"""The county's Opinions on open government: its constitution, and its first publication."""

import datetime
from pathlib import Path

from mingtang.catalogue import actions as catalogue
from mingtang.catalogue.choices import FactKind
from mingtang.catalogue.models import Item
from mingtang.demonstration.county import Cast
from mingtang.demonstration.publishing import Desk
from mingtang.disclosure.models import Edition

SOURCE = Path(__file__).parent / "shifan" / "opinions.md"
ITEM = "G-08"
NUMBER = "示政发〔{year}〕1号"


def words(day: datetime.date) -> dict[str, object]:
    """Title, number and text as the file has them; the note says where the text comes from."""
    lines = SOURCE.read_text().splitlines()
    title = lines[0].removeprefix("# ").strip()
    note = next(line for line in lines if line.startswith("> ")).removeprefix("> ").strip()
    body = "\n".join(line for line in lines[1:] if not line.startswith("> ")).strip()
    return {
        "title": title,
        "document_number": NUMBER.format(year=day.year),
        "formed_on": day,
        "summary": "凡运用行政权力办理、与群众利益有关的事项，不涉密的都要公开，分三个层次推进。",
        "body": f"{body}\n\n*{note}*",
    }


def parts() -> list[str]:
    """The headings of the text, as it numbers them."""
    heads = [line for line in SOURCE.read_text().splitlines() if line.startswith("## ")]
    return [line.removeprefix("## ").strip() for line in heads]


def publish(cast: Cast, item: Item, day: datetime.date) -> Edition:
    """Through the whole workflow, like any other: issued, recorded, drafted, reviewed, approved."""
    desk = Desk(cast)
    organ = cast.organs["GOV"]
    said = words(day)
    recorded = catalogue.record_fact(
        organ=organ,
        kind=FactKind.DOCUMENT_ISSUED,
        title=f"印发{said['title']}",
        number=str(said["document_number"]),
        happened_on=day,
        recorded_for=organ,
        item=item,
        is_on_register=True,  # from before the register of documents was kept
        by=desk.drafter(organ),
        at=cast.clock.at(day, 8, 45),
    )
    asked = {
        "number": said["document_number"],
        "issued": day.isoformat(),
        "text": f"全文如上，分为：{'；'.join(parts())}。",
    }
    said["values"] = {
        key: asked[key] for element in item.elements if (key := str(element["key"])) in asked
    }
    duty = recorded.duties.select_related("organ__county", "item__standard").get()
    edition = desk.draft(item=item, organ=organ, duty=duty, day=day, changes=said)
    return desk.sign(desk.submit(edition, day), day)
