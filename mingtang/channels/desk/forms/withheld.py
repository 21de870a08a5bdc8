"""Looking again at what is withheld: what came of it, and why."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from mingtang.channels.desk.forms.base import DeskForm, lines, mark_needed
from mingtang.channels.desk.forms.documents import ParticularsForm
from mingtang.issued.choices import Attribute
from mingtang.issued.rules.registering import Particulars
from mingtang.withheld.choices import Result
from mingtang.withheld.rules.examining import SECRET


class ExamineForm(DeskForm):
    """Of a publication that withholds."""

    result = forms.ChoiceField(
        label=_("评估审查结论"), choices=Result.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("理由"), required=False, max_length=200, widget=lines(3))

    def __init__(self, *args: Any, ground: str, hint: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = hint
        mark_needed(self, {"reason"})
        if ground == SECRET:
            del self.fields["reason"]

    @property
    def why(self) -> str:
        return str(self.cleaned_data.get("reason", ""))


class ConfirmDocumentForm(ExamineForm):
    """Of a document: whoever finds that it may be public registers it as that, by another form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["result"]


class ReleaseDocumentForm(ParticularsForm):
    """What the register says of it from now on: it is for everyone. Day and partners stay."""

    because = forms.CharField(
        label=_("为什么应当公开"),
        max_length=200,
        help_text=_("公众会看到，例如：所涉项目已经完成，商业秘密期限已过。"),
    )

    def __init__(self, *args: Any, before: Particulars, **kwargs: Any) -> None:
        super().__init__(*args, initial={"title": before.title}, **kwargs)
        self.before = before
        for name in ("issued_on", "attribute", "ground", "reason", "partners", "outside"):
            del self.fields[name]
        self.fields["title"].help_text = translated("照文件写全，公众会看到。")

    def clean(self) -> dict[str, Any]:
        return {**self.cleaned_data, "issued_on": self.before.issued_on}

    @property
    def said(self) -> Particulars:
        typed = self.cleaned_data
        return replace(
            self.before,
            title=typed["title"],
            attribute=Attribute.ACTIVE.value,
            ground="",
            reason="",
            is_normative=typed["is_normative"],
            needs_reading=typed["needs_reading"],
        )
