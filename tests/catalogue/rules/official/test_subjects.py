import pytest

from mingtang.catalogue.rules.official.subjects import bodies_by_register, bodies_in


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ("正定县人民政府\n新安镇人民政府", "正定县人民政府、新安镇人民政府"),
        ("县教育局、县民政局\n县水利局", "县教育局、县民政局、县水利局"),
        ("县教育局\n县医院\n县供水公司", "县教育局、县医院、县供水公司"),
        ("县卫生\n健康局", "县卫生健康局"),
        ("县人民政府\n办公室", "县人民政府办公室"),
        ("县教育局\n及县民政局", "县教育局及县民政局"),
        ("县教育局、\n县民政局", "县教育局、县民政局"),
        ("国家税务总局\n正定县税务局", "国家税务总局正定县税务局"),
        ("市生态环境局\n正定县分局", "市生态环境局正定县分局"),
        ("", ""),
    ],
)
def test_a_line_that_ends_as_bodies_do_under_one_that_does_is_another_body(cell, printed):
    assert bodies_in(cell) == printed


@pytest.mark.parametrize(
    ("printed", "parts", "named"),
    [
        ("县纪委监委团县委", ["县纪委监委", "团县委"], "县纪委监委、团县委"),
        (
            "县纪委监委、县妇联团县委",
            ["县纪委监委、县妇联", "团县委"],
            "县纪委监委、县妇联、团县委",
        ),
        ("县公安局、交警大队", ["县公安局", "交警大队"], "县公安局交警大队"),
        ("县妇联残联", ["县妇联", "残联"], "县妇联残联"),
        ("团县委", ["团县委"], "团县委"),
        ("县纪委监委", ["县纪委", "监委"], "县纪委监委"),
    ],
)
def test_the_register_knows_better_than_the_endings(printed, parts, named):
    known = {"县纪委监委", "团县委", "县妇联", "县公安局交警大队"}

    assert bodies_by_register(printed, parts, known) == named
