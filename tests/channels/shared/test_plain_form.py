import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from mingtang.channels.desk.forms.organs import RenameForm
from mingtang.channels.shared.dates import MomentField
from mingtang.channels.shared.plain_form import PlainForm


class TwoForm(PlainForm):
    name = forms.CharField(max_length=4)
    own = forms.CharField(max_length=4, error_messages={"max_length": "太长了"})


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("张\x00三", "看不见的字符（空字符），不能保存。请把这一栏重新输"),
        ("示范县财政局", "最多4个字，现在是6个字。请改短。"),
    ],
)
def test_what_is_refused_is_said_with_the_mend(typed, said):
    form = TwoForm({"name": typed, "own": "有"})

    assert not form.is_valid()
    assert said in form.errors["name"][0]


class ManyForm(PlainForm):
    count = forms.IntegerField(required=False, min_value=1, max_value=9)
    price = forms.DecimalField(required=False, max_digits=4, decimal_places=1)
    at = MomentField(required=False)
    mail = forms.EmailField(required=False)
    one = forms.ChoiceField(required=False, choices=[("a", "甲")])
    few = forms.CharField(required=False, min_length=3)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("count", "x", "这里要写整数，例如 12。"),
        ("count", "0", "最小是1，请改大。"),
        ("count", "10", "最大是9，请改小。"),
        ("price", "x", "这里要写数字，例如 12.5。"),
        ("price", "1234", "整数部分最多3位。请核对。"),
        ("price", "1.25", "小数最多1位。请四舍五入再写。"),
        ("price", "1234.56", "数字太长，最多4位。请核对。"),
        ("at", "明天下午", "请写成 2026-09-18 14:30 这样"),
        ("at", "2026-02-30T10:00", "请写成 2026-09-18 14:30 这样"),
        ("mail", "张三", "请写成 zhang@example.gov.cn 这样。"),
        ("one", "b", "请从列出的几项里选。"),
        ("few", "县", "至少3个字，现在是1个字。请写全。"),
    ],
)
def test_what_cannot_be_read_is_said_with_an_example(field, typed, said):
    form = ManyForm({field: typed})

    assert said in " ".join(form.errors[field])


def test_an_empty_file_is_said_plainly():
    class FileForm(PlainForm):
        photograph = forms.FileField()

    form = FileForm({}, {"photograph": SimpleUploadedFile("a.jpg", b"")})

    assert form.errors == {"photograph": ["这个文件是空的。请核对后重新选一个。"]}


def test_a_field_with_words_of_its_own_keeps_them():
    form = TwoForm({"name": "有", "own": "示范县财政局"})

    assert form.errors == {"own": ["太长了"]}


def test_forms_of_the_desk_say_it_so_too():
    form = RenameForm({"name": "局\x00", "on": "2026-03-01", "basis": "依" * 201})

    assert "空字符" in form.errors["name"][0]
    assert "最多200个字，现在是201个字" in form.errors["basis"][0]
