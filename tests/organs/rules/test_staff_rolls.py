from mingtang.foundation.tables import Row, read
from mingtang.organs.choices import Role
from mingtang.organs.rules import staff_rolls as rolls
from mingtang.organs.rules.posts import ADMINISTRATORS
from mingtang.organs.rules.staff_rolls import LAYOUT, understand

LINE = {"name": "甲某", "username": "jia", "organ": "水利局", "roles": "公开专员"}


def refusals(**words):
    line, problems = understand(Row(2, {**LINE, **words}))
    assert line is None
    return {one.column: one.template for one in problems}


def test_every_role_but_the_three_administrators_can_be_written():
    assert set(rolls.ROLES) == set(Role.values) - ADMINISTRATORS
    words = [word for names in rolls.ROLES.values() for word in names]
    assert len(words) == len(set(words))


def test_a_row_says_who_by_which_account_in_which_posts():
    line, problems = understand(
        Row(
            2,
            {
                **LINE,
                "username": " Jia ",
                "email": "jia@example.cn",
                "roles": "签发人、公开专员\n公开专员",
                "title": " 股长 ",
                "from_on": "2026年3月1日",
            },
        )
    )

    assert problems == []
    assert (line.username, line.email, line.organ) == ("jia", "jia@example.cn", "水利局")
    assert (line.roles, line.title) == (("officer", "approver"), "股长")
    assert str(line.from_on) == "2026-03-01"
    assert understand(Row(2, LINE))[0].from_on is None


def test_what_is_not_understood_is_told_by_its_cell_all_at_once():
    assert refusals(name="", username="甲", email="x", organ=" ", roles="局长", from_on="昨天") == {
        "name": refusals(name="")["name"],
        "username": refusals(username="甲")["username"],
        "email": refusals(email="x")["email"],
        "organ": rolls.NO_ORGAN,
        "roles": rolls.NOT_A_ROLE,
        "from_on": refusals(from_on="昨天")["from_on"],
    }
    assert refusals(roles="、") == {"roles": rolls.NO_ROLE}
    assert refusals(roles="系统管理员") == {"roles": rolls.NOT_A_ROLE}


def test_the_template_is_read_again_and_its_notes_speak_of_its_columns():
    assert read([LAYOUT.head, ["甲某", "jia", "", "水利局", "公开专员"]], LAYOUT).rows != []
    assert {name for name, _text in LAYOUT.notes} <= set(LAYOUT.head)
    assert len(LAYOUT.widths) == len(LAYOUT.columns)
