"""What a site shows of a small log; a test changes it before it asks."""

import datetime
import json

from tests.tlog import making
from tests.tlog.verifying.opening import committed, opened
from tlog.merkle import leaf_hash
from tlog.verifying.acts import Acts
from tlog.verifying.reports import Report
from tlog.verifying.sites import Site
from tlog.verifying.sources import AddressSource

TEXT, DATA, FILES = {"title": "公告"}, {"amount": "5"}, {"files": []}
PUBLIC = {"text": TEXT, "data": DATA, "files": FILES}
DUTY = f"{9:032x}"
LISTED = {"duties": [["budget", "2026", "2026-12-18", DUTY]]}
OBJECT, GONE = f"{1:032x}", f"{2:032x}"
DUE = datetime.date(2026, 12, 18)
ENTRIES = [
    making.act(1, due_on=DUE, commitments=committed(**PUBLIC)),
    making.act(8, act="duties.opened", commitments=committed(data=LISTED)),
    making.act(2, commitments=committed(**PUBLIC)),
    making.act(
        2,
        act="disclosure.withdrawn",
        previous=2,
        basis="other",
        commitments=committed(**PUBLIC),
    ),
    making.act(1, act="disclosure.corrected", previous=0, commitments=committed(**PUBLIC)),
    making.act(7, act="key.announced"),
]
HOUR = datetime.timedelta(hours=1)
AT = making.MORNING + HOUR
WHY = {"reason": "本人申请"}
ERASED = making.act(1, act="data.erased", previous=4, at=AT, commitments=committed(text=WHY))
SAID, ASKED = {"text": "合计不对", "title": "公告"}, {"subject": OBJECT}
COMPLAINT, SHEET, FACT = f"{20:032x}", f"{21:032x}", f"{22:032x}"
SHOWN = ("openings", "disclosures", "duties")
STANDING = (
    *("disputes", "postings", "organs", "facts", "standards", "counties", "places"),
    *("documents", "findings", "transfers", "examinations"),
    *("consultations", "gaps"),
)


def groups(said):
    return {group: opened(value) for group, value in said.items()}


def hidden(said):
    return {group: {"commitment": made} for group, made in committed(**said).items()}


def told(index, entry):
    return {"index": index, "hash": leaf_hash(entry).hex(), "leaf": json.loads(entry)}


class Shown:
    """What the site answers; a test changes it before it asks."""

    def __init__(self, website):
        self.website = website
        self.openings = [
            {"index": 0, "c": groups(PUBLIC)},
            {"index": 1, "c": groups({"data": LISTED})},
            {"index": 3, "c": hidden(PUBLIC)},
            {"index": 4, "c": groups(PUBLIC)},
        ]
        self.one = {
            "object": OBJECT,
            "organ": making.ORGAN,
            "published_at": "2026-11-23T02:21:00+00:00",
            "withdrawn_at": None,
            "erased_at": None,
            "editions": 2,
            "edition": None,
            "duty": DUTY,
            "late_by": None,
            "title": "公告",
            "validity": "none -: ",
            "files": [],
        }
        self.two = self.one | {
            "object": GONE,
            "published_at": "2026-11-23T02:22:00Z",
            "withdrawn_at": "2026-11-23T02:22:00Z",
            "editions": 1,
            "duty": None,
        }
        self.disclosures = [self.one, self.two]
        self.duties = [
            {
                "object": DUTY,
                "organ": making.ORGAN,
                "item": "budget",
                "opened_by": "2026",
                "opened_on": making.MORNING.date().isoformat(),
                "taken_over_from": None,
                "due": "2026-12-18",
                "moves": [],
                "said": "",
                "state": "open",
                "late_by": None,
                "ended_at": None,
            }
        ]
        for name in STANDING:
            setattr(self, name, [])

    def check(self, *, entries=ENTRIES):
        rows = {name: getattr(self, name) for name in (*SHOWN, *STANDING)}
        answers = {
            f"/api/v1/{name}": (200, {name: found, "next": None}) for name, found in rows.items()
        }
        acts = {"acts": [told(*one) for one in enumerate(ENTRIES)]}
        self.website.answers |= answers | {"/api/v1/acts": (200, acts)}
        return self.ask(entries)

    def also(self, *entries, **openings):
        """What a site with these further entries is found to be; openings by their place."""
        for place, groups_ in openings.items():
            self.openings.append({"index": len(ENTRIES) + int(place[1:]), "c": groups_})
        return kinds(self.check(entries=[*ENTRIES, *entries]))

    def ask(self, entries=ENTRIES, **how):
        report = Report()
        acts = Acts(report, keeps=True)
        for index, entry in enumerate(entries):
            acts.see(index, entry)
        assert report.findings == []
        Site(AddressSource(self.website.address), acts, report, **how).check()
        return report


def kinds(report):
    return [found.kind for found in report.findings]


def received(number=20, **given):
    return making.act(
        number,
        act="dispute.received",
        at=AT,
        due_on=datetime.date(2026, 12, 1),
        commitments=committed(text=SAID, data=ASKED),
        **given,
    )


def dispute(**changed):
    return {
        "object": COMPLAINT,
        "organ": making.ORGAN,
        "received_at": AT.isoformat(),
        "due": "2026-12-01",
        "state": "received",
        "answered_at": None,
        "result": "",
        "is_hidden": False,
    } | changed
