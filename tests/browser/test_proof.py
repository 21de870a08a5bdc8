"""A citizen checks one proof on /verify/, in a browser that can, without asking the server."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.proving import POLICY, Proved
from tests.browser.test_keyboard import Keys
from tests.browser.town import DESKTOP, PHONE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
GOOD, BAD, NONE = "核对无误", "核对不通过", "没有核对"


@pytest.fixture
def proved(town, settings, tmp_path):
    return Proved(town, settings, tmp_path)


@pytest.fixture
def page(town, proved):
    return town.visit("/verify/")


def choose(page, written, name="mingtang-1.tlog-proof"):
    written = written if isinstance(written, bytes) else written.encode()
    file = {"name": name, "mimeType": "text/plain", "buffer": written}
    page.get_by_label("选择证明文件").set_input_files(file)


def result(page):
    return page.locator("#result")


def says(page, verdict, *words):
    expect(result(page).get_by_role("heading", level=3)).to_have_text(verdict)
    for one in words:
        expect(result(page)).to_contain_text(one)


def test_a_good_proof_is_told_step_by_step(proved, page):
    choose(page, str(proved.proof))

    says(
        page,
        GOOD,
        f"{proved.entry.index}号条目",
        "的签名是真的",
        "没有见证人签名",
        "确实在签过名的",
        "附带的文字与写下时一致",
        "附带的附件与写下时一致",
        "2025年决算公告",
        "示范县财政局",
        "2026-03-10 12:00:00",
    )
    expect(result(page).get_by_role("heading", level=3)).to_be_focused()


def test_the_proof_that_the_page_links_holds(town, proved, page):
    """The whole way: the publication, its proof as it is downloaded, the check."""
    page.goto(f"{town.address}/d/{proved.edition.disclosure.object_id}/")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载证明").first.click()
    page.get_by_role("link", name="怎样核对").click()
    page.get_by_label("选择证明文件").set_input_files(download.value.path())

    says(page, GOOD, "2025年决算公告")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda it: it.with_content("三十九亿", "三十八亿"), "附带的文字与写下时不同"),
        (lambda it: it.with_hash(), "这条记录不在签过名的"),
        (lambda it: it.with_signature(), "的签名是假的"),
        (lambda it: it.with_leaf("2026-03-10T", "2026-03-09T"), "这条记录不在签过名的"),
        (lambda it: str(it.proof).replace("index ", "index 1"), "这条记录不在签过名的"),
    ],
)
def test_one_changed_sign_is_found_and_named(proved, page, change, words):
    choose(page, change(proved))

    says(page, BAD, words)
    if "文字" in words:
        expect(result(page)).to_contain_text("确实在签过名的")
    else:
        expect(result(page)).not_to_contain_text("2025年决算公告")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("这不是证明。\n", "这不是证明文件"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "这不是证明文件"),
        ("c2sp.org/tlog-proof@v1\nindex 0\n\nnonsense\n", "这不是证明文件"),
        ("", "这不是证明文件"),
    ],
)
def test_what_is_no_proof_is_said_to_be_none(page, written, words):
    choose(page, written)

    says(page, NONE, words)


def test_a_proof_without_its_entry_cannot_be_checked(proved, page):
    choose(page, proved.with_extra({"c": {}}))

    says(page, NONE, "没有条目本身")


def test_nothing_chosen_is_said(page):
    page.get_by_role("button", name="核对").click()

    says(page, NONE, "请先选择一份证明文件")


def test_the_proof_of_another_log_is_sent_there(proved, page):
    other = str(proved.proof).replace(proved.log.origin, "linxian.example/log")
    choose(page, other)

    says(page, BAD, "这是另一个日志的证明：linxian.example/log")


def test_a_policy_that_cannot_be_had_is_said(proved, page):
    (proved.log.folder.path / "policy").write_text("nonsense\n")
    choose(page, str(proved.proof))

    says(page, NONE, "见证规则")


class TestWitnessed:
    @pytest.fixture
    def proved(self, town, settings, tmp_path):
        return Proved(town, settings, tmp_path, rules=POLICY)

    def test_who_saw_it_and_when_is_told(self, proved, page):
        choose(page, proved.cosigned())

        says(page, GOOD, "见证人w1在2026-03-10 16:06:40（北京时间）签过名")

    def test_too_few_witnesses_are_not_enough(self, proved, page):
        choose(page, str(proved.proof))

        says(page, BAD, "见证人不够")


def test_keys_alone_are_enough(proved, page):
    keys = Keys(page)
    keys.reach("textbox", "或者粘贴证明的全部文字")
    page.keyboard.insert_text(str(proved.proof))
    keys.reach("button", "核对")
    keys.press("Enter")

    says(page, GOOD, "2025年决算公告")
    expect(result(page).get_by_role("heading", level=3)).to_be_focused()


def test_a_file_may_be_dropped(proved, page):
    page.evaluate(
        """(written) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([written], "x.tlog-proof"));
            const drop = {dataTransfer: transfer, bubbles: true, cancelable: true};
            document.getElementById("check").dispatchEvent(new DragEvent("drop", drop));
        }""",
        str(proved.proof),
    )

    says(page, GOOD, "2025年决算公告")


@pytest.mark.parametrize(
    ("lack", "words"),
    [
        (
            "Object.defineProperty(window, 'isSecureContext', {value: false})",
            "不是通过https打开的",
        ),
        (
            "SubtleCrypto.prototype.importKey = () => Promise.reject(new DOMException('no'))",
            "Chrome或Edge 137、Firefox 129、Safari 17",
        ),
    ],
)
def test_a_browser_that_cannot_says_so_and_names_those_that_can(town, proved, lack, words):
    page = town.browser()
    page.add_init_script(lack)
    page.goto(f"{town.address}/verify/")

    expect(page.locator("#without")).to_contain_text(words)
    expect(page.get_by_role("button", name="核对")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("下载核对工具")


def test_without_script_the_page_still_explains_everything(town, proved):
    page = town.visit("/verify/", java_script_enabled=False)

    main = page.locator("main")
    for words in ("要用脚本", "不能证明什么", "最新的校验点", "--old checkpoint.txt"):
        expect(main).to_contain_text(words)
    expect(page.get_by_role("img", name="二维码，内容就是上面三行")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
@pytest.mark.parametrize("manner", ["", "/contrast", "/elder", "/en"])
def test_axe_finds_nothing_before_and_after(town, proved, size, manner):
    page = town.visit(f"{manner}/verify/", size=size)
    found = [faults(page)]
    for written in (str(proved.proof), proved.with_content("三十九亿", "三十八亿"), "x"):
        page.locator("#file").set_input_files(
            {"name": "x.tlog-proof", "mimeType": "text/plain", "buffer": written.encode()}
        )
        expect(result(page).get_by_role("heading", level=3)).to_be_focused()
        found.append(faults(page))

    assert found == [[], [], [], []]


def faults(page):
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    said = [(fault["id"], fault["nodes"][0]["html"]) for fault in found]
    return [*said, *(["sideways"] if wide else [])]
