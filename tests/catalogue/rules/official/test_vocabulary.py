import pytest

from mingtang.catalogue.rules.official import vocabulary


@pytest.mark.parametrize(
    ("name", "served"),
    [
        ("政府网站", "website"),
        ("社区／企事业单位／村公示栏（电子屏）", "board"),
        ("政府公报", ""),
        ("其他：村民微信群", ""),
        ("县融媒体中心", None),
        ("政府网站(必选)", "website"),
        ("政府网站【必选】", "website"),
        ("公示栏（村）", "board"),
        ("县融媒体中心（必选）", None),
    ],
)
def test_a_channel_is_served_by_one_of_ours_by_none_or_is_not_known(name, served):
    assert vocabulary.channel_of(name) == served


def test_our_channels_are_printed_in_the_order_of_the_list():
    assert vocabulary.channel_names(["board", "website"]) == [
        "政府网站",
        "社区/企事业单位/村公示栏（电子屏）",
    ]
    assert vocabulary.channel_names([]) == []


@pytest.mark.parametrize(
    ("said", "audience"),
    [
        ("全社会", "public"),
        ("全社会、特定群体：学生", "public"),
        ("机关内部", "internal"),
        ("特定群体：学生", None),
        ("全社会（含网民）", "public"),
        ("", None),
    ],
)
def test_whom_it_is_for(said, audience):
    assert vocabulary.audience_of(said) == audience


@pytest.mark.parametrize(
    ("said", "mode"),
    [
        ("主动", "active"),
        ("主动公开、依申请公开", None),
        ("主动、依申请", None),
        ("主动或者依申请公开", None),
        ("依申请", "request"),
        ("依申请、看情况", None),
        ("", None),
    ],
)
def test_how_it_is_disclosed(said, mode):
    assert vocabulary.mode_of(said) == mode


@pytest.mark.parametrize(
    ("levels", "tiers"),
    [
        (["县级", "乡镇级"], ["county", "township"]),
        (["县级", "区级"], ["county"]),
        (["县级", "乡、村级"], ["county", "township", "village"]),
        (["县乡两级"], None),
        (["县、乡两级"], ["county", "township"]),
        (["县级", "省级"], None),
        (["乡、省级"], None),
        ([], None),
    ],
)
def test_levels_are_tiers_or_all_of_them_are_in_doubt(levels, tiers):
    assert vocabulary.tiers_of(levels) == tiers
