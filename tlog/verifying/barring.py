"""Entries that are served no more: each must have been announced, and excuses no more than itself.

Whoever bars an entry says in the open, in a later entry, which one; and by what he opens of that,
which act it was and about what. Whatever does not fit on the site for the want of it, and for
nothing else, cannot be checked: it is neither good nor a forgery.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tlog.verifying.reports import Finding, Report

BARRING = "log.entry_barred"
# An index is told in the place of a basis.
NAMED = re.compile(r"entry-(0|[1-9][0-9]{0,17})")

# By the act of a barred entry: what cannot be told without it of the object that it is about.
EXCUSES: Mapping[str, tuple[str, ...]] = {
    "disclosure.published": ("not_logged", "edition"),
    "disclosure.corrected": ("editions", "edition", "page"),
    "fact.recorded": ("fact",),
    "disclosure.validity_changed": ("validity",),
    "disclosure.withdrawn": ("silent_withdrawal",),
    "data.erased": ("organ", "not_opened", "tombstone", "signer", "erased"),
    "duty.fulfilled": ("duty_state", "duty_not_opened"),
    "duty.reopened": ("duty_state", "duty_not_opened"),
    "duty.shared": ("duty_changed",),
    "dispute.received": ("dispute_not_logged",),
    "dispute.moved": ("dispute_moved",),
    "dispute.answered": ("dispute_state",),
    "dispute.text_hidden": ("dispute_state", "bound"),
    **dict.fromkeys(("organ.changed", "organ.renamed", "organ.dissolved"), ("organ_changed",)),
    "delivery.posted": ("posting",),
    "delivery.removed": ("posting",),
    "organ.created": ("organ_not_logged",),
    "organ.place_opened": ("place_not_logged",),
    "organ.place_closed": ("place",),
    "document.registered": ("document_not_logged", "document"),
    **dict.fromkeys(("document.corrected", "document.withdrawn"), ("document",)),
    "document.gap_explained": ("gap_not_logged", "gap"),
    "document.gap_withdrawn": ("gap",),
    "finding.raised": ("finding_not_logged",),
    **dict.fromkeys(("finding.answered", "finding.settled", "finding.closed"), ("finding",)),
    "transfer.proposed": ("transfer_not_logged",),
    "transfer.decided": ("transfer_not_logged",),
    **dict.fromkeys(("transfer.declined", "transfer.withdrawn"), ("transfer",)),
    "withheld.examined": ("examination_not_logged",),
    "consultation.asked": ("consultation_not_logged",),
    **dict.fromkeys(
        ("consultation.moved", "consultation.answered", "consultation.decided"), ("consultation",)
    ),
}
# And of any object: nobody can read which duties its list spoke of, or not even which act it was.
UNTOLD = ""
OF_ANY: Mapping[str, tuple[str, ...]] = {
    "duties.opened": ("duty_not_logged", "transfer"),
    "duties.opened_inside": ("duty_not_logged",),
    "duties.moved": ("duty_moved", "duty_said"),
    "duties.moved_inside": ("duty_moved", "duty_said"),
    "duties.taken_over": ("duty_changed", "transfer"),
    "duties.taken_over_inside": ("duty_changed",),
    "fact.corrected": ("duty_changed", "duty_state", "fact"),
    "fact.withdrawn": ("duty_state", "fact"),
    "organ.merged": ("organ_changed", "place", "posting"),
    "organ.dissolved": ("place", "posting"),
    # What holds for what comes later ends by the next of the same item.
    **dict.fromkeys(("transfer.accepted", "transfer.decided"), ("transfer",)),
    UNTOLD: (
        *("not_logged", "editions", "silent_withdrawal", "posting", "validity"),
        *("duty_not_logged", "duty_moved", "duty_state", "duty_not_opened", "duty_changed"),
        "duty_said",
        *("dispute_not_logged", "dispute_moved", "dispute_state"),
        *("organ_not_logged", "organ_changed", "edition", "fact", "erased"),
        *("place_not_logged", "place", "document_not_logged", "document"),
        *("gap_not_logged", "gap"),
        *("finding_not_logged", "finding", "transfer_not_logged", "transfer"),
        *("examination_not_logged", "consultation_not_logged", "consultation", "page"),
    ),
}


@dataclass
class Barring:
    """`told` is, by the index of an entry that was announced, its act and its object.

    `announcing` are the entries that announce one, and the index that they name; at first they
    named it only to who may open what they commit to.
    """

    announcing: dict[int, int | None] = field(default_factory=dict)
    told: dict[int, tuple[str, str]] = field(default_factory=dict)

    def see(self, index: int, basis: str) -> None:
        """An entry that announces one."""
        found = NAMED.fullmatch(basis)
        self.announcing[index] = int(found[1]) if found else None

    def opened(self, index: int, data: Mapping[str, object]) -> None:
        """What was committed to by an entry that announces one."""
        barred = data.get("index")
        if type(barred) is int and self.announcing[index] in (None, barred):
            self.announcing[index] = barred
            self.told[barred] = (str(data.get("act", UNTOLD)), str(data.get("obj", "")))

    def demand(self, barred: Iterable[int], report: Report, *, is_opened: bool) -> None:
        """Each must have been announced; without a site, those unnamed may speak of any."""
        named = list(self.announcing.values())
        silent = sorted(set(barred) - set(named))
        if silent and not is_opened and len(silent) <= named.count(None):
            report.note(
                f"{len(silent)}条停止提供的，日志里另有公告，是哪一条要用verify site核对",
                f"{len(silent)} barred entries may be those announced without an index: "
                "use verify site",
            )
            return
        for index in silent:
            report.find(
                "barred",
                f"{index}号条目不提供了，日志里没有停止提供的公告",
                f"entry {index} is served no more, and no entry announces that",
                index=index,
            )

    def excuse(self, barred: Iterable[int], report: Report) -> None:
        """What cannot be told for want of a barred entry is set apart from what does not hold."""
        told = [self.told[index] for index in barred if index in self.told]
        of_any = {kind for act, _obj in told for kind in OF_ANY.get(act, ())}
        of_one = {(kind, obj) for act, obj in told for kind in EXCUSES.get(act, ())}

        def is_excused(found: Finding) -> bool:
            return found.kind in of_any or (found.kind, found.object_id) in of_one

        excused = [found for found in report.findings if is_excused(found)]
        if not excused:
            return
        report.findings = [found for found in report.findings if not is_excused(found)]
        for found in excused:
            report.note(
                f"无法核对（有关条目已停止提供）：{found.words.chinese}",
                f"cannot be checked, as an entry is barred: {found.words.english}",
            )
        report.give_up(
            f"{len(excused)}处因为有关条目已停止提供而无法核对",
            f"{len(excused)} things cannot be checked, as the entries are barred",
        )
