from django.utils.translation import gettext_lazy as _

from mingtang.channels.desk.forms.base import DeskForm
from mingtang.channels.shared.dates import DayField


class AdoptForm(DeskForm):
    from_on = DayField(
        label=_("从哪天施行"),
        required=False,
        help_text=_("今天或者以后的一天；不填就从今天起。"),
    )
