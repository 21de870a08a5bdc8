import pytest

from mingtang.foundation.errors import NotUnderstood
from mingtang.organs.rules.divisions import read
from mingtang.organs.rules.finding import find


@pytest.fixture(scope="module")
def divisions():
    return read()


@pytest.mark.parametrize(
    ("typed", "level", "code"),
    [
        ("130123", "county", "130123"),
        (" １３０１２３ ", "county", "130123"),
        ("正定县", "county", "130123"),
        ("石家庄市正定县", "county", "130123"),
        ("河北省 石家庄市 正定县", "county", "130123"),
        ("西安市长安区", "county", "610116"),
        ("北京市东城区", "county", "110101"),
        ("441900", "county", "441900"),
        ("1301", "city", "1301"),
        ("130100", "city", "1301"),
        ("石家庄市", "city", "1301"),
    ],
)
def test_a_division_is_found_by_its_code_or_its_name(divisions, typed, level, code):
    assert find(divisions, typed, level=level).code == code


@pytest.mark.parametrize(
    ("typed", "level", "said"),
    [
        ("长安区", "county", "有2个.*130102 河北省石家庄市长安区、610116 陕西省西安市长安区"),
        ("130199", "county", "是不是：.*130109 河北省石家庄市藁城区"),
        ("桃源", "county", "是不是：430725 湖南省常德市桃源县"),
        ("石家庄", "county", "……共24个"),
        ("石家庄", "city", "是不是：1301 河北省石家庄市"),
        ("1301", "county", "1301是河北省石家庄市，不是县级区划"),
        ("130123", "city", "130123是河北省石家庄市正定县，不是地级区划"),
        ("123", "county", "没有代码或者名称是“123”的县级区划"),
        ("不存在的什么地方", "county", "没有代码或者名称是“不存在的什么地方”的县级区划"),
        ("", "county", "没有代码或者名称是“”的县级区划"),
        ("\u202e\u0000", "county", "没有代码或者名称"),
    ],
)
def test_what_is_not_one_division_is_answered_with_those_it_may_be(divisions, typed, level, said):
    with pytest.raises(NotUnderstood, match=said):
        find(divisions, typed, level=level)
