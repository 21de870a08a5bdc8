"""Corrections, withdrawals and what a document is still worth."""

import datetime
from collections.abc import Iterable

from mingtang.foundation.text import gettext_noop as _
from mingtang.foundation.wordless import NO_WORDS, says_something

# A published penalty that is changed, revoked, found unlawful or void is taken back within three
# working days, with the reason: 行政处罚法 art. 48(2).
PENALTY_WORKING_DAYS = 3
PENALTY_BASIS = "《行政处罚法》第四十八条"
UNBINDING = ("repealed", "expired")
# Taken back for these, the duty is owed again until something takes its place. What was withheld
# and may be public by now is taken back when it is looked at again: 条例 art. 18.
REASSESSED = "reassessed"
OWED_AGAIN = ("error", "personal_data", REASSESSED)
NO_END = "-"  # of a document that binds until further notice


def why_not_change_validity(*, validity: str, was: str, note: str, is_new_end: bool) -> str:
    """Reason the mark cannot be set; empty when it can. `is_new_end`: valid until another day."""
    if validity == was and not is_new_end:
        return _("效力没有变化。")
    if validity not in ("in_force", was) and not note:
        return _("写明依据：被哪件文件修改、废止，或者哪天失效。")
    if was in UNBINDING and validity == "in_force" and not note:
        return _("它已经失效或者废止，再标为现行有效要写明依据：例如哪件文件延长了有效期。")
    return ""


def why_not_until(validity: str, *, until: datetime.date | None, on: datetime.date) -> str:
    """Reason the mark and its last day contradict each other; empty when they do not."""
    if until is None:
        return ""
    if validity not in UNBINDING and until < on:
        return _("有效期已经过了：请改“有效到哪天”，或者标为“已失效”。")
    if validity == "expired" and until >= on:
        return _("有效期还没有过，不能标为“已失效”：请改“有效到哪天”，或者改标别的效力。")
    return ""


def why_not_withdraw(*, is_withdrawn: bool, reason: str) -> str:
    """Reason a publication cannot be taken back; empty when it can."""
    if is_withdrawn:
        return _("这件信息已经撤回了。")
    if not reason:
        return _("写明撤回的理由，公众会看到。")
    return "" if says_something(reason) else NO_WORDS


def why_not_ground(ground: str, *, basis: str, is_replaced: bool, is_penalty: bool) -> str:
    """Reason a ground does not carry a withdrawal as it stands; empty when it does."""
    if ground == "superseded" and not is_replaced:
        return _("“已被替代”要指明由哪件信息替代。")
    if ground == "moved" and not basis and not is_replaced:
        return _(
            "“已移交其他机关公开”要说清到哪里去找："
            "填由哪件信息替代，或者在“依据”里写明移交给哪个机关、凭哪份文件。"
        )
    if ground == "legal_order" and not basis:
        return _("“依法责令撤回”要在“依据”里写明法律条款，或者责令文书的文号。")
    if ground == "penalty_changed" and not basis and not is_penalty:
        return _(
            "这一事项不是行政处罚：请在“依据”里写明哪份决定变更或者撤销了处罚，或者选别的撤回原因。"
        )
    return ""


def why_not_reassessed(ground: str, *, outcome: str) -> str:
    """Reason a publication is none that withholds; empty when it is, or when no one says so."""
    if ground == REASSESSED and outcome != "withheld":
        return _("只有依法不予公开的信息可以因情势变化撤回、改为公开，请选别的撤回原因。")
    return ""


def is_of_penalties(title: str, laws: Iterable[str]) -> bool:
    """Whether an item is one of penalties: it says so, or rests on 行政处罚法."""
    return any("行政处罚" in words for words in (title, *laws))


def why_not_erase(*, is_withdrawn: bool, is_erased: bool, reason: str) -> str:
    """Reason the content of a publication cannot be deleted for good; empty when it can."""
    if not is_withdrawn:
        return _("先撤回，再依法删除内容。")
    if is_erased:
        return _("这件信息的内容已经依法删除了。")
    if not reason:
        return _("写明依法删除的理由，公众会看到。不要重复写出个人信息。")
    return "" if says_something(reason) else NO_WORDS


def withdrawal_basis(ground: str, basis: str) -> str:
    """The article shown beside a withdrawal; for a penalty it is always the same."""
    return PENALTY_BASIS if ground == "penalty_changed" and not basis else basis


def ledger_basis(ground: str) -> str:
    """The code under which the public log says why; the words are committed to, not shown."""
    return f"withdrawn-{ground.replace('_', '-')}"


def ledger_note(ground: str, reason: str, basis: str) -> str:
    """Those words, as they are committed to."""
    return f"{ground}: {reason} {basis}".rstrip()


def validity_note(validity: str, until: object, note: str) -> str:
    """Whether a document binds, until which day and why, as it is committed to."""
    return f"{validity} {until or NO_END}: {note}"


def earlier_validity_notes(note: str) -> list[str]:
    """As it was committed to before the day was always among it: such entries stay so."""
    bind, _, why = note.partition(": ")
    validity, _, until = bind.partition(" ")
    return [f"{validity}: {why}", f"{validity}: {until}"]


def public_title(title: str, *, ground: str, item: str) -> str:
    """What a tombstone is called: a title may itself name the person (个人信息保护法 art. 47)."""
    if ground != "personal_data":
        return title
    return f"{item[:200]}（原标题涉及个人信息，不再显示）"


def is_owed_again(ground: str, *, outcome: str, is_replaced: bool, is_unowed: bool) -> bool:
    """A nil return or a withholding that is taken back leaves nothing that would settle the duty;
    unless the matter is another organ's now, or the duty no longer holds."""
    if is_replaced or is_unowed or ground == "moved":
        return False
    return outcome != "content" or ground in OWED_AGAIN
