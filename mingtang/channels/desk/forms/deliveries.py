from django import forms
from django.utils.translation import gettext_lazy as _

from mingtang.channels.shared.plain_form import PlainForm
from mingtang.disclosure.choices import ReceiptKind


class PostingForm(PlainForm):
    """A photograph of the board; place from the picture, from the phone, or in words.

    `says` is which button was pressed: a form sent twice says the same thing twice.
    """

    says = forms.ChoiceField(choices=ReceiptKind.choices, widget=forms.HiddenInput)
    photograph = forms.FileField(
        label=_("照片"),
        help_text=_("照片里要能看见张贴的内容。拍摄设备写在照片里的其他信息会自动清除。"),
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )
    where = forms.CharField(
        label=_("张贴地点"), required=False, max_length=200, help_text=_("例如：村委会门口公开栏。")
    )
    note = forms.CharField(label=_("备注"), required=False, max_length=200)
    latitude = forms.DecimalField(
        required=False,
        min_value=-90,
        max_value=90,
        max_digits=9,
        decimal_places=6,
        widget=forms.HiddenInput,
    )
    longitude = forms.DecimalField(
        required=False,
        min_value=-180,
        max_value=180,
        max_digits=9,
        decimal_places=6,
        widget=forms.HiddenInput,
    )
