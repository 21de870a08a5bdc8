"""What an invented publication says: the elements its item asks for, and a text around them."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from mingtang.catalogue.models import Duty, Item
from mingtang.disclosure.queries.checked import cited_by
from mingtang.disclosure.rules.excepted import why_not_withheld
from mingtang.organs.models import Organ


@dataclass(frozen=True)
class Written:
    """A draft as `disclosure.actions.save_draft` takes it."""

    title: str
    summary: str
    body: str
    values: Mapping[str, str]

    def changes(self) -> dict[str, object]:
        return {
            "title": self.title,
            "summary": self.summary,
            "body": self.body,
            "values": dict(self.values),
        }


GROUND = "E15"  # business secrets
ROWS = ("第一类", "第二类", "第三类", "第四类")


def _table(chance: random.Random) -> str:
    figures = [chance.randint(20, 900) for _row in ROWS]
    rows = [
        f"| {name} | {figure} | {figure * 3 // 4} |"
        for name, figure in zip(ROWS, figures, strict=True)
    ]
    total = f"| 合计 | {sum(figures)} | {sum(figure * 3 // 4 for figure in figures)} |"
    return "\n".join(
        ["| 项目 | 计划（万元） | 完成（万元） |", "| --- | ---: | ---: |", *rows, total]
    )


def _value(element: Mapping[str, object], organ: Organ, chance: random.Random) -> str:
    label = str(element["label"])
    kind = element.get("kind", "text")
    if kind == "number":
        return str(chance.randint(3, 980))
    if kind == "phone":
        return "0000-0000000"
    if kind == "date":
        return f"2026-{chance.randint(1, 9):02d}-{chance.randint(1, 28):02d}"
    if kind == "table":
        return _table(chance)
    if kind == "long":
        return f"{label}：{organ.name}按照规定办理，全部情况见正文。以上内容为演示数据。"
    return f"{label}（演示数据）"


def written(item: Item, organ: Organ, title: str, chance: random.Random) -> Written:
    """The words of one publication; `chance` makes its figures."""
    amount = chance.randint(40, 4_800)
    share = chance.randint(86, 100)
    cases = chance.randint(4, 260)
    body = "\n\n".join(
        (
            f"根据有关规定，现将{organ.name}{item.level2}公布如下。本文中的数字均为演示数据。",
            "## 一、基本情况",
            (
                f"本期共办理{cases}件，涉及资金{amount}万元，完成计划的{share}%。"
                f"与上一期相比，{chance.choice(['略有增加', '基本持平', '略有减少'])}。"
            ),
            "## 二、明细",
            _table(chance),
            "## 三、监督方式",
            f"对以上内容有疑问的，可以向{organ.name}提出，也可以在本页点“这里有错”。",
        )
    )
    return Written(
        title=title,
        summary=f"本期办理{cases}件，资金{amount}万元，完成计划的{share}%。",
        body=body,
        values={str(element["key"]): _value(element, organ, chance) for element in item.elements},
    )


def nothing(duty: Duty) -> dict[str, object]:
    """A nil return: nothing happened in the period, and that is said."""
    return {
        "title": f"{duty.title}（无此事项）",
        "body": "经核查，本期没有发生这一事项。如与您了解的情况不符，请在本页提出。",
    }


def is_withheld_by_law(item: Item) -> bool:
    """Whether what it rests on leaves room for business secrets: budgets are never withheld so."""
    return not why_not_withheld(GROUND, cited_by(item))


def withheld(duty: Duty) -> dict[str, object]:
    """A withholding with its ground."""
    return {
        "title": f"{duty.title}（不予公开）",
        "body": "本期内容涉及企业的商业秘密，第三方不同意公开，公开会损害其合法权益。",
        "exemption": GROUND,
        "third_party": "refused",
        "third_party_on": duty.opened_on,
    }
