"""A reader goes from a figure to what is behind it, takes the table home, and makes it again."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from mingtang.catalogue.actions import recount
from tests.browser.town import DESKTOP, PHONE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_a_reader_follows_a_figure_to_its_acts_and_makes_it_again(town, size, tmp_path):
    recount(county=town.county)
    soon = town.visit("/duties/", size=size)
    soon.get_by_role("link", name="看快要逾期的").click()
    expect(soon.locator("main")).to_contain_text("1件任务在3月17日以前到期")
    soon.get_by_role("link", name="示范县财政局").click()
    expect(soon.get_by_role("heading", name="1件，第1—1件")).to_be_visible()
    edition = town.published()

    page = town.visit("/duties/", size=size)
    row = page.get_by_role("row", name="示范县财政局")
    expect(row).to_contain_text("（数量少）")
    page.get_by_role("navigation", name="筛选").get_by_role("link", name="事项", exact=True).click()
    page.get_by_role("row", name="财政决算").get_by_role("link", name="1", exact=True).first.click()
    expect(page.get_by_role("heading", name="1件，第1—1件")).to_be_visible()
    page.get_by_role("link", name=town.scene.duty.title).click()
    expect(page.locator("main")).to_contain_text(edition.title)

    page.goto(f"{town.address}/organs/{town.scene.staff.organ.object_id}/")
    page.get_by_role("link", name="3月", exact=True).click()
    expect(page.get_by_role("heading", name="1件，第1—1件")).to_be_visible()

    makes_it_again(town, page, tmp_path)


def makes_it_again(town, page, tmp_path):
    """With the program and the table that the page hands out, and nothing else."""
    page.goto(f"{town.address}/duties/")
    with page.expect_download() as table:
        page.locator("main").get_by_role("link", name="下载数据（CSV）").first.click()
    page.get_by_text("怎样算的，怎样自己重算").click()
    with page.expect_download() as program:
        page.get_by_role("link", name="mingtang-scoreboard.pyz").click()
    table.value.save_as(tmp_path / "table.csv")
    program.value.save_as(tmp_path / "scoreboard.pyz")

    kept = tmp_path / "kept"
    # By the clock on the wall, which is not the town's: the day alone is found.
    asked = run(tmp_path, town.address, "--keep", kept, "--without-acts")
    again = run(tmp_path, "--from", kept, "--without-acts", "--csv", tmp_path / "table.csv")

    assert asked.stdout.count("✗") == 2
    assert "今天是" in asked.stdout
    assert again.returncode == 0, again.stdout + again.stderr
    assert "✓ 与网站的数字一致" in again.stdout


def run(tmp_path, *words):
    return subprocess.run(
        [sys.executable, "-I", tmp_path / "scoreboard.pyz", *words, "--lang", "zh"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
