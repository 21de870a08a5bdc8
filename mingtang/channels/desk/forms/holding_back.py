from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.catalogue.rules.holding_back import BECAUSE_AT_MOST, GROUNDS
from mingtang.channels.desk.forms.base import DeskForm
from mingtang.channels.desk.forms.documents import CHOOSE
from mingtang.issued.choices import Ground


class HoldBackForm(DeskForm):
    """On which ground words that were public are held back, and why."""

    ground = forms.ChoiceField(
        label=_("不予公开的依据"),
        choices=[CHOOSE, *((one, Ground(one).label) for one in GROUNDS)],
        help_text=_("《政府信息公开条例》第十四条至第十六条。"),
    )
    because = forms.CharField(
        label=_("为什么隐去"),
        max_length=BECAUSE_AT_MOST,
        help_text=_("公众会看到，例如：应当不予公开，误登为主动公开。不要重复写出要隐去的文字。"),
    )
    with_reasons = forms.BooleanField(label=_("更正、撤销的理由里也写了，一起隐去"), required=False)
