import pytest
from django import forms

from mingtang.channels.desk.forms.organs import RenameForm
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


def test_a_field_with_words_of_its_own_keeps_them():
    form = TwoForm({"name": "有", "own": "示范县财政局"})

    assert form.errors == {"own": ["太长了"]}


def test_forms_of_the_desk_say_it_so_too():
    form = RenameForm({"name": "局\x00", "on": "2026-03-01", "basis": "依" * 201})

    assert "空字符" in form.errors["name"][0]
    assert "最多200个字，现在是201个字" in form.errors["basis"][0]
