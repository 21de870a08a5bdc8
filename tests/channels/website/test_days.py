import pytest

pytestmark = pytest.mark.django_db


def test_anyone_can_count_a_due_day_again(county, read):
    page = read("/day/?start=2026年9月18日&term=%2B20wd")

    assert "2026年10月22日" in page
    assert 'class="due"><b>10/22</b>第20' in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("start=2026-02-30&term=%2B20wd", "2026年2月只有28天"),
        ("start=2026-09-18&term=soon", "期限"),
        ("start=&term=", "写上起算的那一天"),
        ("start=2199-12-01&term=%2B600wd", "2200"),
    ],
)
def test_what_cannot_be_read_is_never_guessed(county, read, query, said):
    assert said in read(f"/day/?{query}", status=422)


def test_before_anything_is_asked_the_form_stands_there(county, read):
    page = read("/day/")

    assert "从哪一天起算" in page
    assert "有1处要改" not in page
