from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from mingtang.channels.desk.forms.base import DeskForm, by_tier, lines
from mingtang.channels.shared.dates import DayField
from mingtang.organs.choices import Field, MemberRank, OrganKind, Sector, Tier
from mingtang.organs.models import Organ, Region

NONE = ("", _("选一项"))


class OrganSelect(forms.ChoiceField):
    """One of the organs offered; gives the organ, or None where it may be left out."""

    def offer(self, organs: Iterable[Organ]) -> None:
        self.organs = {str(organ.object_id): organ for organ in organs}
        first = NONE if self.required else ("", translated("没有"))
        self.choices = [first, *by_tier(self.organs)]

    def clean(self, value: object) -> Organ | None:
        return self.organs.get(super().clean(value))


class EntryForm(DeskForm):
    """What of an organ's entry may change."""

    parent = OrganSelect(label=_("上级机关"), required=False)
    region = forms.CharField(
        label=_("所在区划"),
        required=False,
        max_length=12,
        help_text=_("行政区划代码，例如 130102；只给管一个区划的机关填。"),
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
    )
    credit_code = forms.CharField(
        label=_("统一社会信用代码"),
        required=False,
        max_length=32,
        widget=forms.TextInput(attrs={"class": "short"}),
    )
    established_on = DayField(label=_("成立日期"), required=False)
    duties_text = forms.CharField(label=_("主要职责"), required=False, widget=lines(5))
    address = forms.CharField(label=_("地址"), required=False)
    phone = forms.CharField(label=_("电话"), required=False)
    office_hours = forms.CharField(label=_("办公时间"), required=False)
    order = forms.CharField(
        label=_("排序"),
        required=False,
        help_text=_("小的在前。"),
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, organs: Iterable[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent = self.fields["parent"]
        assert isinstance(parent, OrganSelect)  # noqa: S101 - declared above
        parent.offer(organs)

    def clean_region(self) -> Region | None:
        code = self.cleaned_data["region"].strip()
        if not code:
            return None
        region = Region.objects.filter(code=code).first()
        if region is None:
            raise ValidationError(
                translated("没有代码是“%(code)s”的行政区划。请核对，或者先导入行政区划。")
                % {"code": code}
            )
        return region

    def clean_order(self) -> str:
        return self.cleaned_data["order"] or "0"

    @staticmethod
    def typed_in(organ: Organ) -> dict[str, object]:
        names = ("credit_code", "established_on", "duties_text", "address", "phone")
        return {
            **{name: getattr(organ, name) for name in (*names, "office_hours", "order")},
            "parent": str(organ.parent.object_id) if organ.parent else "",
            "region": organ.region.code if organ.region else "",
        }


class OrganForm(EntryForm):
    """A body to register. Its code and kind are for good."""

    name = forms.CharField(label=_("机关名称"), max_length=200, help_text=_("写全称。"))
    kind = forms.ChoiceField(label=_("类别"), choices=[NONE, *OrganKind.choices])
    tier = forms.ChoiceField(label=_("层级"), choices=[NONE, *Tier.choices])
    sector = forms.ChoiceField(
        label=_("行业"),
        required=False,
        choices=[("", _("没有")), *Sector.choices],
        help_text=_("只有公共企事业单位选。"),
    )
    code = forms.CharField(
        label=_("代码"), help_text=_("统一社会信用代码；没有的自编一个，例如 ZB-130102-001。")
    )
    field_order = ["name", "kind", "tier", "sector", "code", "parent", "region"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["credit_code"]


class SuccessionForm(DeskForm):
    on = DayField(label=_("从哪天起"), help_text=_("新状态的第一天；只能是今天或者以前。"))
    basis = forms.CharField(
        label=_("依据"), max_length=200, help_text=_("例如：示编〔2026〕3号机构改革方案。")
    )


class RenameForm(SuccessionForm):
    name = forms.CharField(label=_("新名称"), max_length=200)
    field_order = ["name", "on", "basis"]


class MergeForm(SuccessionForm):
    into = OrganSelect(label=_("并入哪个机关"))
    field_order = ["into", "on", "basis"]

    def __init__(self, *args: Any, organs: Iterable[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into = self.fields["into"]
        assert isinstance(into, OrganSelect)  # noqa: S101 - declared above
        into.offer(organs)


class DissolveForm(SuccessionForm):
    duties_to = OrganSelect(
        label=_("由哪个机关接着负责"),
        required=False,
        help_text=_("公开过信息，或者还有没完成的公开任务、草稿时必须选。"),
    )

    def __init__(self, *args: Any, organs: Iterable[Organ], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        duties_to = self.fields["duties_to"]
        assert isinstance(duties_to, OrganSelect)  # noqa: S101 - declared above
        duties_to.offer(organs)


class FieldForm(DeskForm):
    field = forms.ChoiceField(label=_("领域"), choices=[NONE, *Field.choices])
    from_on = DayField(label=_("从哪天起"))
    basis = forms.CharField(label=_("依据"), max_length=200)


class EndFieldForm(DeskForm):
    to_on = DayField(label=_("最后一天"))
    basis = forms.CharField(label=_("依据"), required=False, max_length=200)


class MembersField(forms.CharField):
    """One member a line: 组长 张三 县长; the rank first, then the name, then the title."""

    widget = lines(6)

    def clean(self, value: object) -> list[tuple[str, str, MemberRank]]:
        text = super().clean(value)
        return [self._member(line) for line in text.splitlines() if line.strip()]

    def _member(self, line: str) -> tuple[str, str, MemberRank]:
        # Any kind of space will do: full-width ones and tabs look alike to who types them.
        rank, name, title = (*line.split(maxsplit=2), "", "", "")[:3]
        ranks: dict[str, MemberRank] = {str(one.label): one for one in MemberRank}
        ranks |= {RANKS_IN_CHINESE[one.value]: one for one in MemberRank}
        if rank not in ranks or not name:
            raise ValidationError(
                translated("“%(line)s”看不懂。每行一人，写成：组长 姓名 职务，中间用空格分开。")
                % {"line": line.strip()[:40]}
            )
        return name, title.strip(), ranks[rank]


RANKS_IN_CHINESE = {"leader": "组长", "deputy": "副组长", "member": "成员"}


class GroupForm(DeskForm):
    document = forms.CharField(
        label=_("成立文件"), max_length=200, help_text=_("例如：示政办〔2026〕5号。")
    )
    from_on = DayField(label=_("从哪天起"))
    members = MembersField(
        label=_("成员"), help_text=_("每行一人：组长 姓名 职务。只能有一名组长。公众会看到。")
    )


class OfficeForm(DeskForm):
    name = forms.CharField(label=_("机构名称"), max_length=100)
    phone = forms.CharField(label=_("电话"), required=False)
    address = forms.CharField(label=_("地址"), required=False)
    office_hours = forms.CharField(label=_("办公时间"), required=False)
    email = forms.CharField(label=_("电子邮箱"), required=False)
    from_on = DayField(label=_("从哪天起"))


class PlaceForm(DeskForm):
    name = forms.CharField(
        label=_("公开栏名称"), max_length=100, help_text=_("例如：村委会门口公开栏。")
    )
    address = forms.CharField(label=_("地址"), required=False, max_length=200)
    opened_on = DayField(label=_("从哪天启用"))


class ClosePlaceForm(DeskForm):
    on = DayField(label=_("最后一天"))


def in_lines(members: Sequence[tuple[str, str, str]]) -> str:
    """Members as one types them, to begin the next group with."""
    return "\n".join(
        f"{RANKS_IN_CHINESE[rank]} {name} {title}".rstrip() for name, title, rank in members
    )
